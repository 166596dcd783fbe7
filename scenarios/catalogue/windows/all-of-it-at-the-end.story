One window holds everything and speaks once, with the final watermark.

00:16.000  fired     all time b: count 2, sum 18                              the input has ended
00:16.000  fired     all time a: count 3, sum 13                              the input has ended
5 records in, 2 results, 0 late firings, 0 dropped
