Early and late results with the whole sum each time: each result replaces the one before.

00:03.000  early     [00:00,00:10) a: sum 3                                   a@00:03 makes its trigger fire
00:08.000  early     [00:00,00:10) a: sum 15                                  a@00:08 makes its trigger fire
00:13.000  on time   [00:00,00:10) a: sum 15                                  watermark 00:10.999
00:13.500  late      [00:00,00:10) a: sum 47, with a@00:09 after all          1 s behind the window's end, 5 s allowed
6 records in, 4 results, 1 late firing, 0 dropped
