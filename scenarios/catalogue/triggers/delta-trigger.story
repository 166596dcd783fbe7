A thermometer speaks only when it has moved by more than three degrees since it spoke last.

00:04.000  fired     all time oven: readings 4, highest 24                    oven@00:04 makes its trigger fire
00:07.000  fired     all time oven: readings 7, highest 28                    oven@00:07 makes its trigger fire
00:08.000  fired     all time oven: readings 8, highest 28                    oven@00:08 makes its trigger fire
8 records in, 3 results, 0 late firings, 0 dropped
