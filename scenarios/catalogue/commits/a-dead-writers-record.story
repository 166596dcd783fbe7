A task manager dies while records of its sink are still under way to the broker; the next attempt has shut it out when they arrive, and they are refused.

00:05.000  trigger   checkpoint 1 begins: the sources are asked
00:05.000  stored    events/0 has stored its part of checkpoint 1
00:13.500  fault     crash begins: tm-1
00:13.500  died      tm-1, with all its tasks
00:14.000  failed    attempt 1 of the job                                     a task manager is gone
00:14.000  aborted   checkpoint 1                                             CHECKPOINT_COORDINATOR_SUSPEND
00:14.000  restart   all tasks are cancelled; the job is started again        in 1 s
00:14.500  fault     crash ends: tm-1
00:14.500  back      tm-1 is there again
00:15.000  deployed  attempt 2 of the job                                     from nothing
00:15.000  trigger   checkpoint 2 begins: the sources are asked
00:15.000  stored    events/0 has stored its part of checkpoint 2
00:17.554  refused   transaction 1 of out/0 takes no more records             a later attempt has shut it out (SS-23)
00:17.554  refused   transaction 1 of out/0 takes no more records             a later attempt has shut it out (SS-23)
00:17.554  refused   transaction 1 of out/0 cannot be prepared                a later attempt has shut it out (SS-23)
00:25.188  prepared  transaction 2 of out/0                                   for checkpoint 2 (SS-11)
00:33.913  stored    out/0 has stored its part of checkpoint 2
00:33.913  complete  checkpoint 2                                             all tasks have stored their state
00:33.913  trigger   checkpoint 3 begins: the sources are asked
00:36.672  prepared  transaction 3 of out/0                                   for checkpoint 3 (SS-11)
00:41.374  committed transaction 2 of out/0, 2 records                        the first was written 16.186 s ago (SS-25)
00:48.487  stored    out/0 has stored its part of checkpoint 3
00:48.487  complete  checkpoint 3                                             all tasks have stored their state
00:48.487  trigger   checkpoint 4 begins: the sources are asked
00:49.150  committed transaction 3 of out/0, 5 records                        the first was written 15.226 s ago (SS-25)
00:54.453  declined  out/0 does not take checkpoint 4                         CHECKPOINT_DECLINED_TASK_NOT_READY
00:54.453  aborted   checkpoint 4                                             CHECKPOINT_COORDINATOR_SHUTDOWN
12 records in, 7 results, 0 late firings, 0 dropped
