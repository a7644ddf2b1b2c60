# The grader's own sentences. A finding says what was seen, in numbers, then what it means, then
# where to look.

## States and table

state-passed = passed
state-failed = { $failed ->
    [one] { $failed } check failed
   *[other] { $failed } checks failed
}
state-not-written = not written yet
state-begun = partly written
state-not-compiling = does not compile
state-missing = not there
state-not-read = cannot be read
state-refused = refused
table-exercise = exercise
table-checks = checks
table-points = points
table-time = time
table-total = total
table-seconds = { $seconds } s
table-kept = unchanged
head-source = { $source }: { $exercises ->
    [one] { $exercises } exercise
   *[other] { $exercises } exercises
}, { $checks ->
    [one] { $checks } check
   *[other] { $checks } checks
}
head-hidden = public and hidden checks
head-public = public checks only
head-tier = sandbox tier { $tier }
all-passed = Every check passed.
yours = yours
expected = expected
promised = promised
written = yours
in-check = check { $check }
also-found = Also seen:
more-errors = { $count ->
    [one] { $count } more error
   *[other] { $count } more errors
}
warning-head = The compiler warned of this:
output-head = What it printed during this check:
statement-at = The statement: { $command }

## Preparing

preparing = Building the checks, once for this version of the course
prepared = The checks are built ({ $seconds } s).
grading = Grading

## Findings that every exercise has

finding-todo = Not written yet.
finding-blocked = One poll held the thread for at least { $millis } ms without computing: a blocking call (`std::thread::sleep`, `std::fs`, a blocking `recv`, `block_on`) inside async code. While it waits, no other task can run. Look for a call without `.await` that waits, and use its async counterpart.
finding-spun = Nothing was awaited for { $millis } ms while the processor was busy: your code polls in a loop instead of waiting for a wake-up, so virtual time cannot move. Look for a loop that has no `.await`, or awaits only `yield_now`.
finding-deadlock = Nothing is runnable and no timer is set: { $count ->
    [0] the check itself waits
    [one] { $open } waits
   *[other] { $open } wait
} for a wake-up that nobody will send. Look for a channel whose sender is still alive, a lock that is still held, or a waker that was never stored.
finding-overdue = No answer within { $millis } ms of real time. Something waits for what never comes, and neither a busy loop nor a blocked poll could be seen.
finding-std-time = You reported { $reported } ms while { $took } ms of virtual time passed: that was measured with `std::time::Instant`. Use `tokio::time::Instant`, which follows the clock of the runtime.
finding-leak = { $count ->
    [one] { $count } task still runs
   *[other] { $count } tasks still run
} after you returned. Whatever you spawn, wait for it or abort it before returning.
finding-nested-runtime = A runtime was started or blocked on inside async code (“{ $message }”). Inside `async` there is a runtime already: use `.await` instead of `block_on`.
finding-panicked = Your code panicked: “{ $message }”.
finding-exited = The process ended with exit code { $code } before the check was over. A check is passed only when it comes to its own end.
finding-aborted = The process aborted before the check was over: a panic during another panic, a stack overflow, more memory than there is for a check, or `abort`.
finding-killed = The process was killed by signal { $signal } before the check was over.
finding-differs = { $what } was { $seen }, promised is { $promised }.
finding-timeline-differs = The values are right, but the timeline is another one than promised. Compare the two pictures event by event.
finding-no-snapshot = There is no stored timeline for this check yet. Authors write it from the reference: `INSTA_UPDATE=always cargo test -p grader --test facts references_draw`.

## What keeps a module from running

