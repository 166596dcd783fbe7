A producer's retry delivers some events twice; the window counts them twice.

00:02.000  fault     link-duplicate begins: clicks -> log
00:06.000  fault     link-duplicate ends: clicks -> log
00:12.000  on time   [00:00,00:10) a: count 6                                 watermark 00:09.999
00:21.000  on time   [00:10,00:20) a: count 1                                 the input has ended
00:21.000  on time   [00:20,00:30) a: count 1                                 the input has ended
8 records in, 3 results, 0 late firings, 0 dropped
