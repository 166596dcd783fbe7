Sales in foreign money and the rates of the day. A rate changes; a sale from before the change comes after it, and a rate comes after its first sale.

00:01.000  kept      {money eur, rate 95} on the right                        1 row of eur there
00:02.000  kept      {key s1, money eur} on the left                          1 row of eur there
00:05.000  kept      {money eur, rate 97} on the right                        2 rows of eur there
00:06.000  kept      {key s2, money eur} on the left                          2 rows of eur there
00:07.000  kept      {key s3, money eur} on the left                          3 rows of eur there
00:08.000  kept      {key s4, money yen} on the left                          1 row of yen there
00:09.000  kept      {money yen, rate 6} on the right                         1 row of yen there
00:09.000  pair      {key s1, money eur} with {money eur, rate 95}
00:09.000  forgot    1 row of eur on the left                                 2 left
00:20.000  kept      {key s5, money eur} on the left                          3 rows of eur there
00:20.000  kept      {money usd, rate 88} on the right                        1 row of usd there
00:20.000  pair      {key s2, money eur} with {money eur, rate 95}
00:20.000  pair      {key s3, money eur} with {money eur, rate 97}
00:20.000  forgot    2 rows of eur on the left                                1 left
00:20.000  forgot    1 row of eur on the right                                1 left
00:20.000  pair      {key s4, money yen} with {money yen, rate 6}
00:20.000  forgot    1 row of yen on the left                                 0 left
00:20.000  pair      {key s5, money eur} with {money eur, rate 97}
00:20.000  forgot    1 row of eur on the left                                 0 left
9 records in, 5 results, 0 late firings, 0 dropped
