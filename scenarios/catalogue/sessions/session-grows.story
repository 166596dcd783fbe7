Clicks less than five seconds apart make one session; a pause of nine ends it.

00:04.000  merged    [00:01,00:06) a is part of [00:01,00:09) now             a@00:04 touches it (AS-10)
00:08.000  merged    [00:01,00:09) a is part of [00:01,00:13) now             a@00:08 touches it (AS-10)
00:17.000  on time   [00:01,00:13) a: count 3                                 watermark 00:14.999
00:30.000  on time   [00:17,00:22) a: count 1                                 watermark 00:27.999
5 records in, 2 results, 0 late firings, 0 dropped
