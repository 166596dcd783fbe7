How many people live in each city; one of them moves.

00:01.000  +I        key ann, city rome                                       by lives-in
00:01.000  +I        city rome, people 1                                      by people
00:02.000  +I        key bob, city rome                                       by lives-in
00:02.000  -U        city rome, people 1                                      by people
00:02.000  +U        city rome, people 2                                      by people
00:03.000  +I        key cid, city oslo                                       by lives-in
00:03.000  +I        city oslo, people 1                                      by people
00:05.000  -U        key ann, city rome                                       by lives-in
00:05.000  +U        key ann, city oslo                                       by lives-in
00:05.000  -U        city rome, people 2                                      by people
00:05.000  +U        city rome, people 1                                      by people
00:05.000  -U        city oslo, people 1                                      by people
00:05.000  +U        city oslo, people 2                                      by people
00:07.000  -U        key bob, city rome                                       by lives-in
00:07.000  +U        key bob, city oslo                                       by lives-in
00:07.000  -D        city rome, people 1                                      by people
00:07.000  -U        city oslo, people 2                                      by people
00:07.000  +U        city oslo, people 3                                      by people
table out: 1 row
  city oslo, people 3
5 records in, 11 results, 0 late firings, 0 dropped
