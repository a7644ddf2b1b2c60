title = shield: a job that outlives its waiter

check-waiter_gives_up = The waiter loses patience after 50 ms, and the job comes to its end
check-asks_again = patient gives the running shield back, and the value still comes through it
check-shutdown_waits = drain returns when both jobs are over and says that there were two
check-value_passes = The value of the job is the value of the shield
check-already_done = A shield whose job is over gives the value at once
check-panic_passes = A panic of the job reaches the waiter as Panicked, with its message
check-survives_drop = A shield that was polled and dropped leaves its job running
check-starts_without_poll = The job starts at the call of shield, whether anybody polls or not
check-survives_timeout = A timeout around the shield ends the waiting and not the job
check-survives_abort_of_waiter = Aborting the task that waits leaves the job running
check-survives_gather_cancel = Two shields dropped together leave both jobs running
check-inner_cancel = inner().cancel() stops the job, and the waiter is told Cancelled
check-cancel_after_done = cancel() after the end takes nothing away
check-outer_cancel_reaches_waiter_only = A handle outlives its shield: it sees the job go on, and can cancel it
check-patient_done = patient gives the end of the job as soon as it is there
check-patient_gives_back = After patient the shield is the same: same job, same handle, same value
check-patient_zero = With a patience of zero patient only looks: Done if the job is over, else StillRunning
check-drain_waits = drain returns at the moment when the last job is over, and does not ask in between
check-drain_counts = drain gives how many jobs were unfinished at its call, 3 of 5
check-drain_after_panic = For drain a job that panicked or was cancelled is over, too
check-drain_sees_late_work = drain waits for the jobs that are added while it waits, too
check-drain_empty = drain returns at once when no job is unfinished
check-drain_given_up = A drain that is given up stops nothing, and the next one waits for the rest
check-scope_drop_stops_nothing = Dropping the scope leaves its jobs running
check-drain_frees = After drain nothing is kept of 3000 finished jobs
check-scope_forgets_finished = Nothing is kept of 3000 finished jobs, although nobody drains

finding-work-in-waiter = { $job } was cancelled at { $at } ms together with its waiter, and it had begun only when somebody polled the shield. So the job lives inside the shield. Give it a task of its own: look at what `shield` does with the future.
finding-lazy = { $job }: { $after } ms after the call the job had not begun; nobody had polled the shield yet. A shielded job starts at the call, not at the first poll. Find the place where it is spawned: it belongs in the body of `shield`, which is a plain `fn`.
finding-drop-aborts = { $job } was cancelled at { $at } ms, at the moment when its shield was dropped. Something in the shield aborts the job: a `Drop` of your own, or a JoinSet, a RemoteHandle or another guard inside, which abort when they are dropped. A plain JoinHandle lets its task go on.
finding-patience-cancels = { $job } was cancelled at { $at } ms, when `patient` lost its patience. It ends the waiting only, and gives the shield back with its job running. Look at the branch of the timeout.
finding-another-shield = `patient` gave back a shield after { $patience } ms, and `inner().cancel()` of that shield did not stop the job. It is another shield, put around the first one. Let the timeout wait for `&mut shield`, and give back the shield itself.
finding-waiter-panicked = { $what } panicked: “{ $message }”. A panic or a cancellation of the job is a value for whoever waits. Look for an `unwrap` or `expect` where the end of the task is read, and make it Panicked or Cancelled.
finding-panic-lost = The job panicked with “{ $message }”, and the waiter was told Cancelled. A task has two ways to end without a value. A JoinError knows which one it was; a channel whose sender is gone does not. Look at the branch that makes Cancelled.
finding-drain-early = drain returned after { $at } ms, while { $running ->
    [one] { $running } job was
   *[other] { $running } jobs were
 } still running. It has to wait for every unfinished job: those of the moment of the call, those added later, and those that an earlier drain was given up on. Look at what your drain waits for, and who else knows of it.
finding-drain-polls = drain returned after { $took } ms, the last job was over after { $promised } ms, and drain was polled { $looks ->
    [one] once
   *[other] { $looks } times
 }: it asks at intervals. Let it be woken: by a `watch` channel, by a `Notify` or by the end of the tasks themselves. Look for a `sleep` in a loop.
finding-drain-hangs = { $waited } ms later drain was still waiting, and no job was running any more. A job that panics or is cancelled is over, and a scope without jobs has nothing to wait for. Look where you count down: the line after an `.await` is not always reached, a `Drop` always runs.
finding-miscounted = drain said { $said }, and { $unfinished ->
    [one] { $unfinished } job was
   *[other] { $unfinished } jobs were
 } unfinished at its call. Those that were over before do not count, and neither do those that came later. Look when the number is read.
finding-drain-cancels = A drain was given up after { $after } ms, and { $jobs ->
    [one] { $jobs } running job was
   *[other] { $jobs } running jobs were
 } cancelled with it. What drain takes out of the scope is dropped with it, and a dropped JoinSet aborts its tasks. Leave the jobs in the scope while you wait.
finding-scope-aborts = The scope was dropped at { $at } ms, and its running job was cancelled. A scope remembers jobs, it does not own them. Look for a JoinSet in it: dropped, it aborts its tasks, unless somebody tells it to detach them.
finding-finished-kept = { $finished ->
    [one] { $finished } job has
   *[other] { $finished } jobs have
 } come to the end, and the scope has grown by { $kilobytes } KB: it still keeps something of each. Look where an entry is taken out of your list or set again. At the latest the next `shield` has to do it, for there are services that never drain.
