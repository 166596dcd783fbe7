Both partitions are read from the earliest record on, one four times as fast: its windows wait, open, for the other.

00:05.000  on time   [00:00,00:10) new: count 2                               watermark 00:09.999
00:05.000  on time   [00:00,00:10) old: count 2                               watermark 00:09.999
00:09.000  on time   [00:10,00:20) new: count 2                               watermark 00:19.999
00:09.000  on time   [00:10,00:20) old: count 2                               watermark 00:19.999
00:13.000  on time   [00:20,00:30) new: count 2                               watermark 00:29.999
00:13.000  on time   [00:20,00:30) old: count 2                               watermark 00:29.999
00:17.000  on time   [00:30,00:40) new: count 2                               watermark 00:39.999
00:17.000  on time   [00:30,00:40) old: count 2                               watermark 00:39.999
00:21.000  on time   [00:40,00:50) new: count 2                               watermark 00:49.999
00:21.000  on time   [00:40,00:50) old: count 2                               watermark 00:49.999
00:23.000  on time   [00:50,01:00) new: count 2                               the input has ended
00:23.000  on time   [00:50,01:00) old: count 2                               the input has ended
24 records in, 12 results, 0 late firings, 0 dropped
