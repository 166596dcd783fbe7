The watermark is looked at every five seconds: an event that is far too old comes between two looks and is in time.

00:15.000  on time   [00:00,00:10) a: count 3                                 watermark 00:10.999
00:16.000  dropped   a@00:05 is dropped                                       1.001 s too late (WO-14); a lateness of 1.001 s would have kept it
6 records in, 1 result, 0 late firings, 1 dropped
