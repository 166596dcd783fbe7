The two best players; the best one loses almost all points.

00:01.000  +I        key chess, player ann, score 50                          by score
00:01.000  +I        key chess, player ann, score 50, place 1                 by best
00:02.000  +I        key chess, player bob, score 40                          by score
00:02.000  +I        key chess, player bob, score 40, place 2                 by best
00:03.000  +I        key chess, player cid, score 30                          by score
00:05.000  -U        key chess, player ann, score 50                          by score
00:05.000  +U        key chess, player ann, score 60                          by score
00:05.000  -U        key chess, player ann, score 50, place 1                 by best
00:05.000  +U        key chess, player bob, score 40, place 1                 by best
00:05.000  -U        key chess, player bob, score 40, place 2                 by best
00:05.000  +U        key chess, player cid, score 30, place 2                 by best
00:05.000  -U        key chess, player bob, score 40, place 1                 by best
00:05.000  +U        key chess, player ann, score 60, place 1                 by best
00:05.000  -U        key chess, player cid, score 30, place 2                 by best
00:05.000  +U        key chess, player bob, score 40, place 2                 by best
00:07.000  -U        key chess, player ann, score 60                          by score
00:07.000  +U        key chess, player ann, score 10                          by score
00:07.000  -U        key chess, player ann, score 60, place 1                 by best
00:07.000  +U        key chess, player bob, score 40, place 1                 by best
00:07.000  -U        key chess, player bob, score 40, place 2                 by best
00:07.000  +U        key chess, player cid, score 30, place 2                 by best
table out: 2 rows
  key chess, player bob, score 40, place 1
  key chess, player cid, score 30, place 2
5 records in, 14 results, 0 late firings, 0 dropped
