A notification is followed by a pattern: sent, opened, clicked within a minute. Ann clicks, Ben only opens, Cem clicks a moment too late.

00:40.000  match     {key ann, started 00:01, ended 00:20, reached opened}    by funnel
01:30.000  timed out {key ben, started 00:02, ended 01:02, reached opened}    begun for funnel, and out of time (SQ-06)
01:30.000  timed out {key cem, started 00:03, ended 01:03, reached opened}    begun for funnel, and out of time (SQ-06)
01:30.000  timed out {key dan, started 01:30, ended 02:30, reached null}      begun for funnel, and out of time (SQ-06)
9 records in, 4 results, 0 late firings, 0 dropped
