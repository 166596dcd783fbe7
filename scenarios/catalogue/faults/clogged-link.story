The link to the window is clogged for eight seconds; everything arrives late and in order.

00:10.000  fault     link-clog begins: events -> per-key
00:18.000  fault     link-clog ends: events -> per-key
00:18.000  on time   [00:00,00:10) b: count 1                                 watermark 00:10.999
00:18.000  on time   [00:00,00:10) a: count 2                                 watermark 00:10.999
00:21.029  on time   [00:10,00:20) b: count 1                                 watermark 00:19.999
00:21.029  on time   [00:10,00:20) a: count 1                                 watermark 00:19.999
00:31.008  on time   [00:20,00:30) a: count 1                                 watermark 00:29.999
00:31.008  on time   [00:30,00:40) b: count 1                                 the input has ended
7 records in, 6 results, 0 late firings, 0 dropped
