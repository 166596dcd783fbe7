Windows of three records in a batch: they take the records by their times, and a rest is left over.

00:07.000  fired     all time a: sum 13, values [1,8,4]                       a@00:04 makes its trigger fire
00:07.000  key       the 5 records of a are in                                taken in the order of their times (BX-02)
00:07.000  key       the 2 records of b are in                                taken in the order of their times (BX-02)
7 records in, 1 result, 0 late firings, 0 dropped
