A finite input, streamed: one record is late and dropped, and the end of the input fires what is still open.

00:12.000  on time   [00:00,00:10) b: count 1                                 watermark 00:09.999
00:12.000  on time   [00:00,00:10) a: count 2                                 watermark 00:09.999
00:12.500  dropped   b@00:03 is dropped                                       1 ms too late (WO-14); a lateness of 1 ms would have kept it
00:21.000  on time   [00:10,00:20) b: count 1                                 the input has ended
00:21.000  on time   [00:10,00:20) a: count 1                                 the input has ended
00:21.000  on time   [00:20,00:30) a: count 1                                 the input has ended
7 records in, 5 results, 0 late firings, 1 dropped
