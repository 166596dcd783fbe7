Three late events, one after another: the window says its whole result three more times.

00:12.000  on time   [00:00,00:10) a: count 2, sum 3                          watermark 00:09.999
00:13.000  late      [00:00,00:10) a: count 3, sum 11, with a@00:06 after all just behind the window's end, 5 s allowed
00:13.100  late      [00:00,00:10) a: count 4, sum 27, with a@00:07 after all just behind the window's end, 5 s allowed
00:13.200  late      [00:00,00:10) a: count 5, sum 59, with a@00:08 after all just behind the window's end, 5 s allowed
6 records in, 4 results, 3 late firings, 0 dropped
