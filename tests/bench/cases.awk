# Reads Google Benchmark's JSON files (one key a line) and prints a tab-separated line for each case:
# program, case, nanoseconds, then its ratio to the bare baseline with lower and upper quartile, the name of its
# target, the ratio that it must keep to, the one it stretches for, and the verdict ("-": it has none).
# A case that went wrong has "failed" for its nanoseconds.
BEGIN { nanoseconds["ns"] = 1; nanoseconds["us"] = 1000; nanoseconds["ms"] = 1000000; nanoseconds["s"] = 1000000000 }

function value(line) {
  sub(/^[^:]*: */, "", line)
  gsub(/[",]/, "", line)
  return line
}

# The quartiles decide: one run of pairs that straddles the limit says nothing.
function verdict() {
  if (counter["stretch"] + 0 < counter["must"] + 0 && counter["q3"] + 0 <= counter["stretch"] + 0) return "stretch"
  if (counter["q3"] + 0 <= counter["must"] + 0) return "met"
  return counter["q1"] + 0 > counter["must"] + 0 ? "missed" : "unclear"
}

function flush() {
  if (name != "" && kind == "iteration") {
    cost = failed ? "failed" : sprintf("%.4f", "ns" in counter ? counter["ns"] : cpu)
    printf "%s\t%s\t%s", program, name, cost
    if ("ratio" in counter) printf "\t%.3f\t%.3f\t%.3f", counter["ratio"], counter["q1"], counter["q3"]
    else printf "\t-\t-\t-"
    if ("must" in counter) {
      target = counter["target"] + 0 > 0 ? "P" counter["target"] + 0 : "growth"
      printf "\t%s\t%.2f\t%.2f\t%s\n", target, counter["must"], counter["stretch"], verdict()
    } else print "\t-\t-\t-\t-"
  }
  name = kind = ""
  failed = 0
  split("", counter)
}

FNR == 1 { flush(); program = FILENAME }
/^ *"name":/ { flush(); name = value($0); sub(/\/iterations:.*/, "", name) }
/^ *"run_type":/ { kind = value($0) }
/^ *"error_occurred": true/ { failed = 1 }
/^ *"cpu_time":/ { cpu = value($0) }
/^ *"time_unit":/ { cpu *= nanoseconds[value($0)] }
/^ *"(ns|ratio|q1|q3|target|must|stretch)":/ { key = $1; gsub(/[":]/, "", key); counter[key] = value($0) }
END { flush() }
