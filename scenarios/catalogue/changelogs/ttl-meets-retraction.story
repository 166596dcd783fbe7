How many people live in each city, kept for ten seconds; somebody leaves a city that has been forgotten.

00:01.000  +I        key ann, city rome                                       by lives-in
00:01.000  +I        city rome, people 1                                      by people
00:02.000  +I        key bob, city rome                                       by lives-in
00:02.000  -U        city rome, people 1                                      by people
00:02.000  +U        city rome, people 2                                      by people
00:20.000  -U        key ann, city rome                                       by lives-in
00:20.000  +U        key ann, city oslo                                       by lives-in
00:20.000  expired   group of rome (2) has outlived its time                  more than 10 s old (PF-04); not seen any more (PF-05)
00:20.000  ignored   rome@00:20 changes nothing                               there is no group to take it back from (CL-05)
00:20.000  +I        city oslo, people 1                                      by people
00:22.000  +I        key cid, city rome                                       by lives-in
00:22.000  +I        city rome, people 1                                      by people
4 records in, 5 results, 0 late firings, 0 dropped
