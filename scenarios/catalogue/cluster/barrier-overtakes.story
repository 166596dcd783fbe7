A slow window and full channels: an unaligned barrier overtakes what waits, which is saved with the checkpoint; after a crash it comes again.

00:04.000  blocked   events/0 takes nothing more in                           its outputs have no room
00:05.000  trigger   checkpoint 1 begins: the sources are asked
00:05.000  freed     events/0 goes on                                         it was held back for 1 s
00:05.000  stored    events/0 has stored its part of checkpoint 1             with 3 messages in flight
00:05.000  blocked   events/0 takes nothing more in                           its outputs have no room
00:07.000  stored    per-key/0 has stored its part of checkpoint 1
00:07.000  freed     events/0 goes on                                         it was held back for 2 s
00:07.000  stored    out/0 has stored its part of checkpoint 1
00:07.000  blocked   events/0 takes nothing more in                           its outputs have no room
00:07.000  complete  checkpoint 1                                             all tasks have stored their state
00:07.000  fault     crash begins: tm-1
00:07.000  died      tm-1, with all its tasks
00:08.000  fault     crash ends: tm-1
00:08.000  back      tm-1 is there again
00:08.000  failed    attempt 1 of the job                                     a task manager is gone
00:08.000  restart   all tasks are cancelled; the job is started again        in 1 s
00:09.000  deployed  attempt 2 of the job                                     from checkpoint 1
00:09.000  replayed  3 messages that barriers of checkpoint 1 had overtaken   CK-28
00:09.000  blocked   events/0 takes nothing more in                           its outputs have no room
00:09.000  trigger   checkpoint 2 begins: the sources are asked
00:09.000  freed     events/0 goes on                                         it was held back for 0 ms
00:09.000  blocked   events/0 takes nothing more in                           its outputs have no room
00:09.000  stored    events/0 has stored its part of checkpoint 2             with 1 message in flight
00:11.000  stored    per-key/0 has stored its part of checkpoint 2            with 2 messages in flight
00:11.000  freed     events/0 goes on                                         it was held back for 2 s
00:11.000  stored    out/0 has stored its part of checkpoint 2
00:11.000  blocked   events/0 takes nothing more in                           its outputs have no room
00:11.000  complete  checkpoint 2                                             all tasks have stored their state
00:15.000  freed     events/0 goes on                                         it was held back for 4 s
00:15.000  blocked   events/0 takes nothing more in                           its outputs have no room
00:19.000  aborted   a checkpoint, before it began                            NOT_ALL_REQUIRED_TASKS_RUNNING
00:19.000  freed     events/0 goes on                                         it was held back for 4 s
00:21.000  on time   [00:00,00:10) b: count 4                                 the input has ended
00:21.000  on time   [00:00,00:10) a: count 4                                 the input has ended
00:21.000  on time   [00:10,00:20) a: count 1                                 the input has ended
00:21.000  blocked   per-key/0 takes nothing more in                          its outputs have no room
00:21.000  freed     per-key/0 goes on                                        it was held back for 0 ms
11 records in, 3 results, 0 late firings, 0 dropped
