title = gather: several jobs at once

check-three_at_once = Three jobs of 1 s are done after 1 s, their values in order
check-error_passes = An error of a job is the error of gather
check-settled_keeps_errors = gather_settled tells an error like any other end
check-concurrent_not_sequential = All jobs run at the same time
check-order_of_arguments = The values stand in the order of the arguments, whoever was ready first
check-first_error_at_once = An error is returned at the moment at which it happens
check-siblings_survive_error = After an error the other jobs run to their end
check-earliest_not_first_listed = Of two errors the earlier one is returned, not the one listed first
check-drop_cancels_children = Dropping gather cancels its jobs
check-settled_drop_cancels_children = Dropping gather_settled cancels its jobs
check-settled_collects_all = gather_settled waits for all jobs and tells each end in its place
check-settled_panic_is_value = gather_settled makes a value of a panic, with its message
check-gather_panic_propagates = A panic of a job goes on as the same panic of gather
check-empty_is_ok = Without jobs both functions are done at once
check-many_1000 = A thousand jobs run at the same time, and none is polled in vain
check-cpu_friendly_sibling = A job that keeps giving way does not hold up its neighbour

finding-sequential = The jobs took { $took } ms of virtual time instead of { $promised } ms: you awaited them one after another. A future that nobody polls does nothing; look for an `.await` in a loop over `jobs`.
finding-limited = Only { $at_once } of { $jobs } jobs ran at the same time; the others had to wait until one of them ended. All jobs start at once, however many there are: look for a semaphore, a `buffer_unordered`, or chunks of the list.
finding-late-start = At { $at } ms, when the call was dropped, { $jobs } had not even begun. All jobs start at the first poll: look for what starts one job only when another has ended.
finding-starved = One job gave way { $turns } times before its neighbour had its first turn. All jobs start at the first poll, and a job that gives way lets the others have theirs: look for a loop that stays with one job until it has ended.
finding-error-late = { $job } failed at { $failed } ms, and gather returned at { $took } ms: it waits for the jobs in list order, or for all of them, before it looks at their errors. Look at what your loop awaits; it has to be the job that ends next, whichever that is.
finding-siblings-cancelled = After the error at { $failed } ms you cancelled { $jobs }. gather leaves the other jobs running; to cancel them is what a TaskGroup does. It is a drop that cancels, of the futures inside `try_join_all` or of a JoinSet that is not empty: look at what you drop when you return the error.
finding-jobs-go-on = { $call } was dropped at { $at } ms, and { $jobs } went on: a JoinHandle that is dropped leaves its task running. Something has to abort the tasks when it is dropped together with the call: a JoinSet does, or a guard of your own with a `Drop`.
finding-completion-order = The results stand as { $seen } instead of { $promised }: that is the order in which the jobs ended, not the order of the arguments. Each job has to carry its place along; look at where you `push`.
finding-settled-stops = { $promised } ends were expected, { $given } given: gather_settled stopped at an error. Here an error is an end like any other; look for a `return`, a `break` or a `?` before all jobs are done, or for a call of gather.
finding-panic-escaped = A job panicked, and gather_settled panicked with it: “{ $message }”. Here a panic is a value, `Settled::Panicked`. Look for `unwrap` or `expect` on the `JoinError` of a task; a job that is polled without a task of its own needs `catch_unwind`.
finding-panic-lost = A job panicked, and { $call } { $given ->
    [never] never returned
   *[other] returned { $given }
 }: the panic was lost. It comes as the `Err` of a JoinHandle or a JoinSet, and a task that panics sends nothing more into its channel. Look for a branch that passes over it: an `if let Ok`, a `while let Some(Ok(…))`, a `.ok()`.
finding-panic-text = The end promised is { $promised }, you told { $seen }. A panic carries a `&str` if its text was fixed, and a `String` if it was put together. Look for the `downcast` that is missing.
finding-panic-renamed = The job panicked with “{ $promised }”, and gather with “{ $seen }”. `unwrap` makes a new panic that speaks of the old one. Take the payload out with `into_panic` and send it on with `std::panic::resume_unwind`.
finding-polled-in-vain = A job that waits only once was polled { $polls } times among 1000 jobs: whenever one job was woken, all of them were polled. Twice is enough, to start it and to end it. Tasks of their own, FuturesUnordered and join_all poll only those who were woken.
finding-empty = { $call }(vec![]) { $how ->
    [panic] panicked
   *[hang] did not return
 }: a list without jobs is done at once. `select_all` panics when there is nothing to select from, and a channel whose sender you keep never ends; look at what your loop does before its first job.
