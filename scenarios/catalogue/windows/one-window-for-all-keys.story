A window without a key counts all keys together, in a single task.

00:12.000  on time   [00:00,00:10): count 4, sum 15                           watermark 00:09.999
00:15.000  on time   [00:10,00:20): count 2, sum 48                           the input has ended
6 records in, 2 results, 0 late firings, 0 dropped
