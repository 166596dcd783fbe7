The clicks of cascade-counts-twice, through windows that take back what they said before.

00:12.000  on time   [00:00,00:10) b: clicks 1                                watermark 00:09.999
00:12.000  on time   [00:00,00:10) a: clicks 1                                watermark 00:09.999
00:12.500  back      [00:00,00:10) b: clicks 1 is taken back
00:12.500  late      [00:00,00:10) b: clicks 2, with b@00:07 after all        just behind the window's end, 5 s allowed
00:35.000  on time   [00:10,00:20) a: clicks 1                                watermark 00:32.999
00:35.000  on time   [00:20,00:30) a: clicks 1                                watermark 00:32.999
00:35.000  on time   [00:30,00:40) b: clicks 1                                the input has ended
00:35.000  on time   [00:00,00:30): clicks 5, rows 4                          watermark 00:32.999
00:35.000  on time   [00:30,01:00): clicks 1, rows 1                          the input has ended
6 records in, 2 results, 1 late firing, 0 dropped
