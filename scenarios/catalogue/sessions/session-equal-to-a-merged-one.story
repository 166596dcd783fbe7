Two sessions merge; a third record's own session has the very bounds of the result, and what was counted is gone.

00:02.000  merged    [00:00,00:03) a is part of [00:00,00:05) now             a@00:02 touches it (AS-10)
00:09.000  on time   [00:00,00:05) a: count 1                                 watermark 00:05.999
4 records in, 1 result, 0 late firings, 0 dropped
