A sum for each key, said only when the watermark has come to the end of five seconds.

00:06.000  +I        key b, total 5                                           by total
00:06.000  +I        key a, total 10                                          by total
00:12.000  -U        key a, total 10                                          by total
00:12.000  +U        key a, total 11                                          by total
7 records in, 4 results, 0 late firings, 0 dropped
