A dashboard wants news two seconds after it happened, by the clock, though the window is over only at ten.

00:03.001  early     [00:00,00:10) a: sum 3                                   the clock has passed 00:03
00:07.001  early     [00:00,00:10) a: sum 7                                   the clock has passed 00:07
00:10.001  early     [00:00,00:10) a: sum 15                                  the clock has passed 00:10
00:12.000  on time   [00:00,00:10) a: sum 15                                  watermark 00:09.999
00:14.001  early     [00:10,00:20) a: sum 16                                  the clock has passed 00:14
5 records in, 5 results, 0 late firings, 0 dropped
