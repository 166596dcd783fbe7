An order may be paid within a second. The payment comes exactly then, but when the watermark has reached that very instant.

00:01.000  kept      {key o1, item book} on the left                          1 row of o1 there
00:02.000  kept      {key o2, cents 5} on the right                           1 row of o2 there
00:02.000  kept      {key o2, item lamp} on the left                          1 row of o2 there
00:02.000  pair      {key o2, item lamp} with {key o2, cents 5}
00:02.000  forgot    1 row of o1 on the left                                  0 left
00:02.000  forgot    1 row of o2 on the right                                 0 left
00:03.000  kept      {key o1, cents 900} on the right                         1 row of o1 there
00:03.000  forgot    1 row of o2 on the left                                  0 left
00:03.000  forgot    1 row of o1 on the right                                 0 left
4 records in, 1 result, 0 late firings, 0 dropped
