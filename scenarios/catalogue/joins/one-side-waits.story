Clicks come in order; purchases may be half a minute late, says their watermark, though none is.

00:01.000  kept      {key ann, n 1} on the left                               1 row of ann there
00:02.000  kept      {key ann, cents 100} on the right                        1 row of ann there
00:02.000  pair      {key ann, n 1} with {key ann, cents 100}
00:04.000  kept      {key ann, n 2} on the left                               2 rows of ann there
00:08.000  kept      {key ann, n 3} on the left                               3 rows of ann there
00:12.000  kept      {key ann, n 4} on the left                               4 rows of ann there
00:13.000  kept      {key ann, cents 200} on the right                        2 rows of ann there
00:13.000  pair      {key ann, n 4} with {key ann, cents 200}
00:13.000  forgot    1 row of ann on the left                                 3 left
00:13.000  forgot    1 row of ann on the left                                 2 left
00:13.000  forgot    1 row of ann on the left                                 1 left
00:13.000  forgot    1 row of ann on the left                                 0 left
00:13.000  forgot    1 row of ann on the right                                1 left
00:13.000  forgot    1 row of ann on the right                                0 left
6 records in, 2 results, 0 late firings, 0 dropped
