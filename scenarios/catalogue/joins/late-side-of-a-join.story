Clicks and the views before them are joined; a view is late; its click came in time.

00:01.000  kept      {key ann, page home} on the left                         1 row of ann there
00:03.000  kept      {key ann, button buy} on the right                       1 row of ann there
00:03.000  pair      {key ann, page home} with {key ann, button buy}
00:05.000  kept      {key bob, button buy} on the right                       1 row of bob there
00:06.000  kept      {key cid, page home} on the left                         1 row of cid there
00:06.000  forgot    1 row of ann on the right                                0 left
00:07.000  kept      {key cid, button back} on the right                      1 row of cid there
00:07.000  pair      {key cid, page home} with {key cid, button back}
00:07.000  forgot    1 row of bob on the right                                0 left
00:08.000  side      bob@00:02 goes to late_left                              3.999 s too late for a join (PF-10)
00:08.000  forgot    1 row of ann on the left                                 0 left
00:08.000  forgot    1 row of cid on the left                                 0 left
00:08.000  forgot    1 row of cid on the right                                0 left
6 records in, 3 results, 0 late firings, 0 dropped, 1 to the late output
