Every two events the window says what it has and forgets it; what is left at its end is not said.

00:03.000  early     [00:00,00:10) a: count 2, sum 3                          a@00:03 makes its trigger fire
00:07.000  early     [00:00,00:10) a: count 2, sum 12                         a@00:07 makes its trigger fire
6 records in, 2 results, 0 late firings, 0 dropped
