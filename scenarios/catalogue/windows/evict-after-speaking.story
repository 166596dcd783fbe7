The window says all it has after every third event, then keeps only the last one.

00:03.000  fired     all time a: count 3, sum 7                               a@00:03 makes its trigger fire
00:03.000  evicted   a@00:01 leaves its window                                only the last one stays (EV-04)
00:03.000  evicted   a@00:02 leaves its window                                only the last one stays (EV-04)
00:06.000  fired     all time a: count 4, sum 60                              a@00:06 makes its trigger fire
00:06.000  evicted   a@00:03 leaves its window                                only the last one stays (EV-04)
00:06.000  evicted   a@00:04 leaves its window                                only the last one stays (EV-04)
00:06.000  evicted   a@00:05 leaves its window                                only the last one stays (EV-04)
7 records in, 2 results, 0 late firings, 0 dropped
