A box is weighed several times; only the weights near the last one count.

00:13.000  evicted   box@00:02 leaves its window                              not less than 5 away from the last one (EV-06)
00:13.000  evicted   box@00:05 leaves its window                              not less than 5 away from the last one (EV-06)
00:13.000  on time   [00:00,00:10) box: count 3, sum 156                      watermark 00:10.999
00:13.000  on time   [00:10,00:20) box: count 1, sum 10                       the input has ended
6 records in, 2 results, 0 late firings, 0 dropped
