The same stream twice: once the first row of each key stays, once the last.

00:01.000  +I        key a, value 1                                           by first
00:01.000  +I        key a, value 1                                           by last
00:03.000  ignored   a@00:03 changes nothing                                  its key has its first row (PF-20)
00:03.000  -U        key a, value 1                                           by last
00:03.000  +U        key a, value 2                                           by last
00:04.000  +I        key b, value 7                                           by first
00:04.000  +I        key b, value 7                                           by last
00:05.000  ignored   a@00:05 changes nothing                                  its key has its first row (PF-20)
00:05.000  ignored   a@00:05 changes nothing                                  it is equal to the row that is kept (PF-20)
00:06.000  ignored   a@00:06 changes nothing                                  its key has its first row (PF-20)
00:06.000  -U        key a, value 2                                           by last
00:06.000  +U        key a, value 9                                           by last
5 records in, 8 results, 0 late firings, 0 dropped
