Large amounts go to a check of their own, then join the others again and are counted with them.

00:03.000  split     {key a, value 500} goes to size.large
00:12.000  split     {key b, value 700} goes to size.large
00:13.000  on time   [00:00,00:10) b: count 1, sum 30                         watermark 00:10.999
00:13.000  on time   [00:00,00:10) a: count 2, sum 520                        watermark 00:10.999
00:14.000  on time   [00:10,00:20) a: count 1, sum 10                         the input has ended
5 records in, 3 results, 0 late firings, 0 dropped
