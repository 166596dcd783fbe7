The input ends while a window of the clock is open: its event is in no result.

00:05.000  on time   [00:00,00:05) a: sum 3                                   the clock has passed 00:04.999
00:10.000  on time   [00:05,00:10) a: sum 12                                  the clock has passed 00:09.999
5 records in, 2 results, 0 late firings, 0 dropped
