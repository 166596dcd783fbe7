A sum of each value and the two before it, and one of the last three seconds.

00:02.000  +I        key a, value 1, total 1                                  by rows
00:02.000  +I        key a, value 1, total 1                                  by range
00:05.000  +I        key a, value 2, total 3                                  by rows
00:05.000  +I        key a, value 4, total 7                                  by rows
00:05.000  +I        key a, value 2, total 7                                  by range
00:05.000  +I        key a, value 4, total 7                                  by range
00:05.000  +I        key a, value 8, total 14                                 by rows
00:05.000  +I        key a, value 8, total 14                                 by range
4 records in, 8 results, 0 late firings, 0 dropped
