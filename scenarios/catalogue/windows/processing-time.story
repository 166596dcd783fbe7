Two events of the same second: one arrives at once, the other three seconds later, in the next window.

00:05.000  on time   [00:00,00:05) a: sum 3                                   the clock has passed 00:04.999
00:10.000  on time   [00:05,00:10) a: sum 12                                  the clock has passed 00:09.999
00:15.000  on time   [00:10,00:15) a: sum 16                                  the clock has passed 00:14.999
5 records in, 3 results, 0 late firings, 0 dropped
