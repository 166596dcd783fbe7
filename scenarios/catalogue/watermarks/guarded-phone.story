One phone's clock is a day ahead, and nobody believes it: a guard keeps its time from the watermark.

00:08.000  future    phone does not move the watermark                        23 h 58 min 52 s beyond what is tolerated
00:19.000  on time   [00:00,00:10) b: count 1                                 watermark 00:13.999
00:19.000  on time   [00:00,00:10) a: count 3                                 watermark 00:13.999
00:23.000  on time   [00:10,00:20) b: count 1                                 the input has ended
00:23.000  on time   [00:10,00:20) a: count 2                                 the input has ended
00:23.000  on time   [00:20,00:30) b: count 1                                 the input has ended
00:23.000  on time   [24:00:00,24:00:10) phone: count 1                       the input has ended
9 records in, 6 results, 0 late firings, 0 dropped
