A task manager dies with checkpoint 2 half written; the job goes on from checkpoint 1, and reads again what came after it.

00:05.000  trigger   checkpoint 1 begins: the sources are asked
00:05.129  align     per-key/1 has the first barrier of checkpoint 1          those of the other channels are awaited
00:05.224  align     per-key/0 has the first barrier of checkpoint 1          those of the other channels are awaited
00:05.288  aligned   per-key/1 has all barriers of checkpoint 1               0 messages held back
00:05.342  aligned   per-key/0 has all barriers of checkpoint 1               0 messages held back
00:05.402  stored    events/1 has stored its part of checkpoint 1
00:05.556  stored    out/0 has stored its part of checkpoint 1
00:05.597  stored    events/0 has stored its part of checkpoint 1
00:05.792  stored    per-key/0 has stored its part of checkpoint 1
00:06.131  stored    per-key/1 has stored its part of checkpoint 1
00:06.255  stored    out/1 has stored its part of checkpoint 1
00:06.255  complete  checkpoint 1                                             all tasks have stored their state
00:13.187  on time   [00:00,00:10) a: count 2                                 watermark 00:10.999
00:13.238  on time   [00:00,00:10) b: count 2                                 watermark 00:10.999
00:15.000  trigger   checkpoint 2 begins: the sources are asked
00:15.163  align     per-key/0 has the first barrier of checkpoint 2          those of the other channels are awaited
00:15.300  fault     crash begins: tm-2
00:15.300  died      tm-2, with all its tasks
00:15.332  aligned   per-key/0 has all barriers of checkpoint 2               0 messages held back
00:15.424  stored    events/0 has stored its part of checkpoint 2
00:15.613  stored    out/0 has stored its part of checkpoint 2
00:15.800  failed    attempt 1 of the job                                     a task manager is gone
00:15.800  aborted   checkpoint 2                                             CHECKPOINT_COORDINATOR_SUSPEND
00:15.800  restart   all tasks are cancelled; the job is started again        in 1 s
00:17.300  fault     crash ends: tm-2
00:17.300  back      tm-2 is there again
00:17.300  deployed  attempt 2 of the job                                     from checkpoint 1
00:17.300  trigger   checkpoint 3 begins: the sources are asked
00:17.602  on time   [00:00,00:10) b: count 2                                 watermark 00:10.999
00:17.602  align     per-key/0 has the first barrier of checkpoint 3          those of the other channels are awaited
00:17.614  align     per-key/1 has the first barrier of checkpoint 3          those of the other channels are awaited
00:17.649  aligned   per-key/0 has all barriers of checkpoint 3               0 messages held back
00:17.689  on time   [00:00,00:10) a: count 2                                 watermark 00:10.999
00:17.689  aligned   per-key/1 has all barriers of checkpoint 3               0 messages held back
00:17.873  stored    out/0 has stored its part of checkpoint 3
00:18.106  stored    per-key/0 has stored its part of checkpoint 3
00:18.147  stored    events/1 has stored its part of checkpoint 3
00:18.189  stored    per-key/1 has stored its part of checkpoint 3
00:18.211  stored    events/0 has stored its part of checkpoint 3
00:18.535  stored    out/1 has stored its part of checkpoint 3
00:18.535  complete  checkpoint 3                                             all tasks have stored their state
00:24.050  on time   [00:10,00:20) a: count 2                                 watermark 00:19.999
00:24.382  on time   [00:10,00:20) b: count 1                                 watermark 00:22.999
00:24.382  on time   [00:20,00:30) b: count 1                                 the input has ended
00:24.392  on time   [00:20,00:30) a: count 1                                 the input has ended
12 records in, 8 results, 0 late firings, 0 dropped