finding-missing = There is no file { $file }.
finding-folder = { $file } is a folder; a module is a file.
finding-special = { $file } is not a regular file.
finding-link = { $file } is a link, and links are not followed. Hand in the file itself.
finding-shared = { $file } is a hard link: the same file has another name somewhere on this disk, so it may not be the student's own. It was not read. If whoever stored the submissions made the link, grade a copy of the folder or the archive.
finding-too-large = { $file } is larger than 1 MiB, which no solution needs.
finding-not-utf8 = { $file } is not UTF-8 text: byte { $byte } is the first that cannot be read. Save it as UTF-8.
finding-unreadable = { $file } cannot be read: { $why }.
finding-unparsed = { $file } compiles, but the source rules could not be checked on it. Write it in plainer Rust.
finding-endless = The compiler did not come to an end with { $file } in 90 s. Look for a type or a `const` that grows without end.
finding-compiler-crashed = The compiler itself crashed on { $file }. Very deep nesting and very large constants do that to it. Write what you changed last in plainer Rust, in smaller pieces.
finding-compiler-overran = The compiler used up its processor time, or its room on the disk, on { $file }. Look for a type, a macro or a `const` that grows without end.
finding-compile-error = The module does not compile. What the compiler says, the first error first:
finding-compile-warning = The compiler warns: { $message }.
finding-missing-item = `{ $what }` is promised by the statement and is not in your module.
finding-signature = `{ $what }` has another signature than the statement's.
finding-not-send = A future or value of yours is not `Send`: something that may not change threads (a std `MutexGuard`, an `Rc`, a `RefMut`) lives across an `.await`. The compiler says: { $message }.
finding-unfit = Your module compiles, but what it gives does not fit the statement: { $message }.
finding-banned = `{ $what }` may not be used here: it reaches for the clock, the process, files, the network or the checks themselves, and the statement asks for none of that.
finding-attribute = The attribute `{ $what }` may not be used here: it reaches beyond your module.
finding-file-module = `mod { $what };` names another file. Everything of an exercise lives in one file: write `mod { $what } { "{ … }" }`.
finding-static-mut = `static mut { $what }` may not be used here; a `static` with an atomic or a `Mutex` says the same safely.
finding-outside = `{ $what }::` leads out of your module. Use `self::` for your own items.
finding-foreign = `extern` items may not be used here.
finding-too-deep = The module nests deeper here than anybody could follow, so it was not compiled. Give the parts names of their own.

## Lists

difficulty = difficulty { $difficulty } of 5
points = { $points ->
    [one] { $points } point
   *[other] { $points } points
}

## Timeline

timeline-none = { $exercise }: no check of it recorded a timeline.
timeline-unknown-check = { $exercise } has no check { $check } with a timeline. It has: { $checks }
timeline-written = Written: { $file }
page-events = The events in words
page-zoom-in = Zoom in (+)
page-zoom-out = Zoom out (-)
timeline-not-run = { $exercise } could not be run, so there is no timeline of yours.

## Verify

verify-role-reference = reference
verify-role-accepted = accepted
verify-role-mutant = mutant
verify-role-stub = stub
verify-complaint = expected { $expected }, seen { $seen }
verify-passed = passed
verify-passed-unlisted = passed (not in `also`)
verify-failed-listed = failed (it is in `also`)
verify-not-run = not run
verify-runs = that it runs
verify-check = a check `{ $name }`
verify-no-check = no such check
verify-headline = the headline { $name }
verify-nothing = nothing
verify-readable = a mutant that can be read
verify-unreadable = { $why }
verify-header = a mutant with a header
verify-no-header = its first lines do not say `//! fails: …` and `//! tells: …`
verify-finding = { $name }
verify-found = { $name } { $facts }
verify-found-at = { $name } { $facts } at line { $line }
verify-of-pack = This is a student's pack: it has no references and no mutants. Exercises are proved in the authors' repository.
verify-done = { $cells ->
    [one] { $cells } cell
   *[other] { $cells } cells
}, { $wrong ->
    [0] every one as expected
    [one] { $wrong } not as expected
   *[other] { $wrong } not as expected
}
verify-repeated = each { $repeat } times
verify-loaded = under load

## Faults: usage, and what is our own failure

