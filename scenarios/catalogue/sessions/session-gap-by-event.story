Each event brings along how long its session waits for the next one: a call waits longer than a click.

00:02.000  merged    [00:01,00:03) a is part of [00:01,00:12) now             a@00:02 touches it (AS-10)
00:30.000  on time   [00:01,00:12) a: count 3                                 watermark 00:27.999
00:30.000  on time   [00:13,00:15) a: count 1                                 watermark 00:27.999
5 records in, 2 results, 0 late firings, 0 dropped
