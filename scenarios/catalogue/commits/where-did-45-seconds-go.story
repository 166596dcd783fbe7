A job that works in milliseconds, and an order that its readers see 45 s later: 28 s until the next checkpoint begins, 12 s until all state is written and known to be, and 5 s until the notices are there and the older transaction of the other task is committed, too.

00:30.000  trigger   checkpoint 1 begins: the sources are asked
00:32.328  prepared  transaction 1 of out/0                                   for checkpoint 1 (SS-11)
00:32.506  prepared  transaction 2 of out/1                                   for checkpoint 1 (SS-11)
00:40.000  prepared  transaction 4 of out/1                                   for checkpoint 2 (SS-11)
00:40.000  prepared  transaction 3 of out/0                                   for checkpoint 2 (SS-11)
00:42.328  stored    events/0 has stored its part of checkpoint 1
00:42.328  stored    out/0 has stored its part of checkpoint 1
00:42.506  stored    events/1 has stored its part of checkpoint 1
00:42.506  stored    out/1 has stored its part of checkpoint 1
00:45.131  complete  checkpoint 1                                             all tasks have stored their state
00:45.638  committed transaction 2 of out/1, 1 record                         the first was written 43.538 s ago (SS-25)
00:47.428  committed transaction 1 of out/0, 1 record                         the first was written 45.428 s ago (SS-25)
00:47.428  seen      what transaction 2 committed 1.789 s ago                 an older one was still open (SS-25)
01:00.000  trigger   checkpoint 2 begins: the sources are asked
01:10.269  stored    out/1 has stored its part of checkpoint 2
01:12.617  stored    out/0 has stored its part of checkpoint 2
01:13.520  complete  checkpoint 2                                             all tasks have stored their state
01:14.899  committed transaction 3 of out/0, 1 record                         the first was written 41.899 s ago (SS-25)
01:15.226  committed transaction 4 of out/1, 1 record                         the first was written 35.226 s ago (SS-25)
4 records in, 4 results, 0 late firings, 0 dropped
