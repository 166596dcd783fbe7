# Reads Google Benchmark's JSON files (one key a line); prints, tab-separated, for each case:
# program, case, median CPU nanoseconds, and against its baseline: median ratio and quartiles, or "-".
BEGIN { nanoseconds["ns"] = 1; nanoseconds["us"] = 1000; nanoseconds["ms"] = 1000000; nanoseconds["s"] = 1000000000 }

function value(line) {
  sub(/^[^:]*: */, "", line)
  gsub(/[",]/, "", line)
  return line
}

/"run_name":/ { name = value($0) }
/"run_type":/ { kind = value($0) }
/"repetition_index":/ { repetition = value($0) }
/"cpu_time":/ { cpu = value($0) }
/"time_unit":/ && kind == "iteration" {
  id = FILENAME "\t" name
  if (!(id in repetitions)) { order[++count] = id }
  repetitions[id]++
  time[id, repetition] = cpu * nanoseconds[value($0)]
}

function sort(list, size,    i, j, held) {
  for (i = 2; i <= size; i++) {
    held = list[i]
    for (j = i - 1; j >= 1 && list[j] > held; j--) list[j + 1] = list[j]
    list[j + 1] = held
  }
}

# The value at `share` of the sorted list, nearest rank.
function rank(list, size, share,    at) {
  at = int(share * size)
  if (at < share * size) at++
  return list[at < 1 ? 1 : at]
}

# The case that has "bare" in the place of one segment of this one, or "".
function baseline(id,    program, parts, segments, i, j, candidate) {
  split(id, parts, "\t")
  segments = split(parts[2], segment, "/")
  for (i = 1; i <= segments; i++) {
    candidate = parts[1] "\t"
    for (j = 1; j <= segments; j++) candidate = candidate (j > 1 ? "/" : "") (i == j ? "bare" : segment[j])
    if (candidate != id && (candidate in repetitions)) return candidate
  }
  return ""
}

END {
  for (i = 1; i <= count; i++) {
    id = order[i]
    size = repetitions[id]
    for (j = 1; j <= size; j++) list[j] = time[id, j - 1]
    sort(list, size)
    printf "%s\t%.4f", id, rank(list, size, 0.5)
    base = baseline(id)
    if (base == "" || repetitions[base] != size) { print "\t-\t-\t-"; continue }
    for (j = 1; j <= size; j++) list[j] = time[base, j - 1] > 0 ? time[id, j - 1] / time[base, j - 1] : 0
    sort(list, size)
    printf "\t%.3f\t%.3f\t%.3f\n", rank(list, size, 0.5), rank(list, size, 0.25), rank(list, size, 0.75)
  }
}
