On the way to the log some events are held back, and others overtake them: disorder made by the network.

00:00.000  fault     link-reorder begins: clicks -> log
00:10.000  fault     link-loss begins: clicks -> log
00:12.522  on time   [00:00,00:10) k1: count 2, sum 2                         watermark 00:10.338
00:12.523  on time   [00:00,00:10) k2: count 3, sum 3                         watermark 00:10.338
00:12.523  on time   [00:00,00:10) k0: count 3, sum 3                         watermark 00:10.338
00:16.403  dropped   k2@00:07.373 is dropped                                  291 ms too late (WO-14); a lateness of 2.291 s would have kept it
00:20.000  fault     link-loss ends: clicks -> log
00:23.001  on time   [00:10,00:20) k2: count 5, sum 5                         watermark 00:20.615
00:23.001  on time   [00:10,00:20) k0: count 5, sum 5                         watermark 00:20.615
00:32.501  on time   [00:20,00:30) k2: count 3, sum 3                         watermark 00:30.142
00:32.501  on time   [00:20,00:30) k0: count 4, sum 4                         watermark 00:30.142
00:32.501  on time   [00:20,00:30) k1: count 1, sum 1                         watermark 00:30.142
00:38.436  dropped   k2@00:29.169 is dropped                                  3.582 s too late (WO-14); a lateness of 5.582 s would have kept it
00:43.515  on time   [00:30,00:40) k2: count 2, sum 2                         watermark 00:40.914
00:43.515  on time   [00:30,00:40) k0: count 5, sum 5                         watermark 00:40.914
00:43.522  on time   [00:30,00:40) k1: count 3, sum 3                         watermark 00:40.914
00:50.292  on time   [00:40,00:50) k1: count 1, sum 1                         the input has ended
00:50.317  on time   [00:40,00:50) k0: count 1, sum 1                         the input has ended
40 records in, 13 results, 0 late firings, 2 dropped
