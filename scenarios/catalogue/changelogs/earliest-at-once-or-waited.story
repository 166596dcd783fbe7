The earliest row of each key, said at once by one operator and by another only when the watermark has reached it.

00:06.000  +I        key a, value 1                                           by at-once
00:07.000  -U        key a, value 1                                           by at-once
00:07.000  +U        key a, value 2                                           by at-once
00:09.000  +I        key b, value 3                                           by at-once
00:09.000  +I        key a, value 2                                           by waited
00:12.000  +I        key c, value 4                                           by at-once
00:13.000  -U        key b, value 3                                           by at-once
00:13.000  +U        key b, value 5                                           by at-once
00:13.000  dropped   b@00:03 is dropped                                       5.999 s too late for its place (DD-02)
00:13.000  +I        key b, value 3                                           by waited
00:13.000  +I        key c, value 4                                           by waited
5 records in, 10 results, 0 late firings, 1 dropped
