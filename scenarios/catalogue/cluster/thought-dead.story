tm-2 stands still for six seconds, in the middle of checkpoint 2, and is thought dead after two; the job goes on when it moves again.

00:05.000  trigger   checkpoint 1 begins: the sources are asked
00:05.010  align     per-key/0 has the first barrier of checkpoint 1          those of the other channels are awaited
00:05.010  align     per-key/1 has the first barrier of checkpoint 1          those of the other channels are awaited
00:05.010  aligned   per-key/0 has all barriers of checkpoint 1               0 messages held back
00:05.010  aligned   per-key/1 has all barriers of checkpoint 1               0 messages held back
00:05.115  stored    out/0 has stored its part of checkpoint 1
00:05.186  stored    events/1 has stored its part of checkpoint 1
00:05.203  stored    per-key/0 has stored its part of checkpoint 1
00:05.259  stored    events/0 has stored its part of checkpoint 1
00:05.351  stored    per-key/1 has stored its part of checkpoint 1
00:05.397  stored    out/1 has stored its part of checkpoint 1
00:05.407  complete  checkpoint 1                                             all tasks have stored their state
00:15.000  trigger   checkpoint 2 begins: the sources are asked
00:15.010  align     per-key/0 has the first barrier of checkpoint 2          those of the other channels are awaited
00:15.010  align     per-key/1 has the first barrier of checkpoint 2          those of the other channels are awaited
00:15.010  aligned   per-key/0 has all barriers of checkpoint 2               0 messages held back
00:15.010  aligned   per-key/1 has all barriers of checkpoint 2               0 messages held back
00:15.100  fault     pause begins: tm-2
00:15.140  stored    out/0 has stored its part of checkpoint 2
00:15.194  stored    events/0 has stored its part of checkpoint 2
00:15.281  stored    per-key/0 has stored its part of checkpoint 2
00:17.100  failed    attempt 1 of the job                                     a task manager is gone
00:17.100  aborted   checkpoint 2                                             CHECKPOINT_COORDINATOR_SUSPEND
00:17.100  restart   all tasks are cancelled; the job is started again        in 1 s
00:21.100  fault     pause ends: tm-2
00:21.100  back      tm-2 is there again
00:21.100  deployed  attempt 2 of the job                                     from checkpoint 1
00:21.100  trigger   checkpoint 3 begins: the sources are asked
00:21.100  on time   [00:00,00:20) b: count 3                                 watermark 00:19.999
00:21.100  on time   [00:00,00:20) a: count 4                                 watermark 00:19.999
00:21.100  on time   [00:20,00:40) a: count 1                                 the input has ended
00:21.100  aborted   checkpoint 3                                             CHECKPOINT_COORDINATOR_SHUTDOWN
00:21.110  declined  events/0 does not take checkpoint 3                      CHECKPOINT_DECLINED_TASK_NOT_READY
00:21.110  declined  events/1 does not take checkpoint 3                      CHECKPOINT_DECLINED_TASK_NOT_READY
11 records in, 3 results, 0 late firings, 0 dropped
