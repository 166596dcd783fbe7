A task manager dies with two records in an open transaction; the next attempt shuts it out and writes them again.

00:05.000  trigger   checkpoint 1 begins: the sources are asked
00:05.000  stored    events/0 has stored its part of checkpoint 1
00:05.020  prepared  transaction 1 of out/0                                   for checkpoint 1 (SS-11)
00:05.080  stored    out/0 has stored its part of checkpoint 1
00:05.080  complete  checkpoint 1                                             all tasks have stored their state
00:05.100  committed transaction 1 of out/0, 2 records                        the first was written 4.08 s ago (SS-25)
00:13.500  fault     crash begins: tm-1
00:13.500  died      tm-1, with all its tasks
00:14.000  failed    attempt 1 of the job                                     a task manager is gone
00:14.000  restart   all tasks are cancelled; the job is started again        in 1 s
00:14.500  fault     crash ends: tm-1
00:14.500  back      tm-1 is there again
00:15.000  deployed  attempt 2 of the job                                     from checkpoint 1
00:15.000  trigger   checkpoint 2 begins: the sources are asked
00:15.000  stored    events/0 has stored its part of checkpoint 2
00:15.060  aborted   transaction 2 of out/0, 3 records                        they will be written again (SS-14, SS-23)
00:15.100  prepared  transaction 3 of out/0                                   for checkpoint 2 (SS-11)
00:15.160  stored    out/0 has stored its part of checkpoint 2
00:15.160  complete  checkpoint 2                                             all tasks have stored their state
00:15.180  committed transaction 3 of out/0, 2 records                        the first was written 80 ms ago (SS-25)
00:23.020  prepared  transaction 4 of out/0                                   for checkpoint 3 (SS-11)
00:25.000  trigger   checkpoint 3 begins: the sources are asked
00:25.000  stored    out/0 has stored its part of checkpoint 3
00:25.000  complete  checkpoint 3                                             all tasks have stored their state
00:25.020  committed transaction 4 of out/0, 3 records                        the first was written 9.84 s ago (SS-25)
10 records in, 7 results, 0 late firings, 0 dropped
