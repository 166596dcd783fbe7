Windows of ten seconds every five: each event is in two of them, and a late one may be late for one only.

00:06.000  on time   [-00:05,00:05) a: count 1                                watermark 00:04.999
00:11.000  on time   [00:00,00:10) a: count 2                                 watermark 00:09.999
00:16.000  on time   [00:05,00:15) a: count 3                                 watermark 00:14.999
00:17.000  dropped   a@00:09 is dropped                                       1 ms too late (WO-14); a lateness of 1 ms would have kept it
00:22.000  on time   [00:10,00:20) a: count 2                                 watermark 00:20.999
00:22.000  on time   [00:15,00:25) a: count 2                                 the input has ended
00:22.000  on time   [00:20,00:30) a: count 1                                 the input has ended
7 records in, 6 results, 0 late firings, 1 dropped
