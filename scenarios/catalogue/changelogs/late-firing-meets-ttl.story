A window takes back what it said when a late record comes; the sum behind it has forgotten the first result by then.

00:11.000  on time   [00:00,00:10) a: n 2                                     watermark 00:10.999
00:11.000  +I        key a, clicks 2                                          by total
00:18.000  back      [00:00,00:10) a: n 2 is taken back
00:18.000  late      [00:00,00:10) a: n 3, with a@00:03 after all             2 s behind the window's end, 30 s allowed
00:18.000  on time   [00:10,00:20) b: n 1                                     the input has ended
00:18.000  on time   [00:10,00:20) a: n 1                                     the input has ended
00:18.000  expired   group of a (1) has outlived its time                     more than 5 s old (PF-04); not seen any more (PF-05)
00:18.000  ignored   a@00:09.999 changes nothing                              there is no group to take it back from (CL-05)
00:18.000  +I        key a, clicks 3                                          by total
00:18.000  +I        key b, clicks 1                                          by total
00:18.000  -U        key a, clicks 3                                          by total
00:18.000  +U        key a, clicks 4                                          by total
table out: 3 rows
  key a, clicks 2
  key a, clicks 4
  key b, clicks 1
5 records in, 5 results, 1 late firing, 0 dropped
