Payments are checked against a limit per country; the limit of one country is lowered after a payment that broke it.

00:01.000  rule      {country de, max 100} is the rule from now on            at checked/0 (PF-07)
00:01.000  rule      {country de, max 100} is the rule from now on            at checked/1 (PF-07)
00:02.000  result    p1: value 80, max 100
00:04.000  refused   p2@00:04 goes no further                                 not: value <= rule_max || is_null(rule_max)
00:05.000  rule      {country de, max 50} is the rule from now on             at checked/0 (PF-07)
00:05.000  rule      {country de, max 50} is the rule from now on             at checked/1 (PF-07)
00:06.000  result    p3: value 10, max null
00:07.000  refused   p4@00:07 goes no further                                 not: value <= rule_max || is_null(rule_max)
6 records in, 2 results, 0 late firings, 0 dropped
