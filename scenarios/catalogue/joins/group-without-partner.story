Orders and payments of ten seconds side by side: one customer has both, one only orders, one only pays. A payment within the allowed lateness says its group again.

00:15.000  meet      [00:00,00:10) of bob: 1 left, 0 right
00:15.000  meet      [00:00,00:10) of dan: 0 left, 1 right
00:15.000  meet      [00:00,00:10) of ann: 2 left, 1 right
00:16.000  meet      [00:00,00:10) of bob: 1 left, 1 right
00:16.000  meet      [00:10,00:20) of cid: 1 left, 1 right
8 records in, 5 results, 0 late firings, 0 dropped
