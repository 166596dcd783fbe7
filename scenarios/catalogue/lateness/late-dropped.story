Without allowed lateness, an event behind the watermark is dropped and only counted.

00:13.000  on time   [00:00,00:10) a: count 3                                 watermark 00:10.999
00:14.000  dropped   a@00:05 is dropped                                       1.001 s too late (WO-14); a lateness of 1.001 s would have kept it
00:15.000  on time   [00:10,00:20) a: count 3                                 the input has ended
7 records in, 2 results, 0 late firings, 1 dropped
