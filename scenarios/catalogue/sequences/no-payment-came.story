Orders that are not paid within ten seconds. The second payment is made in time but heard of when the watermark has passed it.

00:20.000  match     {key order-2, started 00:02, ended 00:14.999}            by unpaid
00:20.000  match     {key order-3, started 00:03, ended 00:14.999}            by unpaid
00:21.000  side      order-2@00:08 goes to the late output                    6.999 s too late for its place (SQ-02)
00:40.000  match     {key order-4, started 00:20, ended 00:34.999}            by unpaid
7 records in, 4 results, 0 late firings, 0 dropped, 1 to the late output
