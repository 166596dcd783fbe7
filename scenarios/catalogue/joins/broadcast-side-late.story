The same orders, but the table of countries is a few seconds behind them: a row of it comes in the middle.

00:05.000  result    o1: value 80, rate null
00:06.000  result    o2: value 20, rate null
00:06.500  rule      {country de, rate 19} is the rule from now on            at taxed/0 (PF-07)
00:06.500  rule      {country de, rate 19} is the rule from now on            at taxed/1 (PF-07)
00:07.000  result    o3: value 10, rate 19
00:08.000  result    o4: value 30, rate null
00:09.000  rule      {country fr, rate 20} is the rule from now on            at taxed/0 (PF-07)
00:09.000  rule      {country fr, rate 20} is the rule from now on            at taxed/1 (PF-07)
6 records in, 4 results, 0 late firings, 0 dropped
