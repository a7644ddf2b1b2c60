#!/usr/bin/env bash
# How long a student waits: one line of a module edited → the verdict on it.
#
#     grader/benches/edit.sh [--rounds N] [--work DIR] [NAME…]
#
# Without names, every exercise of exercises/course.toml. What is generated and built goes to a
# temporary folder, or to DIR, where a second run finds it again. Needs hyperfine:
# `apt install hyperfine`, `dnf install hyperfine`, `brew install hyperfine`, or
# `cargo install hyperfine`. Prints Markdown. Leave the machine alone meanwhile.
#
# What is compared, each after a real edit of the same copy of the reference solution:
#
#   grader       `grader check NAME --from DIR`, the program itself
#   cargo grade  the same through the alias, as a student types it
#   cargo test   a plain cargo project: the modules are its library, the checks are its tests
#   debug=0      the same without debug information
#   one crate    the plain project at its leanest: module and checks in one test target
#   tier 1, 2    the grader again, with the module compiled and run in its sandbox
#   front end    rustc on the module alone, `--emit=metadata`: nobody can be much faster
#
# and then the same for a module with a type error, and for the whole course.
#
# The plain project is generated here, because the course itself cannot be run by `cargo test`
# alone: the student's module and its checks never meet in one crate. It is what somebody would
# write who has the same checks and no grader: the modules are a library, and every exercise is
# one integration test with the same binding and contract, the same check bodies from public.rs and
# hidden.rs, each run by a `#[test]` function through the kit's guards, its timeline held against
# the same stored one. Kit and tokio are dependencies and compiled beforehand, cargo's incremental
# compilation is on, and no rustup proxy is in its way. What the plain project does not do: source
# rules, a process per check, findings, drawings. What it does not get either is the grader's
# own trick: `warm.rs`, generic code of the libraries instantiated once for all.
#
# `one crate` is what cargo can do at best with these checks: the module is a part of the test
# target itself, and as the checks know it only as a trait object, nearly all of their code is
# reused from one build to the next. Nobody lays out a course like that (its modules are no
# library, and an editor sees none of them); it is here so that the figures flatter nobody.
#
# Variants take turns within a round, so that a machine that changes its speed changes it for all;
# figures are medians over the rounds, and only the ratios are worth remembering.
set -euo pipefail

# Writes the module with a line inside its first function that was never there before.
edit() {
    local kind=$1 source=$2 target=$3 counter=$4 number line
    number=$(($(cat "$counter") + 1))
    echo "$number" >"$counter"
    case $kind in
        good) line="let _ = std::hint::black_box(${number}_u64);" ;;
        wrong) line="let _: u64 = \"$number\";" ;;
    esac
    awk -v line="    $line" '
        !done && !/^[ ]*\/\// && !/const fn/ && /(^|[ ])fn [a-z_]/ { inside = 1 }
        { print }
        inside && !done && /\{$/ { print line; done = 1 }
        inside && /[;}]$/ { inside = 0 }
        END { exit !done }
    ' "$source" >"$target"
}

# hyperfine prepares a run by calling this script again.
if [ "${1:-}" = --edit ]; then
    shift
    kind=$1 root=$2 work=$3
    shift 3
    for name in "$@"; do
        edit "$kind" "$root/solutions/$name.rs" "$work/modules/$name.rs" "$work/counter"
    done
    exit
elif [ "${1:-}" = --edit-and-forget ]; then
    shift
    rm -rf "$2/dojo/verdicts"
    exec "$0" --edit good "$@"
fi

rounds=15 work=""
while [ $# -gt 0 ]; do
    case $1 in
        --rounds) rounds=$2 && shift 2 ;;
        --work) work=$2 && shift 2 ;;
        -*) sed -n '2,/^set/s/^# \{0,1\}//p' "$0" && exit 2 ;;
        *) break ;;
    esac
done

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
here=$root/grader/benches/edit.sh
cd "$root"
say() { printf '%s\n' "$*" >&2; }
fail() { say "edit.sh: $*" && exit 1; }
command -v hyperfine >/dev/null || fail "hyperfine is not installed; the head of this script says how"

