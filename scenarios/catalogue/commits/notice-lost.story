The sink never hears that checkpoint 1 is complete; it commits the transactions of both when it hears of checkpoint 2.

00:00.000  fault     notify-lost begins: out
00:05.000  trigger   checkpoint 1 begins: the sources are asked
00:05.000  stored    events/0 has stored its part of checkpoint 1
00:05.000  prepared  transaction 1 of out/0                                   for checkpoint 1 (SS-11)
00:05.000  stored    out/0 has stored its part of checkpoint 1
00:05.000  complete  checkpoint 1                                             all tasks have stored their state
00:05.000  unheard   a notice is lost                                         the next one makes up for it (SS-17)
00:10.000  fault     notify-lost ends: out
00:15.000  trigger   checkpoint 2 begins: the sources are asked
00:15.000  stored    events/0 has stored its part of checkpoint 2
00:15.000  prepared  transaction 2 of out/0                                   for checkpoint 2 (SS-11)
00:15.000  stored    out/0 has stored its part of checkpoint 2
00:15.000  complete  checkpoint 2                                             all tasks have stored their state
00:15.000  committed transaction 1 of out/0, 2 records                        the first was written 14 s ago (SS-25)
00:15.000  committed transaction 2 of out/0, 3 records                        the first was written 8 s ago (SS-25)
00:18.000  prepared  transaction 3 of out/0                                   for checkpoint 3 (SS-11)
00:25.000  trigger   checkpoint 3 begins: the sources are asked
00:25.000  stored    out/0 has stored its part of checkpoint 3
00:25.000  complete  checkpoint 3                                             all tasks have stored their state
00:25.000  committed transaction 3 of out/0, 1 record                         the first was written 7 s ago (SS-25)
6 records in, 6 results, 0 late firings, 0 dropped
