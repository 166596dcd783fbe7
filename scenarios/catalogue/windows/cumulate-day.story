Sales of a day so far, every six hours: all windows begin at midnight.

2026-03-02 07:00 on time   [2026-03-02 00:00,2026-03-02 06:00) berlin: sum 30       watermark 2026-03-02 05:59:59.999
2026-03-02 20:00 on time   [2026-03-02 00:00,2026-03-02 12:00) berlin: sum 70       watermark 2026-03-02 18:59:59.999
2026-03-02 20:00 on time   [2026-03-02 00:00,2026-03-02 18:00) berlin: sum 70       watermark 2026-03-02 18:59:59.999
2026-03-03 01:00 on time   [2026-03-02,2026-03-03) berlin: sum 150                  watermark 2026-03-02 23:59:59.999
5 records in, 4 results, 0 late firings, 0 dropped
