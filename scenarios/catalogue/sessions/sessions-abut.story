One event exactly the gap after another, and one a millisecond more.

00:06.000  merged    [00:01,00:06) a is part of [00:01,00:11) now             a@00:06 touches it (AS-10)
00:20.000  on time   [00:01,00:06) b: count 1                                 watermark 00:17.999
00:20.000  on time   [00:01,00:11) a: count 2                                 watermark 00:17.999
00:20.000  on time   [00:06.001,00:11.001) b: count 1                         watermark 00:17.999
5 records in, 3 results, 0 late firings, 0 dropped
