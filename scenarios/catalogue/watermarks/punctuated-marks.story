Only records that carry a mark say how far the stream is: a file is done when its last line says so.

00:10.000  on time   [00:00,00:10) a: records 4                               watermark 00:09.999
00:11.000  dropped   a@00:09 is dropped                                       1 ms too late (WO-14); a lateness of 1 ms would have kept it
7 records in, 1 result, 0 late firings, 1 dropped