fault-unknown = There is no exercise { $name }.
fault-unknown-near = There is no exercise { $name }. Did you mean { $near }?
fault-no-course = No course here: neither { $start } nor a folder above it holds exercises/course.toml. Run the grader inside the course, or name it with --course.
fault-no-folder = There is no folder { $folder } to grade from.
fault-empty = The catalogue exercises/course.toml names no exercise, so there is nothing to grade.
fault-no-modules = None of the exercises has a module in { $folder }: expected files such as { $example }. The folder holds nothing to grade.
fault-no-rustc = No Rust compiler at { $path }: the one that built the grader is gone. Build the grader again with `cargo build`, or name a toolchain's folder in DOJO_SYSROOT.
fault-no-cargo = No cargo at { $path } nor on the path. Install Rust from https://rustup.rs.
fault-disk-full = The disk is full: { $path } could not be written. Free some space and run again; nothing of yours was changed.
fault-disk = { $path }: { $why }
fault-checks-broken = The checks themselves do not compile. This is not your mistake:
    { $why }
fault-killed = The compiler was killed in the middle of its work. Systems do that when memory runs out: close other programs and run again.
fault-silent = The process that runs the checks has said nothing for { $seconds } s, although every check ends sooner than that. Somebody stopped it, or the machine stands still. Run again.
fault-other = The grader failed, not you: { $why }
fault-ours = This is a failure of the grader or the machine, not of the submission; no score was given.

## Along the way

way-next = Next: { $exercise }, { $title }. Its file: { $file }
way-skipped = Put aside: { $exercise }. It comes back with `cargo grade open { $exercise }`.
way-all-done = No exercise is open any more.
way-hint = { $exercise }, hint { $number } of { $all }
way-not-yet = The solution of { $exercise } is shown after a pass. To see it now: `cargo grade solution { $exercise } --give-up`; that is remembered.
way-no-solution = No solution of { $exercise } came with this course.
way-no-editor = No editor is named. Name one with --editor, or in the variable VISUAL or EDITOR.
way-editor-failed = The editor `{ $editor }` cannot be started: { $why }
reset-what = Name the exercises to put back, or say --all.
reset-sure = Put the stub of { $exercise } back? Your file is kept in .dojo/backup. [y/N]
reset-done = The stub of { $exercise } is back. What stood there is in { $backup }
reset-made = The stub of { $exercise } is back.
reset-unchanged = { $exercise } is the stub already.
reset-kept = { $exercise } stays as it is.
reset-no-stub = This course keeps no stub of { $exercise } to put back. In the authors' repository the stub is in the version history.

## The screen of `grader watch`

