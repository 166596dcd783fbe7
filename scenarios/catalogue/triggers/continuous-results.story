A window of twenty seconds speaks every five, long before it is over.

00:08.000  early     [00:00,00:20) a: count 3                                 watermark 00:06.999 has passed 00:05
00:13.000  early     [00:00,00:20) a: count 4                                 watermark 00:11.999 has passed 00:10
00:18.000  early     [00:00,00:20) a: count 5                                 watermark 00:16.999 has passed 00:15
00:24.000  on time   [00:00,00:20) a: count 5                                 watermark 00:22.999
6 records in, 4 results, 0 late firings, 0 dropped
