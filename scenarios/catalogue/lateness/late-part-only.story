A purging trigger empties the window each time it speaks: a late event's result holds that event alone.

00:12.000  on time   [00:00,00:10) a: count 2, sum 3                          watermark 00:09.999
00:13.000  late      [00:00,00:10) a: count 1, sum 8, with a@00:06 after all  just behind the window's end, 5 s allowed
5 records in, 2 results, 1 late firing, 0 dropped
