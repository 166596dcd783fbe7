Messages and their answers are one stream: an answer names the message that it answers.

00:01.000  kept      {id m1, answers null, who ann} on the left               1 row of m1 there
00:01.000  ignored   {id m1, answers null, who ann}@00:01 changes nothing     a null key matches nothing (RJ-06)
00:03.000  kept      {id m2, answers m1, who bob} on the left                 1 row of m2 there
00:03.000  kept      {id m2, answers m1, who bob} on the right                1 row of m1 there
00:03.000  pair      {id m1, answers null, who ann} with {id m2, answers m1, who bob}
00:04.000  kept      {id m3, answers m1, who cid} on the left                 1 row of m3 there
00:04.000  kept      {id m3, answers m1, who cid} on the right                2 rows of m1 there
00:04.000  pair      {id m1, answers null, who ann} with {id m3, answers m1, who cid}
00:09.000  kept      {id m4, answers m3, who ann} on the left                 1 row of m4 there
00:09.000  kept      {id m4, answers m3, who ann} on the right                1 row of m3 there
00:09.000  pair      {id m3, answers m1, who cid} with {id m4, answers m3, who ann}
00:09.000  forgot    1 row of m1 on the right                                 1 left
00:09.000  forgot    1 row of m1 on the right                                 0 left
00:20.000  kept      {id m5, answers m1, who dan} on the left                 1 row of m5 there
00:20.000  kept      {id m5, answers m1, who dan} on the right                1 row of m1 there
00:20.000  forgot    1 row of m1 on the left                                  0 left
00:20.000  forgot    1 row of m3 on the left                                  0 left
00:20.000  forgot    1 row of m3 on the right                                 0 left
00:20.000  forgot    1 row of m2 on the left                                  0 left
00:20.000  forgot    1 row of m4 on the left                                  0 left
00:20.000  forgot    1 row of m5 on the left                                  0 left
00:20.000  forgot    1 row of m1 on the right                                 0 left
5 records in, 3 results, 0 late firings, 0 dropped
