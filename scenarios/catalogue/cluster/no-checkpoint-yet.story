One of two task managers dies before anything was kept; the job is started again and reads its input from the beginning.

00:12.000  on time   [00:00,00:10) b: count 2                                 watermark 00:10.999
00:12.000  on time   [00:00,00:10) a: count 2                                 watermark 00:10.999
00:15.000  fault     crash begins: tm-2
00:15.000  died      tm-2, with all its tasks
00:15.500  failed    attempt 1 of the job                                     a task manager is gone
00:15.500  restart   all tasks are cancelled; the job is started again        in 1 s
00:17.000  fault     crash ends: tm-2
00:17.000  back      tm-2 is there again
00:17.000  deployed  attempt 2 of the job                                     from nothing
00:17.000  on time   [00:00,00:10) b: count 2                                 watermark 00:10.999
00:17.000  on time   [00:00,00:10) a: count 2                                 watermark 00:10.999
00:21.000  on time   [00:10,00:20) b: count 1                                 watermark 00:19.999
00:21.000  on time   [00:10,00:20) a: count 1                                 watermark 00:19.999
00:24.000  on time   [00:20,00:30) b: count 1                                 the input has ended
00:24.000  on time   [00:20,00:30) a: count 1                                 the input has ended
14 records in, 8 results, 0 late firings, 0 dropped
