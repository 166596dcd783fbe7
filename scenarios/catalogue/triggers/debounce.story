A sensor chatters; the window speaks once it has been quiet for two seconds.

00:05.501  fired     all time door: changes 3, last 3                         the clock has passed 00:05.500
00:11.001  fired     all time door: changes 2, last 5                         the clock has passed 00:11
5 records in, 2 results, 0 late firings, 0 dropped
