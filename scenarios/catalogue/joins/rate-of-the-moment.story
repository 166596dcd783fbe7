The same sales and rates, joined by the clock: a sale from before the change comes after it, and a rate comes after its first sale.

00:01.000  kept      {money eur, rate 95} on the right                        1 row of eur there
00:02.000  pair      {key s1, money eur} with {money eur, rate 95}
00:05.000  kept      {money eur, rate 97} on the right                        1 row of eur there
00:06.000  pair      {key s2, money eur} with {money eur, rate 97}
00:07.000  pair      {key s3, money eur} with {money eur, rate 97}
00:08.000  alone     {key s4, money yen} alone
00:09.000  kept      {money yen, rate 6} on the right                         1 row of yen there
00:20.000  pair      {key s5, money eur} with {money eur, rate 97}
00:20.000  kept      {money usd, rate 88} on the right                        1 row of usd there
9 records in, 5 results, 0 late firings, 0 dropped
