Sessions over two inputs: a click between two views makes one session of them, and all its pairs are said.

00:10.000  merged    [00:01,00:07) ann is part of [00:01,00:15) now           ann@00:05 touches it (AS-10)
00:10.000  merged    [00:09,00:15) ann is part of [00:01,00:15) now           ann@00:05 touches it (AS-10)
00:40.000  meet      [00:01,00:15) of ann: 2 left, 1 right
00:40.000  pair      {key ann, page home} with {key ann, button buy}
00:40.000  pair      {key ann, page sale} with {key ann, button buy}
00:40.000  meet      [00:30,00:36) of ann: 1 left, 0 right
00:40.000  meet      [00:40,00:46) of ann: 0 left, 1 right
5 records in, 2 results, 0 late firings, 0 dropped
