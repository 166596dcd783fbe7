Two sinks take the same rows through the same crash: one shows them as they come, the other in transactions.

00:05.000  trigger   checkpoint 1 begins: the sources are asked
00:05.000  stored    events/0 has stored its part of checkpoint 1
00:05.000  stored    early/0 has stored its part of checkpoint 1
00:05.000  prepared  transaction 1 of once/0                                  for checkpoint 1 (SS-11)
00:05.000  stored    once/0 has stored its part of checkpoint 1
00:05.000  complete  checkpoint 1                                             all tasks have stored their state
00:05.000  committed transaction 1 of once/0, 1 record                        the first was written 4 s ago (SS-25)
00:09.000  fault     crash begins: tm-1
00:09.000  died      tm-1, with all its tasks
00:09.500  failed    attempt 1 of the job                                     a task manager is gone
00:09.500  restart   all tasks are cancelled; the job is started again        in 1 s
00:10.000  fault     crash ends: tm-1
00:10.000  back      tm-1 is there again
00:10.500  deployed  attempt 2 of the job                                     from checkpoint 1
00:10.500  trigger   checkpoint 2 begins: the sources are asked
00:10.500  aborted   transaction 2 of once/0, 2 records                       they will be written again (SS-14, SS-23)
00:10.500  stored    events/0 has stored its part of checkpoint 2
00:10.500  stored    early/0 has stored its part of checkpoint 2
00:10.500  prepared  transaction 3 of once/0                                  for checkpoint 2 (SS-11)
00:10.500  stored    once/0 has stored its part of checkpoint 2
00:10.500  complete  checkpoint 2                                             all tasks have stored their state
00:10.500  committed transaction 3 of once/0, 2 records                       the first was written 0 ms ago (SS-25)
00:12.000  prepared  transaction 4 of once/0                                  for checkpoint 3 (SS-11)
00:20.500  trigger   checkpoint 3 begins: the sources are asked
00:20.500  stored    once/0 has stored its part of checkpoint 3
00:20.500  complete  checkpoint 3                                             all tasks have stored their state
00:20.500  committed transaction 4 of once/0, 1 record                        the first was written 8.5 s ago (SS-25)
6 records in, 10 results, 0 late firings, 0 dropped
