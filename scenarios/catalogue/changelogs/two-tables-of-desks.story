The desks again, without an operator that puts updates in order, in two tables: one of whole rows, one with the desk as its key.

00:01.000  +I        key ann, desk d1                                         by sits-at
00:01.000  +I        key ann, desk d1                                         by sits-at
00:02.000  +I        key cid, desk d2                                         by sits-at
00:02.000  +I        key cid, desk d2                                         by sits-at
00:09.000  fault     thread-stall begins: sits-at/1
00:12.000  -U        key cid, desk d2                                         by sits-at
00:12.000  -U        key cid, desk d2                                         by sits-at
00:12.000  +U        key cid, desk d1                                         by sits-at
00:12.000  +U        key cid, desk d1                                         by sits-at
00:15.000  fault     thread-stall ends: sits-at/1
00:15.000  -U        key ann, desk d1                                         by sits-at
00:15.000  -U        key ann, desk d1                                         by sits-at
00:15.000  +U        key ann, desk d3                                         by sits-at
00:15.000  +U        key ann, desk d3                                         by sits-at
00:15.000  lost      {key cid, desk d1} is gone                               it stood in the place of {key ann, desk d1}, which is taken back (FT-02)
table by-row: 2 rows
  key ann, desk d3
  key cid, desk d1
table by-desk: 1 row
  key ann, desk d3
4 records in, 12 results, 0 late firings, 0 dropped