watch-view-verdict = verdict
watch-view-statement = statement
watch-view-hints = hints
watch-view-timeline = timeline
watch-view-solution = solution
watch-view-list = exercises
watch-view-reset = reset
watch-view-help = help
watch-key-next = next
watch-key-previous = previous
watch-key-jump = jump
watch-key-hint = hint
watch-key-list = list
watch-key-statement = statement
watch-key-timeline = timeline
watch-key-solution = solution
watch-key-all = run all
watch-key-reset = reset
watch-key-language = русский
watch-key-editor = editor
watch-key-quit = quit
watch-key-skip = skip
watch-key-help = help
watch-key-yes = yes
watch-key-back = back
watch-key-choose = choose
watch-key-go = go there
watch-key-filter = search
watch-key-check = other check
watch-help = Save your module, and its verdict appears here. What you opened stays open.
watch-help-next = go on: to the exercise behind, after a pass to the next open one
watch-help-previous = go back by one exercise
watch-help-jump = jump: type a part of a name or title
watch-help-hint = show the opened hints; again: one more
watch-help-list = list the exercises and how they stand
watch-help-statement = the statement
watch-help-timeline = your timeline and the expected one, ← and → for other checks
watch-help-solution = after a pass: what to take away, and the reference
watch-help-all = grade every exercise
watch-help-reset = put the stub back; your file is kept in .dojo/backup
watch-help-skip = put the exercise aside and go on; there again: take it back
watch-help-language = switch between English and Russian
watch-help-editor = open the module in your editor (VISUAL or EDITOR)
watch-help-quit = quit; Ctrl+C does the same
watch-help-help = this page
watch-help-scroll = scroll; also page up, page down, space, home, end
watch-help-back = back to the verdict
watch-help-signs = ✓ passed, ✗ failed, · not yet, ~ passed and changed since, - put aside. In timelines: █ runs, | ended, ! failed, # panicked, x cancelled, > never ended, * mark, ≠ another line than expected.
watch-facts = checks { $passed }/{ $checks } · { $of ->
    [one] { $points }/{ $of } point
   *[other] { $points }/{ $of } points
}
watch-progress = { $passed } of { $all } passed · { $of ->
    [one] { $points }/{ $of } point
   *[other] { $points }/{ $of } points
}
watch-millis = { $millis } ms
watch-compiling = compiling …
watch-checking = checking { $done }/{ $all } …
watch-no-verdict = no verdict yet
watch-unwritten = Not written yet. Edit { $file } and save it; the verdict appears here.
watch-passed = o shows what to take away and the reference, n goes on.
watch-passed-alone = n goes on.
watch-more-hints = h opens one more hint.
watch-all-hints = There are no more hints.
watch-not-passed = Shown after a pass. Now: cargo grade solution { $what } --give-up
watch-damaged-seal = { $what } is damaged; `cargo grade update` brings it again.
watch-no-solution = No solution of { $what } came with this course.
watch-skipped = Put aside: { $what }. There, S takes it back.
watch-taken-back = { $what } is open again.
watch-not-skipped = { $what } passed already; n goes on.
watch-saved-elsewhere = { $what } was saved: enter goes there.
watch-failed = The grader failed, not you: { $what }
watch-polling = Looking at the files every 250 ms, because the system does not tell of changes: { $what }
watch-not-remembered = This could not be remembered: { $what }
watch-no-editor = No editor is named: set VISUAL or EDITOR.
watch-editor-failed = The editor cannot be started: { $what }
watch-no-reset = This course keeps no stub of { $what } to put back.
watch-reset-sure = Put the stub of { $what } back? What stands there now is kept in .dojo/backup. Press y for yes, any other key for no.
watch-reset = The stub is back; what stood there is in { $what }
watch-reset-made = The stub of { $what } is back.
watch-filter = Search:
watch-none = No exercise is called so.
watch-too-small = This window is too small for the grader: at least 40 columns and 10 lines, please. q quits.
watch-no-terminal = `grader watch` needs a terminal. Without one: `grader check`, or `grader check --format json` for programs.

## Packs, submissions, updates

