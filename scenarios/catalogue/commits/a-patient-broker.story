The outage of green-and-gone with a time-out of 5 min: what was prepared before it is committed after it.

00:05.000  trigger   checkpoint 1 begins: the sources are asked
00:05.300  stored    events/0 has stored its part of checkpoint 1
00:05.300  prepared  transaction 1 of out/0                                   for checkpoint 1 (SS-11)
00:05.300  stored    out/0 has stored its part of checkpoint 1
00:05.600  complete  checkpoint 1                                             all tasks have stored their state
00:05.900  committed transaction 1 of out/0, 2 records                        the first was written 4.9 s ago (SS-25)
00:15.000  trigger   checkpoint 2 begins: the sources are asked
00:15.300  stored    events/0 has stored its part of checkpoint 2
00:15.300  prepared  transaction 2 of out/0                                   for checkpoint 2 (SS-11)
00:15.300  stored    out/0 has stored its part of checkpoint 2
00:15.600  complete  checkpoint 2                                             all tasks have stored their state
00:15.700  fault     crash begins: tm-1
00:15.700  died      tm-1, with all its tasks
00:16.200  failed    attempt 1 of the job                                     a task manager is gone
00:16.200  restart   all tasks are cancelled; the job is started again        in 1 s
00:55.700  fault     crash ends: tm-1
00:55.700  back      tm-1 is there again
00:55.700  deployed  attempt 2 of the job                                     from checkpoint 2
00:55.700  committed transaction 2 of out/0, 3 records                        the first was written 48.7 s ago (SS-25)
00:55.700  trigger   checkpoint 3 begins: the sources are asked
00:55.700  prepared  transaction 4 of out/0                                   for checkpoint 3 (SS-11)
00:56.000  declined  events/0 does not take checkpoint 3                      CHECKPOINT_DECLINED_TASK_NOT_READY
00:56.300  aborted   checkpoint 3                                             CHECKPOINT_DECLINED_TASK_NOT_READY
01:05.700  trigger   checkpoint 4 begins: the sources are asked
01:06.000  stored    out/0 has stored its part of checkpoint 4
01:06.300  complete  checkpoint 4                                             all tasks have stored their state
01:06.600  committed transaction 4 of out/0, 2 records                        the first was written 10.9 s ago (SS-25)
7 records in, 7 results, 0 late firings, 0 dropped
