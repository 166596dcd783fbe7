Which orders have a payment, and which have none? Two payments come for one order.

00:01.000  kept      {key o1, item book} on the left                          1 row of o1 there
00:01.000  row       {key o1, item book}
00:01.000  kept      {key o1, item book} on the left                          1 row of o1 there
00:02.000  kept      {key o2, item lamp} on the left                          1 row of o2 there
00:02.000  row       {key o2, item lamp}
00:02.000  kept      {key o2, item lamp} on the left                          1 row of o2 there
00:03.000  row       {key o1, item book}
00:03.000  kept      {key o1, cents 400} on the right                         1 row of o1 there
00:03.000  back      {key o1, item book} is taken back
00:03.000  kept      {key o1, cents 400} on the right                         1 row of o1 there
00:04.000  kept      {key o1, cents 500} on the right                         2 rows of o1 there
00:04.000  kept      {key o1, cents 500} on the right                         2 rows of o1 there
4 records in, 4 results, 0 late firings, 0 dropped
