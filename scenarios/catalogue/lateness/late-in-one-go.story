The same three late events; the window waits two seconds by the clock and says its correction once.

00:12.000  on time   [00:00,00:10) a: count 2, sum 3                          watermark 00:09.999
00:15.001  late      [00:00,00:10) a: count 5, sum 59                         the clock has passed 00:15
6 records in, 2 results, 1 late firing, 0 dropped
