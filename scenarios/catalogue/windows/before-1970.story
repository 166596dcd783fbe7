Events on both sides of the first of January 1970, where event times turn negative.

00:03.000  on time   [-00:20,-00:10) a: count 1                               watermark -00:02.002
00:05.000  on time   [-00:10,00:00) a: count 2                                watermark 00:07.998
00:06.000  on time   [00:00,00:10) a: count 2                                 the input has ended
00:06.000  on time   [00:10,00:20) a: count 1                                 the input has ended
6 records in, 4 results, 0 late firings, 0 dropped
