The same questions, where an expired total is given to the first who asks.

00:01.000  state     total so far of a = 5
00:01.000  result    a: total 5
00:09.000  result    a: total 5
00:13.000  expired   total so far of a (5) has outlived its time              more than 10 s old (PF-04); returned once more (PF-05)
00:13.000  result    a: total 5
00:18.000  state     total so far of a = 2
00:18.000  result    a: total 2
4 records in, 4 results, 0 late firings, 0 dropped
