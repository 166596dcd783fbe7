A window of ten seconds that keeps what is less than four seconds older than its newest event.

00:12.000  evicted   a@00:01 leaves its window                                4 s older than the newest, or more (EV-05)
00:12.000  evicted   a@00:04 leaves its window                                4 s older than the newest, or more (EV-05)
00:12.000  on time   [00:00,00:10) a: count 3, sum 28                         watermark 00:09.999
00:12.000  on time   [00:10,00:20) a: count 1, sum 32                         the input has ended
6 records in, 2 results, 0 late firings, 0 dropped
