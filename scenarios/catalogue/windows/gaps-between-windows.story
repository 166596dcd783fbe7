Four seconds are measured in every ten; what happens in the other six is in no window.

00:06.000  no window a@00:06 lies between two windows                         (AS-07, WO-15)
00:06.000  on time   [00:00,00:04) a: count 2                                 watermark 00:03.999
00:14.000  no window a@00:14 lies between two windows                         (AS-07, WO-15)
00:22.000  on time   [00:10,00:14) a: count 1                                 watermark 00:19.999
00:27.000  no window a@00:27 lies between two windows                         (AS-07, WO-15)
00:27.000  on time   [00:20,00:24) a: count 1                                 watermark 00:24.999
7 records in, 3 results, 0 late firings, 0 dropped
