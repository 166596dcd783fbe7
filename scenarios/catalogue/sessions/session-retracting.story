A session has spoken; a late event joins it to the next one. What was said of both is taken back.

00:09.000  on time   [00:01,00:06) a: count 1                                 watermark 00:06.999
00:16.000  on time   [00:09,00:14) a: count 1                                 watermark 00:13.999
00:16.500  merged    [00:01,00:06) a is part of [00:01,00:14) now             a@00:05 touches it (AS-10)
00:16.500  merged    [00:09,00:14) a is part of [00:01,00:14) now             a@00:05 touches it (AS-10)
00:16.500  back      [00:09,00:14) a: count 1 is taken back
00:16.500  back      [00:01,00:06) a: count 1 is taken back
00:16.500  late      [00:01,00:14) a: count 3, with a@00:05 after all         just behind the window's end, 20 s allowed
00:26.000  on time   [00:16,00:21) a: count 1                                 watermark 00:23.999
5 records in, 6 results, 1 late firing, 0 dropped
