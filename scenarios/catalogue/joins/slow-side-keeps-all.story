Clicks come every second; the stream of purchases is four seconds behind in event time.

00:01.000  kept      {key ann, n 1} on the left                               1 row of ann there
00:02.000  kept      {key ann, n 2} on the left                               2 rows of ann there
00:03.000  kept      {key ann, n 3} on the left                               3 rows of ann there
00:04.000  kept      {key ann, n 4} on the left                               4 rows of ann there
00:05.000  kept      {key ann, n 5} on the left                               5 rows of ann there
00:05.500  kept      {key ann, cents 100} on the right                        1 row of ann there
00:05.500  pair      {key ann, n 1} with {key ann, cents 100}
00:06.000  kept      {key ann, n 6} on the left                               6 rows of ann there
00:09.000  kept      {key ann, cents 200} on the right                        2 rows of ann there
00:09.000  pair      {key ann, n 4} with {key ann, cents 200}
00:09.000  pair      {key ann, n 5} with {key ann, cents 200}
00:09.000  forgot    1 row of ann on the left                                 5 left
00:09.000  forgot    1 row of ann on the left                                 4 left
00:09.000  forgot    1 row of ann on the left                                 3 left
00:09.000  forgot    1 row of ann on the right                                1 left
00:09.000  forgot    1 row of ann on the left                                 2 left
00:09.000  forgot    1 row of ann on the left                                 1 left
00:09.000  forgot    1 row of ann on the left                                 0 left
00:09.000  forgot    1 row of ann on the right                                0 left
8 records in, 3 results, 0 late firings, 0 dropped
