A login fails, a page is viewed, and two logins succeed. Three patterns look for a failure and a success.

00:04.000  match     {key ann, started 00:01, ended 00:03, passed 3}          by relaxed
00:04.000  match     {key ann, started 00:01, ended 00:03, passed 3}          by any
00:04.000  match     {key ann, started 00:01, ended 00:04, passed 4}          by any
4 records in, 3 results, 0 late firings, 0 dropped
