"""`wavetank lateness` against DuckDB's SQL over the same file: percentiles, disorder and session counts.

    duckdb_lateness.py WAVETANK FILE...

Exits with 77, which ctest calls skipped, where the Python package duckdb is not installed.
"""

import json
import subprocess
import sys

try:
    import duckdb
except ImportError:
    print("skipped: the Python package duckdb is not installed")
    sys.exit(77)

GAP_MS = 20 * 60_000

QUERY = """
with r as (
  select *, row_number() over () as place from read_csv('{file}', header = true)
), watched as (
  select arrival_ms - event_ms as delay,
         greatest(0, max(event_ms) over (order by place rows between unbounded preceding and 1 preceding) - event_ms)
           as behind
  from r
), spaced as (
  select event_ms - lag(event_ms) over (partition by key order by event_ms, place) as pause from r
)
select (select count(*) from watched),
       (select count(*) from watched where behind > 0),
       (select [delays[(per_mille * len(delays) + 999) // 1000] for per_mille in [500, 900, 990, 999, 1000]]
          from (select list(delay order by delay) as delays from watched)),
       (select count(*) from spaced where pause is null or pause > {gap})
"""


def ask_duckdb(file):
    connection = duckdb.connect()
    connection.execute("set threads = 1")  # rows keep the order of the file
    rows, out_of_order, delays, sessions = connection.execute(QUERY.format(file=file, gap=GAP_MS)).fetchone()
    return {"rows": rows, "out_of_order": out_of_order, "delays": delays, "sessions": sessions}


def ask_wavetank(wavetank, file):
    done = subprocess.run([wavetank, "lateness", file, "--session", "20m", "--json"], check=True, capture_output=True)
    answer = json.loads(done.stdout)
    percentiles = answer["percentiles_ms"]
    return {
        "rows": answer["rows"],
        "out_of_order": answer["out_of_order"],
        "delays": [percentiles[name] for name in ("p50", "p90", "p99", "p999", "max")],
        "sessions": answer["sessions"]["sessions"],
    }


def main():
    wavetank, *files = sys.argv[1:]
    differences = 0
    for file in files:
        ours, theirs = ask_wavetank(wavetank, file), ask_duckdb(file)
        print(f"{file}: {'agreed' if ours == theirs else 'differ'} {ours}")
        if ours != theirs:
            print(f"  DuckDB: {theirs}")
            differences += 1
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
