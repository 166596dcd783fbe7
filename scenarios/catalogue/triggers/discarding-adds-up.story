The same events as in accumulating-repeats; each result has only what is new, and where nothing is new there is none.

00:03.000  early     [00:00,00:10) a: sum 3                                   a@00:03 makes its trigger fire
00:08.000  early     [00:00,00:10) a: sum 12                                  a@00:08 makes its trigger fire
00:13.500  late      [00:00,00:10) a: sum 32, with a@00:09 after all          1 s behind the window's end, 5 s allowed
6 records in, 3 results, 1 late firing, 0 dropped
