An order is sent three times in five seconds; doubles are known again for three, and payments are paired over ten.

00:01.000  +I        key o1, cents 500                                        by once
00:01.000  kept      {key o1, cents 500} on the left                          1 row of o1 there
00:03.000  ignored   o1@00:01 changes nothing                                 its key has its first row (PF-20)
00:04.000  kept      {key o1, paid 500} on the right                          1 row of o1 there
00:04.000  pair      {key o1, cents 500} with {key o1, paid 500}
00:06.000  expired   kept row of o1 (1) has outlived its time                 more than 3 s old (PF-04); not seen any more (PF-05)
00:06.000  +I        key o1, cents 500                                        by once
00:06.000  kept      {key o1, cents 500} on the left                          2 rows of o1 there
00:06.000  pair      {key o1, cents 500} with {key o1, paid 500}
00:06.000  forgot    2 rows of o1 on the left                                 0 left
00:06.000  forgot    1 row of o1 on the right                                 0 left
4 records in, 2 results, 0 late firings, 0 dropped
