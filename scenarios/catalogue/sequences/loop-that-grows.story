One or more small payments, then a large one: three small ones before it. One pattern says everything, the other skips past what it has said.

00:20.000  match     {key ann, started 00:01, ended 00:04, tries [1,2,3]}     by all
00:20.000  match     {key ann, started 00:02, ended 00:04, tries [2,3]}       by all
00:20.000  match     {key ann, started 00:03, ended 00:04, tries [3]}         by all
00:20.000  match     {key ann, started 00:01, ended 00:04, tries [1,2,3]}     by once
00:20.000  skipped   2 other matches of ann                                   taken along by one that once sent (SQ-09)
00:20.000  timed out {key ben, started 00:20, ended 00:30, tries [4]}         begun for all, and out of time (SQ-06)
00:20.000  timed out {key ben, started 00:20, ended 00:30, tries [4]}         begun for once, and out of time (SQ-06)
5 records in, 4 results, 0 late firings, 0 dropped
