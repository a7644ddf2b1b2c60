title = threadsafe: a bridge between threads

check-add = A plain thread submits a coroutine and gets its value
check-callback = A callback is called once, on another thread
check-timeout = result gives Timeout while the coroutine has not ended
check-three = Three sums come back, to threads that did not submit them, and each only once
check-error_value = A value that is an Err is a value
check-panic_is_error = A panic of a coroutine is an error with its text, and the loop lives on
check-runs_on_loop_thread = Coroutines and callbacks run on one and the same thread, not on the caller's
check-shared_loop_state = A counter of the loop's thread is shared by all coroutines
check-concurrent_coroutines = A coroutine can wait for what the next one sends
check-loop_not_blocked_by_result = While two threads wait in result, a third coroutine runs
check-idle_loop_wakes = An idle loop sleeps, and wakes up for the next submission
check-drivers_enabled = Timers and input and output work on the loop
check-timeout_zero_then_value = After two timeouts the value is still there
check-timeout_does_not_cancel = A coroutine goes on after a timeout
check-would_deadlock = On the loop's own thread result answers at once
check-task_cancelled = A cancelled coroutine gives Cancelled, and cannot be cancelled again
check-cancel_drops_on_loop = cancel drops the coroutine, on the loop's thread
check-cancel_done_false = A coroutine that is done cannot be cancelled and keeps its value
check-drop_future_detaches = Dropping a ConcurrentFuture leaves its coroutine alone
check-callback_fifo = A hundred callbacks are called in the order of their submission
check-callback_panic = A panic of a callback does not end the loop
check-stop_cancels_and_joins = stop returns when every coroutine is dropped, and who waits for one gets Cancelled
check-drop_is_stop = Dropping a LoopThread does the same as stop
check-submit_after_stop = After stop everything that is submitted gets LoopClosed
check-call_from_another_runtime = The bridge works from a blocking thread of another runtime
check-eight_threads_1000 = Eight threads submit a thousand coroutines each, and all of them run on the one loop

finding-loop-not-running = The coroutine was submitted and never began: the loop is not running, nobody drives the runtime. A single-threaded runtime moves only while a thread is inside its `block_on`; look for the thread that is, from `start` to `stop`.
finding-another-thread = The coroutine ran in thread { $thread }{ $whose ->
    [caller] , the one that submitted it
   *[other] {""}
 }, not in the loop's thread. `block_on` runs its future where it is called, and `tokio::spawn` in the runtime of the caller; pass the coroutine to the loop's thread instead.
finding-loop-per-call = { $calls } calls ran in { $threads } threads: each call made its own loop, and coroutines cannot meet in them. Look for a `thread::spawn` or a `Builder` outside of `start`.
finding-one-at-a-time = { $submitted } coroutines were submitted and only { $begun } began: the next one waits for the end of the one before, the loop handles one job at a time. Look at what the loop's thread does between two messages: it should spawn the coroutine, not await it, and await the next message, not block in `recv`.
finding-no-answer = `{ $call }` did not come back, although everything that it waits for was there. Look for a message that nobody receives, or for a waiting thread that nobody wakes when the coroutine has ended.
finding-callback-not-called = A callback was accepted and never called. Look for what takes callbacks out of their queue, and whether the loop runs at all.
finding-callbacks-out-of-order = Callback { $number } was called in place { $place }: callbacks are called in the order in which they were submitted. Let all of them go through one queue; look for what gives every callback a thread or a task of its own.
finding-loop-died = A { $of ->
    [callback] callback
   *[coroutine] coroutine
 } panicked, and after that the loop did nothing any more: the panic went through the loop itself. Look for the place where the loop calls other people's code, and catch the panic there (`catch_unwind`, or a task of its own).
finding-timeout-cancels = After a timeout the coroutine was dropped unfinished: the timeout cancelled the work, and it must go on. The one who waits has lost patience, not the one who works; look at the branch that returns Timeout.
finding-timeout-consumes = The coroutine came to its end after two timeouts, and `result(None)` gave Cancelled instead of its value: the first `result` took away what the next one needs. Look for a `take` before the waiting; take only when the value is there.
finding-waits-for-itself = { $how ->
    [panicked] A coroutine called result() on the loop's own thread and panicked: a runtime refuses to block its own thread.
   *[waited] A coroutine called result() on the loop's own thread and did not come back: result() waits for itself, since nobody else can run the coroutine it waits for.
 } Compare the current thread with the loop's before you wait, and give WouldDeadlock.
finding-cancel-ignored = cancel() said true, and the coroutine was never dropped: whatever became of its result, on the loop it lives on. Look for what reaches the task itself: an AbortHandle, or a `select!` with a signal.
finding-dropped-elsewhere = cancel() dropped the coroutine in thread { $thread }, not in the loop's thread. What belongs to the loop is dropped by the loop; let cancel only send a signal.
finding-drop-cancels = The ConcurrentFuture was dropped and the coroutine died with it. It is a slip and not the order; look for its `Drop`, or for a part whose drop aborts: a JoinSet, a RemoteHandle, the sender of a cancel channel.
finding-alive-after-stop = { $call } returned while { $count ->
    [one] a coroutine was
   *[other] { $count } coroutines were
 } alive. It has to end the loop, which drops the coroutines, and to wait for its thread: look for the signal, the `join` of the thread, and the `Drop` of LoopThread.
finding-stop-waits = { $call } did not return while three coroutines were waiting for something that would never come: it waits for them to end instead of dropping them. Look for what keeps the loop going after the signal; the coroutines are dropped with the runtime.
finding-polls-when-idle = In { $silence } ms of silence the loop woke up { $wakes } times: it looks into its queue from time to time instead of sleeping until something comes. Await the receiver (`recv().await`); a submission then wakes the loop by itself.
finding-spins-when-idle = With nothing to do, the loop used { $cpu } ms of CPU time while the check itself computed for { $own } ms: it looks into its queue again and again instead of sleeping. Await the receiver (`recv().await`); a submission then wakes the loop by itself.
finding-idle-not-woken = The loop slept, a coroutine was submitted, and the loop slept on: nobody woke it. Look for how a submission reaches the loop; a channel of tokio wakes its receiver, a list in a Mutex wakes nobody.
finding-drivers-off = A coroutine panicked with “{ $panic }”: the runtime of the loop was built without its drivers. Look at the Builder in `start`.
