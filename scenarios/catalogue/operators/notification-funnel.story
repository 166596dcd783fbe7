A notification is followed through seven steps; Ann goes all the way, the others do not within a minute.

00:05.000  sorted    ann@00:01 goes on
00:05.000  sorted    ben@00:02 goes on
00:05.000  timer     an event timer of ann for 01:01 is set
00:05.000  step      ann has reached generated                                step 1 of 7
00:05.000  timer     an event timer of ben for 01:02 is set
00:05.000  step      ben has reached generated                                step 1 of 7
00:06.000  sorted    cem@00:03 goes on
00:06.000  timer     an event timer of cem for 01:03 is set
00:06.000  step      cem has reached generated                                step 1 of 7
00:09.000  sorted    ann@00:05 goes on
00:09.000  sorted    ben@00:06 goes on
00:09.000  step      ann has reached sent                                     step 2 of 7
00:09.000  step      ben has reached sent                                     step 2 of 7
00:10.000  sorted    cem@00:07 goes on
00:10.000  step      cem has reached sent                                     step 2 of 7
00:13.000  sorted    ann@00:09 goes on
00:13.000  sorted    ben@00:10 goes on
00:13.000  step      ann has reached delivered                                step 3 of 7
00:13.000  step      ben has reached delivered                                step 3 of 7
00:17.000  sorted    ann@00:13 goes on
00:17.000  step      ann has reached opened                                   step 4 of 7
00:21.000  sorted    ann@00:17 goes on
00:21.000  step      ann has reached clicked                                  step 5 of 7
00:25.000  sorted    ann@00:21 goes on
00:25.000  step      ann has reached acted                                    step 6 of 7
00:30.000  sorted    ann@00:25 goes on
00:30.000  sorted    cem@00:26 goes on
00:30.000  step      ann has reached converted                                step 7 of 7
00:30.000  timer     an event timer of ann for 01:01 is deleted               (TM-01)
00:30.000  result    ann: steps 7, last_step converted, outcome completed, started 00:01, ended 00:25
00:30.000  ignored   cem@00:26 changes nothing                                it is not the next step
01:10.000  sorted    dan@00:30 goes on
01:10.000  sorted    ben@01:10 goes on
01:10.000  timer     an event timer of dan for 01:30 is set
01:10.000  step      dan has reached generated                                step 1 of 7
01:10.000  result    ben: steps 3, last_step delivered, outcome timed out, started 00:02, ended 01:02
01:10.000  result    cem: steps 2, last_step sent, outcome timed out, started 00:03, ended 01:03
01:10.000  ignored   ben@01:10 changes nothing                                it is not the next step
01:10.000  result    dan: steps 1, last_step generated, outcome timed out, started 00:30, ended 01:30
15 records in, 4 results, 0 late firings, 0 dropped