way-damaged-seal = { $file } is damaged: it cannot be opened. It is part of the pack; `cargo grade update` brings it again.
pack-written = Written and proved: { $out }, { $files ->
    [one] { $files } file
   *[other] { $files } files
}. Nothing hidden is in it.
pack-of-pack = This is a student's pack already. Packs are made in the authors' repository, where the hidden checks are.
pack-leaks = { $leaks ->
    [one] { $leaks } secret
   *[other] { $leaks } secrets
} would be in the pack, so none was written.
pack-leak-file = { $place }: a file or folder `{ $from }` stays with the instructor.
pack-leak-name = { $place }: `{ $seen }` is a name out of { $from }.
pack-leak-finding = { $place }: `{ $seen }` is told by hidden checks only.
pack-leak-code = { $place }: this line is out of { $from }: { $seen }
pack-leak-words = { $place }: these words are out of { $from }: { $seen }
pack-leak-timeline = { $place }: this is the timeline of { $from }.
submit-ending = { $out } has to end in .zip or .tar.gz.
submit-written = { $out }: { $modules ->
    [one] { $modules } module
   *[other] { $modules } modules
} and manifest.json, { $unfinished ->
    [0] every exercise passed
    [one] { $unfinished } exercise not passed
   *[other] { $unfinished } exercises not passed
}.
submit-missing = there is no module; nothing is handed in for it
submit-unreadable = cannot be read as a module; handed in as it is, if it is a file
submit-not-written = not written yet; the stub is handed in
submit-not-compiling = does not compile; handed in all the same
submit-refused = refused by the source rules; handed in all the same
submit-failed = some checks failed the last time
submit-changed = changed since it passed, and not graded again
submit-unknown = never graded as it is
update-no-pack = This is not an unpacked pack: there is no readable grader/pack.json. A clone of the repository is updated with git.
update-added = added    { $path }
update-changed = changed  { $path }
update-removed = removed  { $path }
update-kept = kept     { $path }
update-backup = (you had changed it; a copy is in { $backup })
update-done = { $added } added, { $changed } changed, { $removed } removed; { $kept ->
    [0] no module of yours was in the way
    [one] { $kept } module with your work was kept
   *[other] { $kept } modules with your work were kept
}.
fault-no-pack = { $path } is not a pack: neither a folder nor a .zip or .tar.gz with a readable grader/pack.json.
fault-exists = { $path } is there already. Name another place; an archive is written over with --force.
fault-missing = { $file } is missing, so no pack can be made.
fault-solved = exercises/{ $exercise }.rs is no stub: it holds no `todo!()`. Put the stub back before you make a pack.
refused-damaged = { $path } was refused, and nothing was changed: it is damaged ({ $why }).
refused-name = { $path } was refused, and nothing was changed: the path “{ $name }” in it leads somewhere else.
refused-special = { $path } was refused, and nothing was changed: “{ $name }” in it is a link or a device, not a file.
refused-twice = { $path } was refused, and nothing was changed: “{ $name }” stands in it twice.
refused-too-much = { $path } was refused, and nothing was changed: it holds more { $what ->
    [entries] entries
   *[bytes] bytes
} than any pack does.

## The machine

fault-no-sandbox = There is no sandbox of tier { $tier } here: { $why }. `grader doctor` says more; nothing was graded.
doctor-toolchain = toolchain
doctor-course = course
doctor-checks = checks
doctor-sandbox = sandbox
doctor-processors = processors
doctor-disk = disk
doctor-exercises = { $exercises ->
    [one] { $exercises } exercise
   *[other] { $exercises } exercises
} in { $folder }
doctor-built = built and up to date
doctor-not-built = not built for this version of the course; the next check builds them
doctor-tier = tier { $tier }
doctor-highest = tier { $tier }, the highest there is
doctor-not-higher = no tier { $tier } here: { $why }
doctor-free = { $gigabytes } GB free in { $folder }
doctor-unknown = not known: { $why }

## Submissions

finding-refused = The submission was refused as a whole, and nothing of it was graded: { $why ->
    [kind] it is neither a folder nor a .zip or .tar.gz archive.
    [damaged] the archive is damaged ({ $what }).
    [name] the path “{ $what }” in the archive leads out of it.
    [special] “{ $what }” in the archive is neither a file nor a folder.
    [twice] “{ $what }” stands in the archive twice, perhaps in other letters, and which one is meant cannot be told.
    [several] modules lie in more than one folder: { $what }. Hand in one of them.
    [too-much] it holds more { $what ->
        [entries] entries
       *[bytes] bytes
    } than any honest submission does.
   *[other] { $why }.
}
finding-note-beside = Note: { $file } was graded. { $other } is there, too, and was not read.
finding-note-link = Note: { $what } is a link and was not followed.
finding-note-odd = Note: { $count ->
    [one] a link or device in the archive was passed over: { $what }
   *[other] { $count } links or devices in the archive were passed over, the first is { $what }
}
grade-missing = There is no { $path } to grade.
grade-link = { $path } is a link. A link leads wherever its maker wants, so it is not followed: name the folder or the archive itself.
grade-special = { $path } is neither a folder nor a file. An archive from another program comes through standard input: cargo grade grade -
