A window of ten seconds that keeps the last two of its events.

00:12.000  evicted   a@00:01 leaves its window                                only the last 2 stay (EV-04)
00:12.000  evicted   a@00:03 leaves its window                                only the last 2 stay (EV-04)
00:12.000  on time   [00:00,00:10) a: count 2, sum 12                         watermark 00:09.999
00:12.000  on time   [00:10,00:20) a: count 1, sum 16                         the input has ended
5 records in, 2 results, 0 late firings, 0 dropped
