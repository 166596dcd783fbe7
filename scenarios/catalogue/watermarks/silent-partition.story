One partition of two goes silent: nothing fires until it is marked idle, then everything at once.

00:25.000  idle      partition 1 of events/0 is idle                          nobody waits for it any longer
00:25.000  on time   [00:00,00:10) b: count 1                                 watermark 00:19.999
00:25.000  on time   [00:00,00:10) a: count 2                                 watermark 00:19.999
00:25.000  on time   [00:10,00:20) a: count 2                                 watermark 00:19.999
00:34.000  on time   [00:20,00:30) a: count 2                                 watermark 00:30.999
8 records in, 4 results, 0 late firings, 0 dropped
