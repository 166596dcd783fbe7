The views and clicks of late-side-of-a-join as a batch: one key after the other, both sides in the order of their times.

00:08.000  kept      {key ann, page home} on the left                         1 row of ann there
00:08.000  kept      {key ann, button buy} on the right                       1 row of ann there
00:08.000  pair      {key ann, page home} with {key ann, button buy}
00:08.000  key       the 2 records of ann are in                              taken in the order of their times (BX-02)
00:08.000  forgot    1 row of ann on the left                                 0 left
00:08.000  forgot    1 row of ann on the right                                0 left
00:08.000  kept      {key bob, page shop} on the left                         1 row of bob there
00:08.000  kept      {key bob, button buy} on the right                       1 row of bob there
00:08.000  pair      {key bob, page shop} with {key bob, button buy}
00:08.000  key       the 2 records of bob are in                              taken in the order of their times (BX-02)
00:08.000  forgot    1 row of bob on the left                                 0 left
00:08.000  forgot    1 row of bob on the right                                0 left
00:08.000  kept      {key cid, page home} on the left                         1 row of cid there
00:08.000  kept      {key cid, button back} on the right                      1 row of cid there
00:08.000  pair      {key cid, page home} with {key cid, button back}
00:08.000  key       the 2 records of cid are in                              taken in the order of their times (BX-02)
00:08.000  forgot    1 row of cid on the left                                 0 left
00:08.000  forgot    1 row of cid on the right                                0 left
6 records in, 3 results, 0 late firings, 0 dropped
