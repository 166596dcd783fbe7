Ann's mail is delivered and opened, but the opening is heard of first.

00:01.000  timer     an event timer of ann for 00:06 is set
00:01.000  step      ann has reached sent                                     step 1 of 3
00:03.000  ignored   ann@00:03 changes nothing                                it is not the next step
00:03.500  step      ann has reached delivered                                step 2 of 3
00:09.000  timer     an event timer of ben for 00:14 is set
00:09.000  step      ben has reached sent                                     step 1 of 3
00:09.000  result    ann: steps 2, last_step delivered, outcome timed out, started 00:01, ended 00:06
00:09.000  result    ben: steps 1, last_step sent, outcome timed out, started 00:09, ended 00:14
4 records in, 2 results, 0 late firings, 0 dropped
