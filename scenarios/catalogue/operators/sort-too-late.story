One record comes further behind than the bound allows, another only just within it.

00:05.000  sorted    a@00:01 goes on
00:08.000  sorted    c@00:03 goes on
00:08.000  sorted    b@00:05 goes on
00:08.200  side      e@00:04 goes to the late output                          1.001 s too late for its place (SO-02)
00:08.400  sorted    f@00:06 goes on
00:08.400  sorted    d@00:08 goes on
6 records in, 6 results, 0 late firings, 0 dropped, 1 to the late output
