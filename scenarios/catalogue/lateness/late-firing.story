A late event within the allowed lateness makes its window fire again; a later one is dropped.

00:12.000  on time   [00:00,00:10) a: count 2                                 watermark 00:09.999
00:14.300  late      [00:00,00:10) a: count 3, with a@00:07 after all         2.2 s behind the window's end, 5 s allowed
00:21.100  dropped   a@00:03 is dropped                                       4.001 s too late (WO-14); a lateness of 9.001 s would have kept it
00:21.100  on time   [00:10,00:20) a: count 2                                 the input has ended
00:21.100  on time   [00:20,00:30) a: count 1                                 the input has ended
7 records in, 4 results, 1 late firing, 1 dropped
