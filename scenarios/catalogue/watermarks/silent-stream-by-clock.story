Traffic stops at 12 s and comes back at 45 s: after five seconds of silence the clock moves event time.

00:20.000  by clock  partition 0 of events/0 is silent                        the clock moves its watermark to 00:15.999 and on
00:20.000  on time   [00:00,00:10) b: count 1                                 watermark 00:15.999
00:20.000  on time   [00:00,00:10) a: count 2                                 watermark 00:15.999
00:24.000  on time   [00:10,00:20) a: count 1                                 watermark 00:19.999
00:46.000  dropped   b@00:29 is dropped                                       12.001 s too late (WO-14); a lateness of 12.001 s would have kept it
00:54.000  by clock  partition 0 of events/0 is silent                        the clock moves its watermark to 00:49.999 and on
00:54.000  on time   [00:40,00:50) a: count 1                                 watermark 00:49.999
7 records in, 4 results, 0 late firings, 1 dropped
