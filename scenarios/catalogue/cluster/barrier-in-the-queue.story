A slow window and full channels: an aligned barrier stands in the queue until its time is over; the checkpoint is given up.

00:04.000  blocked   events/0 takes nothing more in                           its outputs have no room
00:05.000  trigger   checkpoint 1 begins: the sources are asked
00:05.000  stored    events/0 has stored its part of checkpoint 1
00:07.000  freed     events/0 goes on                                         it was held back for 3 s
00:07.000  blocked   events/0 takes nothing more in                           its outputs have no room
00:08.000  aborted   checkpoint 1                                             CHECKPOINT_EXPIRED
00:09.000  declined  per-key/0 does not take checkpoint 1                     CHECKPOINT_DECLINED_ON_CANCELLATION_BARRIER
00:09.000  declined  out/0 does not take checkpoint 1                         CHECKPOINT_DECLINED_ON_CANCELLATION_BARRIER
00:09.000  freed     events/0 goes on                                         it was held back for 2 s
00:09.000  blocked   events/0 takes nothing more in                           its outputs have no room
00:13.000  freed     events/0 goes on                                         it was held back for 4 s
00:13.000  blocked   events/0 takes nothing more in                           its outputs have no room
00:15.000  aborted   a checkpoint, before it began                            NOT_ALL_REQUIRED_TASKS_RUNNING
00:17.000  freed     events/0 goes on                                         it was held back for 4 s
00:19.000  on time   [00:00,00:10) b: count 4                                 the input has ended
00:19.000  on time   [00:00,00:10) a: count 4                                 the input has ended
00:19.000  on time   [00:10,00:20) a: count 1                                 the input has ended
00:19.000  blocked   per-key/0 takes nothing more in                          its outputs have no room
00:19.000  freed     per-key/0 goes on                                        it was held back for 0 ms
9 records in, 3 results, 0 late firings, 0 dropped
