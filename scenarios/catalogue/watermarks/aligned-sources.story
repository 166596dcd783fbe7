Orders are read from long ago, payments live: payments wait for the orders, after three samples of their watermark.

00:06.000  waits     payments-source/0 is too far ahead                       00:05.999 is allowed (WM-35)
00:06.000  waits     partition 0 of payments-source/0 is too far ahead        00:05.999 is allowed (WM-36)
00:11.000  on time   [00:00,00:10) a: count 8                                 watermark 00:09.999
00:15.000  goes on   payments-source/0 reads on                               00:15.999 is allowed (WM-35)
00:15.000  goes on   partition 0 of payments-source/0 reads on                00:15.999 is allowed (WM-36)
00:21.000  on time   [00:10,00:20) a: count 7                                 watermark 00:19.999
00:31.000  on time   [00:20,00:30) a: count 8                                 watermark 00:29.999
00:31.000  on time   [00:30,00:40) a: count 1                                 the input has ended
24 records in, 4 results, 0 late firings, 0 dropped
