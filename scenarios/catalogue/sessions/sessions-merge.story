Two sessions are open; an event that happened between them arrives after both.

00:10.000  merged    [00:01,00:06) a is part of [00:01,00:14) now             a@00:05 touches it (AS-10)
00:10.000  merged    [00:09,00:14) a is part of [00:01,00:14) now             a@00:05 touches it (AS-10)
00:25.000  on time   [00:01,00:14) a: count 3                                 watermark 00:14.999
4 records in, 1 result, 0 late firings, 0 dropped
