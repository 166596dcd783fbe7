The same mail, with a sort in front of the funnel: Ann's opening waits for its delivery.

00:09.000  sorted    ann@00:01 goes on
00:09.000  sorted    ann@00:02 goes on
00:09.000  sorted    ann@00:03 goes on
00:09.000  sorted    ben@00:09 goes on
00:09.000  timer     an event timer of ann for 00:06 is set
00:09.000  step      ann has reached sent                                     step 1 of 3
00:09.000  step      ann has reached delivered                                step 2 of 3
00:09.000  step      ann has reached opened                                   step 3 of 3
00:09.000  timer     an event timer of ann for 00:06 is deleted               (TM-01)
00:09.000  result    ann: steps 3, last_step opened, outcome completed, started 00:01, ended 00:03
00:09.000  timer     an event timer of ben for 00:14 is set
00:09.000  step      ben has reached sent                                     step 1 of 3
00:09.000  result    ben: steps 1, last_step sent, outcome timed out, started 00:09, ended 00:14
4 records in, 2 results, 0 late firings, 0 dropped
