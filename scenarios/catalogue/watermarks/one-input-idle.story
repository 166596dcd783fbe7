Two inputs flow into one window; one of them falls silent and holds the other back until it is found idle.

00:18.000  idle      partition 0 of payments-source/0 is idle                 nobody waits for it any longer
00:18.000  idle      payments-source/0 is idle                                nobody waits for it any longer
00:18.000  on time   [00:00,00:10) a: count 5                                 watermark 00:12.999
00:23.000  on time   [00:10,00:20) a: count 3                                 watermark 00:20.999
10 records in, 2 results, 0 late firings, 0 dropped
