Days of a city an hour ahead of UTC: an offset of minus one hour moves the edge of every window.

2026-03-02 23:10 on time   [2026-03-01 23:00,2026-03-02 23:00) berlin: orders 2, sum 3 watermark 2026-03-02 22:59:59.999
2026-03-03 00:30 on time   [2026-03-02 23:00,2026-03-03 23:00) berlin: orders 3, sum 28 the input has ended
5 records in, 2 results, 0 late firings, 0 dropped
