Who sits at which desk. Ann leaves a desk and Cid takes it, but the task that knows Ann hangs: Cid is there before Ann has gone.

00:01.000  +I        key ann, desk d1                                         by sits-at
00:01.000  +I        key ann, desk d1                                         by desks
00:02.000  +I        key cid, desk d2                                         by sits-at
00:02.000  +I        key cid, desk d2                                         by desks
00:09.000  fault     thread-stall begins: sits-at/1
00:12.000  -U        key cid, desk d2                                         by sits-at
00:12.000  +U        key cid, desk d1                                         by sits-at
00:12.000  -D        key cid, desk d2                                         by desks
00:12.000  -U        key ann, desk d1                                         by desks
00:12.000  +U        key cid, desk d1                                         by desks
00:15.000  fault     thread-stall ends: sits-at/1
00:15.000  -U        key ann, desk d1                                         by sits-at
00:15.000  +U        key ann, desk d3                                         by sits-at
00:15.000  -D        key cid, desk d1                                         by desks
00:15.000  +I        key ann, desk d3                                         by desks
4 records in, 7 results, 0 late firings, 0 dropped
