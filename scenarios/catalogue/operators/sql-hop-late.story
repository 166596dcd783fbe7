Overlapping windows of SQL; one record is late for one of its two windows, another for both.

00:13.000  on time   [-00:05,00:05) a: count 1                                watermark 00:10.999
00:13.000  on time   [00:00,00:10) a: count 2                                 watermark 00:10.999
00:13.200  late      a@00:08 counts in its windows that have not spoken       1 s behind, 4 s before the last of them speaks (AS-17)
00:13.400  dropped   a@00:03 is dropped                                       1.001 s too late for the last of its windows (AS-17)
00:24.000  on time   [00:05,00:15) a: count 3                                 watermark 00:21.999
00:24.000  on time   [00:10,00:20) a: count 1                                 watermark 00:21.999
6 records in, 4 results, 0 late firings, 1 dropped
