A sensor reports every few seconds, stops for a while, and comes back.

00:01.000  heard     a is heard at 00:01
00:01.000  timer     an event timer of a for 00:11 is set
00:06.000  timer     an event timer of a for 00:11 is deleted                 (TM-01)
00:06.000  heard     a is heard at 00:06
00:06.000  timer     an event timer of a for 00:16 is set
00:07.000  heard     b is heard at 00:07
00:07.000  timer     an event timer of b for 00:17 is set
00:07.500  ignored   a@00:03 changes nothing                                  it is not newer than the last one
00:12.000  timer     an event timer of b for 00:17 is deleted                 (TM-01)
00:12.000  heard     b is heard at 00:12
00:12.000  timer     an event timer of b for 00:22 is set
00:20.000  timer     an event timer of b for 00:22 is deleted                 (TM-01)
00:20.000  heard     b is heard at 00:20
00:20.000  timer     an event timer of b for 00:30 is set
00:20.000  result    a: last_heard 00:06, silent_at 00:16
00:21.000  heard     a is heard at 00:21
00:21.000  timer     an event timer of a for 00:31 is set
7 records in, 1 result, 0 late firings, 0 dropped
