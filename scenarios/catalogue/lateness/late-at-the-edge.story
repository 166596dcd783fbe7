One event a millisecond before the watermark reaches the end of the allowed lateness, one exactly at it.

00:12.100  on time   [00:00,00:10) a: count 2                                 watermark 00:09.999
00:12.300  late      [00:00,00:10) a: count 3, with a@00:09.500 after all     just behind the window's end, 5 s allowed
00:17.100  late      [00:00,00:10) a: count 4, with a@00:08 after all         4.999 s behind the window's end, 5 s allowed
00:17.300  dropped   a@00:08.500 is dropped                                   1 ms too late (WO-14); a lateness of 5.001 s would have kept it
00:17.300  on time   [00:10,00:20) a: count 4                                 the input has ended
9 records in, 4 results, 2 late firings, 1 dropped
