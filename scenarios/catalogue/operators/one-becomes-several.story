A transfer becomes a row for the giver and one for the taker; one of 0 becomes nothing.

00:03.000  on time   [00:00,00:10) ben: count 2, change 3                     the input has ended
00:03.000  on time   [00:00,00:10) ann: count 2, change -3                    the input has ended
3 records in, 2 results, 0 late firings, 0 dropped
