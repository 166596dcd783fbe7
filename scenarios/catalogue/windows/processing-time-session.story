Sessions of the clock: five seconds without an arrival end one, whatever the events' own times are.

00:03.000  merged    [00:01,00:06) a is part of [00:01,00:08) now             a@00:03 touches it (AS-10)
00:05.000  merged    [00:01,00:08) a is part of [00:01,00:10) now             a@00:05 touches it (AS-10)
00:10.000  on time   [00:01,00:10) a: count 3                                 the clock has passed 00:09.999
00:14.000  merged    [00:13,00:18) a is part of [00:13,00:19) now             a@00:07 touches it (AS-10)
00:19.000  on time   [00:13,00:19) a: count 2                                 the clock has passed 00:18.999
5 records in, 2 results, 0 late firings, 0 dropped
