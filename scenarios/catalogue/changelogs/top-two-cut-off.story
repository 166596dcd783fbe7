The two best players, kept by an operator that believes that scores only rise; the best one loses almost all points.

00:01.000  +I        key chess, player ann, score 50, place 1                 by best
00:02.000  +I        key chess, player bob, score 40, place 2                 by best
00:03.000  ignored   chess@00:03 changes nothing                              it is outside of the ranking (TN-04)
00:05.000  -U        key chess, player ann, score 50, place 1                 by best
00:05.000  +U        key chess, player ann, score 60, place 1                 by best
00:07.000  -U        key chess, player ann, score 60, place 1                 by best
00:07.000  -U        key chess, player bob, score 40, place 2                 by best
00:07.000  +U        key chess, player bob, score 40, place 1                 by best
00:07.000  +U        key chess, player ann, score 10, place 2                 by best
5 records in, 8 results, 0 late firings, 0 dropped
