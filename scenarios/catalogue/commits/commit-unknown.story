The broker commits a transaction and its answer is lost; the sink asks again, and again, until it hears that all is done.

00:04.000  fault     commit-unknown begins: out
00:05.000  trigger   checkpoint 1 begins: the sources are asked
00:05.000  stored    events/0 has stored its part of checkpoint 1
00:05.100  prepared  transaction 1 of out/0                                   for checkpoint 1 (SS-11)
00:05.400  stored    out/0 has stored its part of checkpoint 1
00:05.400  complete  checkpoint 1                                             all tasks have stored their state
00:05.500  committed transaction 1 of out/0, 2 records                        the first was written 4.4 s ago (SS-25)
00:05.500  unheard   the answer to a commit is lost                           it is asked for again (SS-18)
00:05.700  unheard   the answer to a commit is lost                           it is asked for again (SS-18)
00:05.900  unheard   the answer to a commit is lost                           it is asked for again (SS-18)
00:06.000  fault     commit-unknown ends: out
00:12.100  prepared  transaction 2 of out/0                                   for checkpoint 2 (SS-11)
00:15.000  trigger   checkpoint 2 begins: the sources are asked
00:15.000  stored    out/0 has stored its part of checkpoint 2
00:15.000  complete  checkpoint 2                                             all tasks have stored their state
00:15.100  committed transaction 2 of out/0, 2 records                        the first was written 8 s ago (SS-25)
4 records in, 4 results, 0 late firings, 0 dropped
