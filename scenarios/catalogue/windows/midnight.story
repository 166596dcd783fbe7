Daily windows at the turn of the year: what happened before midnight and arrives after it.

2027-01-01 00:00:16 on time   [2026-12-31,2027-01-01) berlin: orders 2, sum 38         watermark 2027-01-01 00:00:10.999
2027-01-01 00:00:16 on time   [2026-12-31,2027-01-01) lima: orders 2, sum 19           watermark 2027-01-01 00:00:10.999
2027-01-01 00:00:16 on time   [2027-01-01,2027-01-02) berlin: orders 2, sum 21         the input has ended
2027-01-01 00:00:16 on time   [2027-01-01,2027-01-02) lima: orders 1, sum 5            the input has ended
7 records in, 4 results, 0 late firings, 0 dropped