catalogue=$(sed -n 's/^name = "\(.*\)"$/\1/p' exercises/course.toml)
if [ $# -eq 0 ]; then
    # Chapters have names too; an exercise has a module.
    for name in $catalogue; do [ -f "exercises/$name.rs" ] && set -- "$@" "$name"; done
fi
for name in "$@"; do
    [ -f "solutions/$name.rs" ] || fail "solutions/$name.rs is not there"
done

if [ -n "$work" ]; then
    mkdir -p "$work" && work=$(cd "$work" && pwd)
else
    work=$(mktemp -d "${TMPDIR:-/tmp}/dojo-edit.XXXXXX")
    trap 'rm -rf "$work"' EXIT
fi
mkdir -p "$work/modules"
echo 1000 >"$work/counter"

# The compiler and cargo themselves, no proxies; nothing from outside that changes a build.
sysroot=$(rustc --print sysroot)
export PATH="$sysroot/bin:$PATH"
export DOJO_TARGET_DIR=$work/dojo DOJO_LANG=en NO_COLOR=1
unset RUST_BACKTRACE RUSTFLAGS CARGO_ENCODED_RUSTFLAGS CARGO_INCREMENTAL RUSTC_WRAPPER
unset ${!CARGO_PROFILE_*} ${!CARGO_BUILD_*}

# ---------------------------------------------------------------------------------------------
# The plain cargo project.

plain=$work/plain single=$work/single
section() { awk -v head="[$2]" '/^\[/ { inside = $0 == head; next } inside' "$1"; }

manifest() {
    cat <<END
[package]
name = "plain"
version = "0.0.0"
edition = "2024"
publish = false

[lib]
path = "lib.rs"
test = false
doctest = false

[features]
default = ["hidden"]
hidden = []

[dependencies]
$(section tests/Cargo.toml dependencies)

[target.'cfg(unix)'.dependencies]
$(section tests/Cargo.toml "target.'cfg(unix)'.dependencies")

[workspace]

[workspace.dependencies]
$(section Cargo.toml workspace.dependencies | sed "s|path = \"|path = \"$root/|")

[profile.lean]
inherits = "dev"
debug = 0
END
}

# The names in the tables of an exercise's checks.
checks_of() {
    sed -nE 's/^ *(paused|compared|plain) ([a-z0-9_]+),$/\2/p' \
        "tests/$1/public.rs" "tests/$1/hidden.rs"
}

test_target() {
    local name=$1 alone=""
    # There is one meter in a process, so its checks cannot run side by side in one.
    grep -rq 'Meter::start' "tests/$name/public.rs" "tests/$name"/hidden* &&
        alone='let _alone = ALONE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);'
    cat <<END
#![allow(dead_code, unused_imports)]
use std::{fs, path::Path, process, sync::Mutex};

use host::check::Body;
use kit::guard::{self, Ended};

// Checks and binding call this crate by the name of the library that they are used to.
extern crate self as contract;
pub use {bytes, futures, kit, tokio};

mod bind;
mod host { pub mod check; pub mod memory; }
mod symbol;
// The contract, and inside it the checks, so that both are where they expect each other.
pub mod $name;

static ALONE: Mutex<()> = Mutex::new(());

fn run(name: &str) {
    $alone
    let check = $name::public::CHECKS.iter().chain($name::hidden::CHECKS);
    let check = check.into_iter().find(|check| check.name == name).unwrap();
    let subject = bind::async_dojo_subject();
    let dog = guard::watch(|stuck| {
        eprintln!("{stuck:?}");
        process::exit(1)
    });
    match check.body {
        Body::Plain(body) => body(&*subject).unwrap_or_else(|mistake| panic!("{mistake:?}")),
        Body::Paused(body) => {
            let finished =
                guard::run_paused(&dog, |_| {}, async |trace| body(&*subject, trace).await);
            match finished.ended {
                Ended::Value(told) => told.unwrap_or_else(|mistake| panic!("{mistake:?}")),
                Ended::Deadlock { open } => panic!("deadlock: {open:?}"),
            }
            if check.compared {
                assert_eq!(finished.snapshot.trim_end(), stored(name).trim_end());
            }
        }
    }
}

fn stored(name: &str) -> String {
    let path = Path::new("$root/tests/$name/snapshots").join(format!("{name}.snap"));
    let text = fs::read_to_string(path).unwrap();
    text.splitn(3, "---\n").nth(2).unwrap().to_owned()
}

END
    checks_of "$name" | sed 's/.*/#[test]\nfn &() {\n    run("&");\n}\n/'
}

# project FOLDER LAYOUT NAME…
project() {
    local folder=$1 layout=$2 name target
    shift 2
    mkdir -p "$folder"
    manifest >"$folder/Cargo.toml"
    cp Cargo.lock "$folder/Cargo.lock"
    : >"$folder/lib.rs"
    for name in "$@"; do
        target=$folder/tests/$name
        mkdir -p "$target/host" "$target/bind" "$target/$name"
        test_target "$name" >"$target/main.rs"
        cp tests/host/check.rs tests/host/memory.rs "$target/host/"
        cp tests/bind.rs "$target/symbol.rs"
        { cat "tests/$name/contract.rs" && printf 'pub mod hidden;\npub mod public;\n'; } >"$target/$name.rs"
        cp -r "tests/$name/public.rs" "tests/$name"/hidden* "$target/$name/"
        [ ! -d "tests/$name/public" ] || cp -r "tests/$name/public" "$target/$name/"
        # One file for all: whoever edits it edits it for everybody.
        if [ "$layout" = library ]; then
            echo "pub mod $name;" >>"$folder/lib.rs"
            ln -sf "$work/modules/$name.rs" "$folder/$name.rs"
            sed "/forbid(unsafe_code)/d; s/^mod exercise;/use plain::$name as exercise;/" \
                "tests/$name/bind.rs" >"$target/bind.rs"
        else
            cp "tests/$name/bind.rs" "$target/bind.rs"
            ln -sf "$work/modules/$name.rs" "$target/bind/exercise.rs"
        fi
    done
}
project "$plain" library "$@"
project "$single" single "$@"

# ---------------------------------------------------------------------------------------------
# Everything is built and proved to work before anything is timed.

say "building the grader"
cargo build --quiet --locked --package grader
grader=${CARGO_TARGET_DIR:-$root/target}/debug/grader
in_crate="cargo test --manifest-path $single/Cargo.toml --target-dir $single/target"
cargo="cargo test --manifest-path $plain/Cargo.toml --target-dir $plain/target"

"$here" --edit good "$root" "$work" "$@"
say "preparing the checks"
cold=yes begin=$SECONDS
[ ! -d "$work/dojo" ] || cold=no
"$grader" check "$1" --from "$work/modules" >/dev/null || fail "$1 does not pass; try \`cargo grade verify $1\`"
prepared="The checks were prepared in $((SECONDS - begin)) s before that: registry filled, folder empty."
[ "$cold" = yes ] || prepared=""
say "building the plain project, in both layouts"
$cargo --quiet --no-run
$cargo --quiet --no-run --profile lean
$in_crate --quiet --no-run

# The libraries that the module alone is compiled against.
front() {
    local name=$1 crate library
    printf '%s' "$sysroot/bin/rustc --edition=2024 --crate-type=lib --crate-name=front"
    printf ' %s' "--emit=metadata=$work/front.rmeta" -Awarnings "$work/modules/$name.rs"
    printf ' %s' "-Ldependency=$plain/target/debug/deps"
    for crate in $(section exercises/Cargo.toml dependencies | sed -n 's/^\([a-z_-]*\) *=.*/\1/p'); do
        library=$(find "$plain/target/debug/deps" -name "lib${crate//-/_}-*.rlib" | head -n 1)
        printf ' %s' --extern "${crate//-/_}=$library"
    done
}

proved() {
    local name=$1 checks passed layout
    checks=$(checks_of "$name" | wc -l)
    "$grader" check "$name" --from "$work/modules" | grep -q " $((checks))/$((checks)) " ||
        fail "the grader does not pass all $checks checks of $name"
    for layout in "$cargo" "$in_crate"; do
        passed=$($layout --test "$name" 2>&1 | sed -n 's/^test result: ok. \([0-9]*\) passed.*/\1/p')
        [ "${passed:-0}" -eq "$checks" ] ||
            fail "the plain project passes ${passed:-none} of $checks checks of $name"
    done
    $(front "$name") || fail "rustc alone does not compile $name"
}
for name in "$@"; do
    say "proving $name"
    proved "$name"
done

# ---------------------------------------------------------------------------------------------
# Timing. Every round runs every variant once.

times=$work/times
: >"$times"

# measure WHAT [VARIANT EXIT_CODE PREPARED_BY COMMAND]…
measure() {
    local what=$1 variants="" codes="" run=()
    shift
    while [ $# -gt 0 ]; do
        variants="$variants $1" codes="$codes $2"
        run+=(--prepare "$3" "$4")
        shift 4
    done
    hyperfine -N -i --runs 1 --style none --export-json "$work/round.json" "${run[@]}" \
        >"$work/hyperfine.log" 2>&1 || fail "hyperfine: $(cat "$work/hyperfine.log")"
    awk -v what="$what" -v variants="$variants" -v codes="$codes" '
        BEGIN { split(variants, variant, " "); split(codes, code, " ") }
        /"times": \[/ { getline; time[++count] = $1 * 1000 }
        /"exit_codes": \[/ {
            getline
            if ($1 + 0 != code[count]) {
                print what ", " variant[count] ": exit code " $1 + 0 ", not " code[count]
                exit 1
            }
        }
        END { for (i = 1; i <= count; i++) print what "\t" variant[i] "\t" time[i] >"/dev/stderr" }
    ' "$work/round.json" 2>>"$times" >"$work/wrong" || fail "$(cat "$work/wrong")"
}

good="$here --edit good $root $work" wrong="$here --edit wrong $root $work"
anew="$here --edit-and-forget $root $work"
graded="$grader check --from $work/modules"

one_round() {
    local name
    for name in "$@"; do
        measure "$name" \
            grader 0 "$good $name" "$graded $name" \
            alias 0 "$good $name" "cargo grade check --from $work/modules $name" \
            test 0 "$good $name" "$cargo --test $name" \
            lean 0 "$good $name" "$cargo --profile lean --test $name" \
            single 0 "$good $name" "$in_crate --test $name" \
            front 0 "$good $name" "$(front "$name")" \
            tier-1 0 "$good $name" "$graded $name --sandbox 1" \
            tier-2 0 "$good $name" "$graded $name --sandbox 2" \
            grader-wrong 1 "$wrong $name" "$graded $name" \
            test-wrong 101 "$wrong $name" "$cargo --test $name" \
            front-wrong 1 "$wrong $name" "$(front "$name")"
        # They are modules of one library: the next one cannot be built beside a broken one.
        "$here" --edit good "$root" "$work" "$name"
    done
    "$here" --edit good "$root" "$work" "$@"
    measure "whole course" \
        cold 0 "$anew $*" "$graded $*" \
        test-cold 0 "$good $*" "$cargo" \
        cold-1 0 "$anew $*" "$graded $* --sandbox 1" \
        cold-2 0 "$anew $*" "$graded $* --sandbox 2" \
        same 0 "$graded $*" "$graded $*" \
        fresh 0 true "$graded --fresh $*" \
        test-same 0 "$cargo" "$cargo"
}

say "warming up"
one_round "$@"
: >"$times"
for round in $(seq "$rounds"); do
    say "round $round of $rounds"
    one_round "$@"
done

# ---------------------------------------------------------------------------------------------
# Tables.

sorted() { awk -F '\t' -v what="$1" -v variant="$2" '$1 == what && $2 == variant { print $3 }' "$times" | sort -n; }
median() { sorted "$1" "$2" | awk '{ t[NR] = $1 } END { m = int((NR + 1) / 2); print NR % 2 ? t[m] : (t[m] + t[m + 1]) / 2 }'; }

# The median with half of the distance between the quartiles, as a part of it.
shown() {
    sorted "$1" "$2" | awk -v median="$(median "$1" "$2")" '
        { t[NR] = $1 }
        END {
            spread = (t[int(NR * 3 / 4 + 0.75)] - t[int(NR / 4 + 0.75)]) / 2 / median
            printf "%.0f ms ±%.0f %%", median, spread * 100
        }'
}

ratio() { awk -v a="$(median "$1" "$2")" -v b="$(median "$1" "$3")" 'BEGIN { printf "%.2f", a / b }'; }

# more WHAT VARIANT VARIANT PARTS: the median over the rounds of how much longer the second took.
more() {
    awk -F '\t' -v what="$1" -v one="$2" -v other="$3" '
        $1 == what && $2 == one { first[++a] = $3 }
        $1 == what && $2 == other { second[++b] = $3 }
        END { for (i = 1; i <= a; i++) print second[i] - first[i] }
    ' "$times" | sort -n |
        awk -v parts="$4" '{ t[NR] = $1 } END { printf "%.1f ms", t[int((NR + 1) / 2)] / parts }'
}

# mean VARIANT VARIANT NAME…: the geometric mean of their ratios.
mean() {
    local one=$1 other=$2 name
    shift 2
    for name in "$@"; do ratio "$name" "$one" "$other" && echo; done |
        awk '{ sum += log($1) } END { printf "%.2f", exp(sum / NR) }'
}

cat <<END
\`grader/benches/edit.sh --rounds $rounds $*\`, $(rustc --version), $(hyperfine --version),
$(getconf _NPROCESSORS_ONLN) processors, $(uname -sm). Medians of $rounds rounds, ± half the distance
between the quartiles. $prepared

### One line edited → the verdict

| exercise | grader | cargo grade | cargo test | debug=0 | one crate | front end | cargo test ÷ grader | debug=0 ÷ grader | one crate ÷ grader | grader ÷ front end |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
END
for name in "$@"; do
    printf '| %s |' "$name"
    for variant in grader alias test lean single front; do printf ' %s |' "$(shown "$name" "$variant")"; done
    printf ' %s | %s | %s | %s |\n' "$(ratio "$name" test grader)" "$(ratio "$name" lean grader)" \
        "$(ratio "$name" single grader)" "$(ratio "$name" grader front)"
done
printf '| geometric mean | | | | | | | %s | %s | %s | %s |\n' "$(mean test grader "$@")" \
    "$(mean lean grader "$@")" "$(mean single grader "$@")" "$(mean grader front "$@")"

cat <<END

### One line made wrong → the compiler's error

| exercise | grader | cargo test | front end | cargo test ÷ grader | cargo test ÷ front end |
| --- | ---: | ---: | ---: | ---: | ---: |
END
for name in "$@"; do
    printf '| %s | %s | %s | %s | %s | %s |\n' "$name" "$(shown "$name" grader-wrong)" \
        "$(shown "$name" test-wrong)" "$(shown "$name" front-wrong)" \
        "$(ratio "$name" test-wrong grader-wrong)" "$(ratio "$name" test-wrong front-wrong)"
done
printf '| geometric mean | | | | %s | %s |\n' "$(mean test-wrong grader-wrong "$@")" \
    "$(mean test-wrong front-wrong "$@")"

cat <<END

### The whole course ($# of its exercises)

| | grader | cargo test | cargo test ÷ grader |
| --- | ---: | ---: | ---: |
| every module edited, no verdict kept | $(shown "whole course" cold) | $(shown "whole course" test-cold) | $(ratio "whole course" test-cold cold) |
| nothing edited | $(shown "whole course" same) | $(shown "whole course" test-same) | $(ratio "whole course" test-same same) |
| nothing edited, judged again (\`--fresh\`) | $(shown "whole course" fresh) | | |
END

cat <<END

### What the sandbox costs

| | tier 1 − tier 0 | tier 2 − tier 0 |
| --- | ---: | ---: |
END
for name in "$@"; do
    printf '| %s | %s | %s |\n' "$name" "$(more "$name" grader tier-1 1)" "$(more "$name" grader tier-2 1)"
done
printf '| every module edited, for each of them | %s | %s |\n' \
    "$(more "whole course" cold cold-1 $#)" "$(more "whole course" cold cold-2 $#)"
