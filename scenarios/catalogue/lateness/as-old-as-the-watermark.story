Two events with one timestamp: with ascending timestamps the second is in time, behind the watermark it is not.

00:10.000  on time   [00:00,00:10) a: count 4                                 watermark 00:09.999
00:11.000  dropped   a@00:09.999 is dropped                                   1 ms too late (WO-14); a lateness of 1 ms would have kept it
00:11.000  on time   [00:10,00:20) a: count 1                                 the input has ended
6 records in, 2 results, 0 late firings, 1 dropped
