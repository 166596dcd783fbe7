A payment belongs to an order if it comes at most ten seconds after it; one comes in the last millisecond, one a millisecond later.

00:01.000  kept      {key o1, item book} on the left                          1 row of o1 there
00:02.000  kept      {key o2, item lamp} on the left                          1 row of o2 there
00:02.500  kept      {key o1, cents 1} on the right                           1 row of o1 there
00:11.000  kept      {key o1, cents 900} on the right                         2 rows of o1 there
00:11.000  pair      {key o1, item book} with {key o1, cents 900}
00:11.000  forgot    1 row of o1 on the right                                 1 left
00:12.001  kept      {key o2, cents 2500} on the right                        1 row of o2 there
00:12.001  forgot    1 row of o1 on the left                                  0 left
00:12.001  forgot    1 row of o2 on the left                                  0 left
00:12.001  forgot    1 row of o1 on the right                                 0 left
00:12.001  forgot    1 row of o2 on the right                                 0 left
5 records in, 1 result, 0 late firings, 0 dropped
