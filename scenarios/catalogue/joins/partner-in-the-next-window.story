A click follows its view by two milliseconds. One pair lies in one window of ten seconds, the other has the window's end between them.

00:10.001  meet      [00:00,00:10) of bob: 1 left, 0 right
00:10.001  meet      [00:00,00:10) of ann: 1 left, 1 right
00:10.001  pair      {key ann, page home} with {key ann, button buy}
00:10.001  meet      [00:10,00:20) of bob: 0 left, 1 right
4 records in, 1 result, 0 late firings, 0 dropped
