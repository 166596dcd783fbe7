A total lives ten seconds from the last time something was added; two records with 0 only ask for it.

00:01.000  state     total so far of a = 5
00:01.000  result    a: total 5
00:09.000  result    a: total 5
00:13.000  expired   total so far of a (5) has outlived its time              more than 10 s old (PF-04); not seen any more (PF-05)
00:13.000  result    a: total null
00:18.000  state     total so far of a = 2
00:18.000  result    a: total 2
4 records in, 4 results, 0 late firings, 0 dropped
