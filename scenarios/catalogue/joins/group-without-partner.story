Orders and payments of ten seconds side by side: one customer has both, one only orders, one only pays. A payment within the allowed lateness says its group again.

00:15.000  meet      [00:00,00:10) of bob: 1 left, 0 right
00:15.000  group     bob: orders 1, ordered 2500, payments 0, paid null
00:15.000  meet      [00:00,00:10) of dan: 0 left, 1 right
00:15.000  group     dan: orders 0, ordered null, payments 1, paid 70
00:15.000  meet      [00:00,00:10) of ann: 2 left, 1 right
00:15.000  group     ann: orders 2, ordered 1000, payments 1, paid 1000
00:16.000  late      [00:00,00:10) of bob: 1 left, 1 right, with bob@00:06 after all 4 s behind the window's end, 10 s allowed
00:16.000  group     bob: orders 1, ordered 2500, payments 1, paid 2500
00:16.000  meet      [00:10,00:20) of cid: 1 left, 1 right
00:16.000  group     cid: orders 1, ordered 1, payments 1, paid 1
8 records in, 5 results, 1 late firing, 0 dropped
