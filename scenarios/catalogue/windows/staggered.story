Two tasks count the same minute; one begins its windows seconds after the other.

00:01.000  moved     the windows of per-key/1 are moved by 9.048 s            (AS-05)
00:02.000  moved     the windows of per-key/0 are moved by 6.532 s            (AS-05)
00:07.000  on time   [-00:03.468,00:06.532) b: count 1                        watermark 00:06.999
00:11.000  on time   [-00:00.952,00:09.048) a: count 2                        watermark 00:10.999
00:18.000  on time   [00:06.532,00:16.532) b: count 2                         watermark 00:17.999
00:24.000  on time   [00:09.048,00:19.048) a: count 2                         watermark 00:23.999
00:33.000  on time   [00:16.532,00:26.532) b: count 2                         watermark 00:32.999
00:33.000  on time   [00:19.048,00:29.048) a: count 1                         watermark 00:32.999
00:35.000  on time   [00:26.532,00:36.532) b: count 1                         the input has ended
00:35.000  on time   [00:29.048,00:39.048) a: count 1                         the input has ended
12 records in, 8 results, 0 late firings, 0 dropped
