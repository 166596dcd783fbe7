A window that nobody was in has ended; its first event comes late, within the allowed lateness.

00:12.000  on time   [00:00,00:10) a: count 1                                 watermark 00:09.999
00:13.000  late      [00:00,00:10) b: count 1, with b@00:04 after all         just behind the window's end, 5 s allowed
4 records in, 2 results, 1 late firing, 0 dropped
