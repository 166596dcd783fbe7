Orders with their customers; the customer of the first order is not known when it comes.

00:01.000  alone     {key o1, customer ann} alone
00:01.000  kept      {key o1, customer ann} on the left                       1 row of ann there
00:03.000  back      {key o1, customer ann} alone is taken back
00:03.000  pair      {key o1, customer ann} with {name ann, town Bern}
00:03.000  kept      {name ann, town Bern} on the right                       1 row of ann there
00:04.000  pair      {key o2, customer ann} with {name ann, town Bern}
00:04.000  kept      {key o2, customer ann} on the left                       2 rows of ann there
00:05.000  alone     {key o3, customer bob} alone
00:05.000  kept      {key o3, customer bob} on the left                       1 row of bob there
table out: 3 rows
  key o1, customer ann, right_name ann, right_town Bern
  key o2, customer ann, right_name ann, right_town Bern
  key o3, customer bob, right_name null, right_town null
4 records in, 5 results, 0 late firings, 0 dropped
