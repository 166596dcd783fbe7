One window speaks after every second event, at its end, and once more for a late event.

00:03.000  early     [00:00,00:10) a: count 2                                 a@00:03 makes its trigger fire
00:07.000  early     [00:00,00:10) a: count 4                                 a@00:07 makes its trigger fire
00:12.000  on time   [00:00,00:10) a: count 5                                 watermark 00:09.999
00:13.000  late      [00:00,00:10) a: count 6, with a@00:09 after all         just behind the window's end, 5 s allowed
7 records in, 4 results, 1 late firing, 0 dropped
