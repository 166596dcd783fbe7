Two readers share one partition: the one that gets none has read all of it at once.

00:12.000  on time   [00:00,00:10) b: count 1                                 watermark 00:09.999
00:12.000  on time   [00:00,00:10) a: count 2                                 watermark 00:09.999
00:23.000  on time   [00:10,00:20) b: count 1                                 watermark 00:20.999
00:23.000  on time   [00:10,00:20) a: count 1                                 watermark 00:20.999
00:23.000  on time   [00:20,00:30) a: count 1                                 the input has ended
6 records in, 5 results, 0 late firings, 0 dropped
