Two orders name no customer, and one customer has no name. An inner join and a left one take them all.

00:01.000  kept      {order o1, customer ann} on the left                     1 row of ann there
00:01.000  alone     {order o1, customer ann} alone
00:01.000  kept      {order o1, customer ann} on the left                     1 row of ann there
00:01.000  pair      {order o1, customer ann} with {customer ann, city rome}
00:01.000  kept      {customer ann, city rome} on the right                   1 row of ann there
00:01.000  back      {order o1, customer ann} alone is taken back
00:01.000  pair      {order o1, customer ann} with {customer ann, city rome}
00:01.000  kept      {customer ann, city rome} on the right                   1 row of ann there
00:02.000  kept      {order o2, customer null} on the left                    1 row of no key there
00:02.000  alone     {order o2, customer null} alone
00:02.000  kept      {order o2, customer null} on the left                    1 row of no key there
00:03.000  kept      {customer null, city bonn} on the right                  1 row of no key there
00:03.000  kept      {customer null, city bonn} on the right                  1 row of no key there
00:04.000  kept      {order o3, customer null} on the left                    2 rows of no key there
00:04.000  alone     {order o3, customer null} alone
00:04.000  kept      {order o3, customer null} on the left                    2 rows of no key there
table pairs: 1 row
  order o1, customer ann, right_customer ann, right_city rome
table all: 3 rows
  order o1, customer ann, right_customer ann, right_city rome
  order o2, customer null, right_customer null, right_city null
  order o3, customer null, right_customer null, right_city null
5 records in, 6 results, 0 late firings, 0 dropped
