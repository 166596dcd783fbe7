Events that are too late leave by the late output instead of being dropped.

00:13.000  on time   [00:00,00:10) b: count 1                                 watermark 00:11.999
00:13.000  on time   [00:00,00:10) a: count 1                                 watermark 00:11.999
00:14.000  side      b@00:06 goes to the late output                          2.001 s too late (WO-14); a lateness of 2.001 s would have kept it
00:15.000  side      a@00:07 goes to the late output                          2.001 s too late (WO-14); a lateness of 2.001 s would have kept it
00:16.000  on time   [00:10,00:20) a: count 2                                 the input has ended
6 records in, 5 results, 0 late firings, 0 dropped, 2 to the late output
