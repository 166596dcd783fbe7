The input stays open and its watermark stays behind: records have arrived and nothing has fired yet.

4 records in, 0 results, 0 late firings, 0 dropped
