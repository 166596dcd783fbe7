The clock watches two sensors; one falls silent while the input goes on, the other when it ends.

00:01.000  heard     a is heard at 00:01
00:01.000  timer     a processing timer of a for 00:11 is set
00:02.000  heard     b is heard at 00:02
00:02.000  timer     a processing timer of b for 00:12 is set
00:08.000  timer     a processing timer of b for 00:12 is deleted             (TM-01)
00:08.000  heard     b is heard at 00:08
00:08.000  timer     a processing timer of b for 00:18 is set
00:11.001  result    a: last_heard 00:01, silent_at 00:11
00:14.000  timer     a processing timer of b for 00:18 is deleted             (TM-01)
00:14.000  heard     b is heard at 00:14
00:14.000  timer     a processing timer of b for 00:24 is set
4 records in, 1 result, 0 late firings, 0 dropped
