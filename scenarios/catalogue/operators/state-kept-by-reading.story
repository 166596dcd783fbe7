The same questions, of a total that lives on whenever it is asked for.

00:01.000  state     total so far of a = 5
00:01.000  result    a: total 5
00:09.000  result    a: total 5
00:13.000  result    a: total 5
00:18.000  state     total so far of a = 7
00:18.000  result    a: total 7
4 records in, 4 results, 0 late firings, 0 dropped
