The sum of the last four events, every two events.

00:02.000  fired     all time a: count 2, sum 3                               a@00:02 makes its trigger fire
00:04.000  fired     all time a: count 4, sum 15                              a@00:04 makes its trigger fire
00:06.000  evicted   a@00:01 leaves its window                                only the last 4 stay (EV-04)
00:06.000  evicted   a@00:02 leaves its window                                only the last 4 stay (EV-04)
00:06.000  fired     all time a: count 4, sum 60                              a@00:06 makes its trigger fire
6 records in, 3 results, 0 late firings, 0 dropped
