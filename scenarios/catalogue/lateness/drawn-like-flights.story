Two hundred events drawn as late as the flights of one February were.

25:17:18.790 on time   [00:00,24:00:00) k3: count 1                             watermark 24:16:18.789
25:17:18.790 on time   [00:00,24:00:00) k1: count 3                             watermark 24:16:18.789
25:17:18.790 on time   [00:00,24:00:00) k2: count 4                             watermark 24:16:18.789
25:17:18.790 on time   [00:00,24:00:00) k0: count 14                            watermark 24:16:18.789
49:09:04.729 on time   [24:00:00,48:00:00) k3: count 1                          watermark 48:19:04.728
49:09:04.729 on time   [24:00:00,48:00:00) k1: count 12                         watermark 48:19:04.728
49:09:04.729 on time   [24:00:00,48:00:00) k2: count 9                          watermark 48:19:04.728
49:09:04.729 on time   [24:00:00,48:00:00) k0: count 41                         watermark 48:19:04.728
79:05:40.750 on time   [48:00:00,72:00:00) k1: count 16                         watermark 78:10:40.749
79:05:40.750 on time   [48:00:00,72:00:00) k2: count 4                          watermark 78:10:40.749
79:05:40.750 on time   [48:00:00,72:00:00) k0: count 33                         watermark 78:10:40.749
97:35:09.704 on time   [72:00:00,96:00:00) k3: count 3                          watermark 96:22:09.703
97:35:09.704 on time   [72:00:00,96:00:00) k1: count 15                         watermark 96:22:09.703
97:35:09.704 on time   [72:00:00,96:00:00) k2: count 6                          watermark 96:22:09.703
97:35:09.704 on time   [72:00:00,96:00:00) k0: count 30                         watermark 96:22:09.703
97:38:52.156 dropped   k0@94:13:09.704 is dropped                               22 min 9.705 s too late (WO-14); a lateness of 22 min 9.705 s would have kept it
98:00:16.643 on time   [96:00:00,120:00:00) k2: count 5                         the input has ended
98:00:16.643 on time   [96:00:00,120:00:00) k0: count 2                         the input has ended
200 records in, 17 results, 0 late firings, 1 dropped
