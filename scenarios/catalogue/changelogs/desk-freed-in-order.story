The same desks, with upsert materialisation in front of the table.

00:01.000  +I        key ann, desk d1                                         by sits-at
00:01.000  +I        key ann, desk d1                                         by ordered
00:02.000  +I        key cid, desk d2                                         by sits-at
00:02.000  +I        key cid, desk d2                                         by ordered
00:09.000  fault     thread-stall begins: sits-at/1
00:12.000  -U        key cid, desk d2                                         by sits-at
00:12.000  +U        key cid, desk d1                                         by sits-at
00:12.000  -D        key cid, desk d2                                         by ordered
00:12.000  +U        key cid, desk d1                                         by ordered
00:15.000  fault     thread-stall ends: sits-at/1
00:15.000  -U        key ann, desk d1                                         by sits-at
00:15.000  +U        key ann, desk d3                                         by sits-at
00:15.000  +I        key ann, desk d3                                         by ordered
table out: 2 rows
  key ann, desk d3
  key cid, desk d1
4 records in, 5 results, 0 late firings, 0 dropped
