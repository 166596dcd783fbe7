Windows of SQL that grow by ten seconds to a minute; after 15 s there is nothing new but a late record.

00:15.000  on time   [00:00,00:10) a: sum 3                                   watermark 00:14.999
00:33.000  on time   [00:00,00:20) a: sum 5                                   watermark 00:32.999
00:33.000  on time   [00:00,00:30) a: sum 5                                   watermark 00:32.999
00:33.500  late      a@00:08 counts in its windows that have not spoken       23 s behind, 27 s before the last of them speaks (AS-17)
01:01.000  on time   [00:00,00:40) b: sum 1                                   watermark 01:00.999
01:01.000  on time   [00:00,00:40) a: sum 9                                   watermark 01:00.999
01:01.000  on time   [00:00,00:50) b: sum 1                                   watermark 01:00.999
01:01.000  on time   [00:00,00:50) a: sum 9                                   watermark 01:00.999
01:01.000  on time   [00:00,01:00) b: sum 1                                   watermark 01:00.999
01:01.000  on time   [00:00,01:00) a: sum 9                                   watermark 01:00.999
5 records in, 9 results, 0 late firings, 0 dropped
