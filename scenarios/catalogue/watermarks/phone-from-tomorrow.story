One phone's clock is a day ahead; its single event makes every punctual one late.

00:08.000  on time   [00:00,00:10) b: count 1                                 watermark 23:59:54.999
00:08.000  on time   [00:00,00:10) a: count 2                                 watermark 23:59:54.999
00:09.000  dropped   a@00:09 is dropped                                       23 h 59 min 45.001 s too late (WO-14); a lateness of 23 h 59 min 45.001 s would have kept it
00:11.000  dropped   b@00:11 is dropped                                       23 h 59 min 35.001 s too late (WO-14); a lateness of 23 h 59 min 35.001 s would have kept it
00:14.000  dropped   a@00:14 is dropped                                       23 h 59 min 35.001 s too late (WO-14); a lateness of 23 h 59 min 35.001 s would have kept it
00:19.000  dropped   a@00:19 is dropped                                       23 h 59 min 35.001 s too late (WO-14); a lateness of 23 h 59 min 35.001 s would have kept it
00:23.000  dropped   b@00:23 is dropped                                       23 h 59 min 25.001 s too late (WO-14); a lateness of 23 h 59 min 25.001 s would have kept it
00:23.000  on time   [24:00:00,24:00:10) phone: count 1                       the input has ended
9 records in, 3 results, 0 late firings, 5 dropped
