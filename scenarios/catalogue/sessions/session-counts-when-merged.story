A session speaks at every third event. One event joins two sessions of two: five are together, and it speaks once.

00:02.000  merged    [00:01,00:05) a is part of [00:01,00:06) now             a@00:02 touches it (AS-10)
00:10.000  merged    [00:09,00:13) a is part of [00:09,00:14) now             a@00:10 touches it (AS-10)
00:11.000  merged    [00:01,00:06) a is part of [00:01,00:14) now             a@00:06 touches it (AS-10)
00:11.000  merged    [00:09,00:14) a is part of [00:01,00:14) now             a@00:06 touches it (AS-10)
00:11.000  early     [00:01,00:14) a: count 5                                 a@00:06 makes its trigger fire
7 records in, 1 result, 0 late firings, 0 dropped
