The records of processing-time-at-the-end as a batch: the clock stands still, and its timer fires with the key's end.

00:11.000  key       the 5 records of a are in                                taken in the order of their times (BX-02)
00:11.000  on time   [00:10,00:15) a: sum 31                                  all its records are in (BX-04)
5 records in, 1 result, 0 late firings, 0 dropped
