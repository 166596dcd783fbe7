Two offices set the rate of one country within a second, and each task hears of it over links of its own: one hears north first, the other one south.

00:01.026  rule      {office north, country de, rate 19} is the rule from now on at taxed/1 (PF-07)
00:01.393  rule      {office south, country de, rate 16} is the rule from now on at taxed/0 (PF-07)
00:01.845  rule      {office south, country de, rate 16} is the rule from now on at taxed/1 (PF-07)
00:01.888  rule      {office north, country de, rate 19} is the rule from now on at taxed/0 (PF-07)
00:05.000  result    o1: value 80, rate 16, by south
00:06.000  result    o2: value 20, rate 16, by south
00:07.000  result    o3: value 10, rate 19, by north
00:08.000  result    o4: value 30, rate 19, by north
6 records in, 4 results, 0 late firings, 0 dropped
