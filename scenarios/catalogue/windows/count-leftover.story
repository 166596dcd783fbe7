Windows of three events; the input ends in the middle of one.

00:04.000  fired     all time a: count 3, sum 7                               a@00:04 makes its trigger fire
7 records in, 1 result, 0 late firings, 0 dropped
