Traffic stops at 12 s and comes back at 45 s: the window of what came before stays open all the time.

00:46.000  on time   [00:00,00:10) b: count 1                                 watermark 00:41.999
00:46.000  on time   [00:00,00:10) a: count 2                                 watermark 00:41.999
00:46.000  on time   [00:10,00:20) a: count 1                                 watermark 00:41.999
00:59.000  on time   [00:40,00:50) b: count 1                                 watermark 00:54.999
00:59.000  on time   [00:40,00:50) a: count 1                                 watermark 00:54.999
7 records in, 5 results, 0 late firings, 0 dropped
