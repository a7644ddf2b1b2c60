#!/usr/bin/env bash
# Kills the grader, `kill -9`, at random moments of its work, and after every kill demands the
# right verdict of the next run: full marks for the references, none for the stubs. In the end
# nothing may be left: no process, no temporary file, no lock, no growing folder.
#
#   grader/tests/faults/kill.sh [ROUNDS] [SEED] [TIER]
#
# 200 rounds without a sandbox take about ten minutes on two cores. In tier 2 the processes of the
# sandbox have numbers of their own, and are found by their programs all the same.
#
# Every 25th kill falls into the building of the checks. It works on a copy of the course with a
# build folder of its own. No part of `cargo test`, because it takes its time.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

rounds=${1:-200}
seed=${2:-$RANDOM}
tier=${3:-0}
RANDOM=$seed
cargo build --quiet --package grader
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
course=$place/course
mkdir "$course"
tar -c --exclude=./target --exclude=./.git --exclude=./.dojo . | tar -x -C "$course"
cp "${CARGO_TARGET_DIR:-target}/debug/grader" "$place/grader"
export DOJO_TARGET_DIR=$place/built DOJO_LANG=en NO_COLOR=1
cd "$course"
# Two are enough: the others only take longer.
exercises=(say_after gather)

fail() { printf 'kill.sh: round %s (seed %s): %s\n' "$round" "$seed" "$*" >&2; exit 1; }

graded() {
    local wanted=$1 marks=$2 code=0 report
    shift 2
    report=$("$place/grader" check "$@" --fresh --sandbox "$tier" 2>&1) || code=$?
    [ "$code" -eq "$wanted" ] || fail "check $* ended with $code, not with $wanted: $report"
    grep -Eq "^ +total +$marks " <<<"$report" || fail "check $*: no marks $marks in: $report"
}

right() {
    graded 0 '([1-9][0-9]*)/\1 +([1-9][0-9]*)/\2' "${exercises[@]}" --from solutions
    graded 1 '0/[1-9][0-9]* +0/[1-9][0-9]*' "${exercises[@]}"
}

# Whatever still runs out of this place: the grader, hosts, checks, and compilers in its folders.
# Paths of a process with a root of its own say nothing here; its folder for temporary files does.
alive() {
    local process exe cwd temporary
    for process in /proc/[0-9]*; do
        exe=$(readlink "$process/exe" 2>/dev/null) || continue
        cwd=$(readlink "$process/cwd" 2>/dev/null) || continue
        [ "${process#/proc/}" = "$$" ] && continue
        temporary=$({ tr '\0' '\n' <"$process/environ" | grep '^TMPDIR='; } 2>/dev/null) || true
        case $exe:$cwd:$temporary in
            "$place"/*:* | */rustc:"$place"/* | */cargo:"$place"/* | *lld*:"$place"/* | *:TMPDIR="$place"/*) echo "${process#/proc/} $exe" ;;
        esac
    done
}

# Compilers of a killed grader come to their own end; hosts and checks may not.
gone() {
    local tries
    for tries in $(seq 200); do
        [ -z "$(alive | grep -v -e rustc -e lld -e cargo)" ] && return
        sleep 0.02
    done
    fail "left behind: $(alive)"
}

size() { du -sm "$DOJO_TARGET_DIR" | cut -f1; }

round=0
right
# Builds and checks take so many milliseconds here; kills fall somewhere within.
begin=$(date +%s%3N)
"$place/grader" check "${exercises[@]}" --from solutions --fresh --sandbox "$tier" >/dev/null
length=$(($(date +%s%3N) - begin + 50))
before=$(size)
echo "seed $seed, tier $tier, a run takes $length ms, $before MiB are built"

building=0
for round in $(seq "$rounds"); do
    within=$length
    if [ $((round % 25)) -eq 0 ]; then
        printf '\n// round %s\n' "$round" >>tests/host.rs
        within=15000 building=$((building + 1))
    fi
    from=$([ $((RANDOM % 2)) -eq 0 ] && echo solutions || echo exercises)
    "$place/grader" check "${exercises[@]}" --from "$from" --fresh --sandbox "$tier" >/dev/null 2>&1 &
    victim=$!
    sleep "$(printf '%d.%03d' $((RANDOM % within / 1000)) $((RANDOM % within % 1000)))"
    kill -9 "$victim" 2>/dev/null || true
    wait "$victim" 2>/dev/null || true
    gone
    right
done

for _ in $(seq 500); do [ -z "$(alive)" ] && break; sleep 0.1; done
[ -z "$(alive)" ] || fail "left behind in the end: $(alive)"
right
after=$(size)
temporary=$(find "$DOJO_TARGET_DIR" -path '*/temp/*' -o -name '*.new' | head)
[ -z "$temporary" ] || fail "temporary files: $temporary"
find "$DOJO_TARGET_DIR" .dojo -name lock | while read -r lock; do
    flock --nonblock "$lock" true || fail "$lock is held"
done
folders=$(find "$DOJO_TARGET_DIR"/prepared/*/scratch -mindepth 1 -maxdepth 1 | wc -l)
builds=$(find "$DOJO_TARGET_DIR"/prepared -mindepth 1 -maxdepth 1 | wc -l)
echo "$rounds kills, $building of them while building; every run afterwards was right"
echo "nothing left behind; $before MiB built before, $after after; $builds builds, $folders scratch folders"
