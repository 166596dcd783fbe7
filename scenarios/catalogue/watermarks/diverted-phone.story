One phone's clock is a day ahead; what it sends leaves by a side output and waits in no window.

00:08.000  future    phone goes to the side output                            23 h 58 min 52 s beyond what is tolerated
00:16.000  future    phone goes to the side output                            23 h 58 min 44 s beyond what is tolerated
00:23.000  on time   [00:00,00:10) b: count 1                                 watermark 00:17.999
00:23.000  on time   [00:00,00:10) a: count 2                                 watermark 00:17.999
00:23.000  on time   [00:10,00:20) b: count 1                                 the input has ended
00:23.000  on time   [00:20,00:30) a: count 1                                 the input has ended
7 records in, 6 results, 0 late firings, 0 dropped
