One of two window tasks hangs for ten seconds while the other goes on.

00:10.000  fault     thread-stall begins: per-key/1
00:12.000  on time   [00:00,00:10) b: count 1                                 watermark 00:10.999
00:12.000  on time   [00:00,00:10) c: count 1                                 watermark 00:10.999
00:20.000  fault     thread-stall ends: per-key/1
00:20.000  on time   [00:00,00:10) a: count 2                                 watermark 00:10.999
00:22.000  on time   [00:10,00:20) b: count 1                                 watermark 00:20.999
00:22.000  on time   [00:10,00:20) c: count 1                                 watermark 00:20.999
00:31.000  on time   [00:20,00:30) a: count 1                                 watermark 00:29.999
00:31.000  on time   [00:30,00:40) b: count 1                                 the input has ended
8 records in, 7 results, 0 late firings, 0 dropped
