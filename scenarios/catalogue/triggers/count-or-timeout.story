Windows of three events; one that does not fill is closed two seconds after its first event.

00:02.000  fired     all time a: count 3                                      a@00:02 makes its trigger fire
00:07.001  fired     all time a: count 2                                      the clock has passed 00:07
00:14.001  fired     all time a: count 1                                      the clock has passed 00:14
6 records in, 3 results, 0 late firings, 0 dropped
