Events overtake each other by less than the bound; nothing is late.

00:16.000  on time   [00:00,00:10) a: count 4                                 watermark 00:10.999
00:17.000  on time   [00:10,00:20) a: count 3                                 the input has ended
7 records in, 2 results, 0 late firings, 0 dropped
