A task manager dies when checkpoint 2 is complete and its sink has not heard of it; the restored sink commits what it had prepared.

00:05.000  trigger   checkpoint 1 begins: the sources are asked
00:05.300  stored    events/0 has stored its part of checkpoint 1
00:05.320  prepared  transaction 1 of out/0                                   for checkpoint 1 (SS-11)
00:05.380  stored    out/0 has stored its part of checkpoint 1
00:05.680  complete  checkpoint 1                                             all tasks have stored their state
00:06.000  committed transaction 1 of out/0, 2 records                        the first was written 4.98 s ago (SS-25)
00:15.000  trigger   checkpoint 2 begins: the sources are asked
00:15.300  stored    events/0 has stored its part of checkpoint 2
00:15.320  prepared  transaction 2 of out/0                                   for checkpoint 2 (SS-11)
00:15.380  stored    out/0 has stored its part of checkpoint 2
00:15.680  complete  checkpoint 2                                             all tasks have stored their state
00:15.700  fault     crash begins: tm-1
00:15.700  died      tm-1, with all its tasks
00:16.200  failed    attempt 1 of the job                                     a task manager is gone
00:16.200  restart   all tasks are cancelled; the job is started again        in 1 s
00:17.700  fault     crash ends: tm-1
00:17.700  back      tm-1 is there again
00:17.700  deployed  attempt 2 of the job                                     from checkpoint 2
00:17.700  trigger   checkpoint 3 begins: the sources are asked
00:17.720  committed transaction 2 of out/0, 3 records                        the first was written 10.7 s ago (SS-25)
00:18.000  stored    events/0 has stored its part of checkpoint 3
00:18.040  stored    out/0 has stored its part of checkpoint 3
00:18.340  complete  checkpoint 3                                             all tasks have stored their state
00:23.020  prepared  transaction 5 of out/0                                   for checkpoint 4 (SS-11)
00:27.700  trigger   checkpoint 4 begins: the sources are asked
00:28.000  stored    out/0 has stored its part of checkpoint 4
00:28.300  complete  checkpoint 4                                             all tasks have stored their state
00:28.620  committed transaction 5 of out/0, 2 records                        the first was written 10.56 s ago (SS-25)
7 records in, 7 results, 0 late firings, 0 dropped
