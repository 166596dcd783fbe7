The same two partitions, aligned: the fast one is held back while it is more than ten seconds ahead.

00:03.000  waits     partition 0 of events/0 is too far ahead                 00:09.999 is allowed (WM-36)
00:05.000  goes on   partition 0 of events/0 reads on                         00:14.999 is allowed (WM-36)
00:05.000  waits     partition 0 of events/0 is too far ahead                 00:14.999 is allowed (WM-36)
00:05.000  on time   [00:00,00:10) new: count 2                               watermark 00:09.999
00:05.000  on time   [00:00,00:10) old: count 2                               watermark 00:09.999
00:07.000  goes on   partition 0 of events/0 reads on                         00:19.999 is allowed (WM-36)
00:07.000  waits     partition 0 of events/0 is too far ahead                 00:19.999 is allowed (WM-36)
00:09.000  goes on   partition 0 of events/0 reads on                         00:24.999 is allowed (WM-36)
00:09.000  on time   [00:10,00:20) new: count 2                               watermark 00:19.999
00:09.000  on time   [00:10,00:20) old: count 2                               watermark 00:19.999
00:09.000  waits     partition 0 of events/0 is too far ahead                 00:24.999 is allowed (WM-36)
00:11.000  goes on   partition 0 of events/0 reads on                         00:29.999 is allowed (WM-36)
00:11.000  waits     partition 0 of events/0 is too far ahead                 00:29.999 is allowed (WM-36)
00:13.000  goes on   partition 0 of events/0 reads on                         00:34.999 is allowed (WM-36)
00:13.000  on time   [00:20,00:30) new: count 2                               watermark 00:29.999
00:13.000  on time   [00:20,00:30) old: count 2                               watermark 00:29.999
00:13.000  waits     partition 0 of events/0 is too far ahead                 00:34.999 is allowed (WM-36)
00:15.000  goes on   partition 0 of events/0 reads on                         00:39.999 is allowed (WM-36)
00:15.000  waits     partition 0 of events/0 is too far ahead                 00:39.999 is allowed (WM-36)
00:17.000  goes on   partition 0 of events/0 reads on                         00:44.999 is allowed (WM-36)
00:17.000  on time   [00:30,00:40) new: count 2                               watermark 00:39.999
00:17.000  on time   [00:30,00:40) old: count 2                               watermark 00:39.999
00:17.000  waits     partition 0 of events/0 is too far ahead                 00:44.999 is allowed (WM-36)
00:19.000  goes on   partition 0 of events/0 reads on                         00:49.999 is allowed (WM-36)
00:19.000  waits     partition 0 of events/0 is too far ahead                 00:49.999 is allowed (WM-36)
00:21.000  goes on   partition 0 of events/0 reads on                         00:54.999 is allowed (WM-36)
00:21.000  on time   [00:40,00:50) new: count 2                               watermark 00:49.999
00:21.000  on time   [00:40,00:50) old: count 2                               watermark 00:49.999
00:23.000  on time   [00:50,01:00) new: count 2                               the input has ended
00:23.000  on time   [00:50,01:00) old: count 2                               the input has ended
24 records in, 12 results, 0 late firings, 0 dropped
