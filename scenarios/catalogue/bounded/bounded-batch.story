The input of bounded-streaming as a batch: one key after the other, each in the order of its times.

00:21.000  key       the 4 records of a are in                                taken in the order of their times (BX-02)
00:21.000  on time   [00:00,00:10) a: count 2                                 all its records are in (BX-04)
00:21.000  on time   [00:10,00:20) a: count 1                                 all its records are in (BX-04)
00:21.000  on time   [00:20,00:30) a: count 1                                 all its records are in (BX-04)
00:21.000  key       the 3 records of b are in                                taken in the order of their times (BX-02)
00:21.000  on time   [00:00,00:10) b: count 2                                 all its records are in (BX-04)
00:21.000  on time   [00:10,00:20) b: count 1                                 all its records are in (BX-04)
7 records in, 5 results, 0 late firings, 0 dropped
