The watermark jumps by half a minute: a window that speaks every ten seconds says the same thing four times.

00:48.000  early     [00:00,00:40) a: sum 3                                   watermark 00:45.999 has passed 00:10
00:48.000  early     [00:00,00:40) a: sum 3                                   watermark 00:45.999 has passed 00:20
00:48.000  early     [00:00,00:40) a: sum 3                                   watermark 00:45.999 has passed 00:30
00:48.000  on time   [00:00,00:40) a: sum 3                                   watermark 00:45.999
3 records in, 4 results, 0 late firings, 0 dropped
