An event of long ago touches a session that is still open: it is counted, though its own window is over.

00:13.000  merged    [00:10,00:15) a is part of [00:10,00:18) now             a@00:13 touches it (AS-10)
00:16.000  merged    [00:10,00:18) a is part of [00:10,00:21) now             a@00:16 touches it (AS-10)
00:16.500  merged    [00:10,00:21) a is part of [00:07,00:21) now             a@00:07 touches it (AS-10)
00:17.000  dropped   b@00:07 is dropped                                       2.001 s too late (WO-14); a lateness of 2.001 s would have kept it
00:30.000  on time   [00:07,00:21) a: count 4                                 watermark 00:27.999
6 records in, 1 result, 0 late firings, 1 dropped
