Orders are kept for five seconds, payments for ever; one payment takes longer.

00:01.000  kept      {key o1, item book} on the left                          1 row of o1 there
00:02.000  kept      {key o2, item lamp} on the left                          1 row of o2 there
00:04.000  pair      {key o1, item book} with {key o1, cents 900}
00:04.000  kept      {key o1, cents 900} on the right                         1 row of o1 there
00:07.000  forgot    1 row of o2 on the left                                  0 left
00:07.000  kept      {key o2, cents 2500} on the right                        1 row of o2 there
4 records in, 1 result, 0 late firings, 0 dropped
