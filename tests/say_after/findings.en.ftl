title = say_after: a first coroutine

check-one_phrase = A phrase is said once, when its delay is over
check-sequential_takes_three_seconds = Awaited one after the other, the two phrases take 3 s
check-both_wait_at_once = Awaited together, the two phrases take 2 s
check-result_comes_back = sleep_with_result gives back what it was given
check-sequential_three_seconds = sequential_main records its four marks in order, each at its moment
check-concurrent_two_seconds = concurrent_main records its four marks in order, each at its moment
check-inert_until_awaited = A call that nobody awaits does nothing, and a delay counts from the await
check-drop_prints_nothing = A phrase that is dropped while it waits is never said
check-sleep_gives_result = sleep_with_result keeps its delay to the millisecond, 0 ms included
check-nothing_left_running = Nothing is left running when concurrent_main is over

finding-sequential = “hello” was said at { $hello } ms and “world” at { $world } ms, { $took } ms in all instead of { $promised } ms: you awaited them one after another. For two futures to wait at the same time, one wait has to hold both; count the `.await`s in `concurrent_main`.
finding-never-awaited = { $said ->
    [0] No phrase was said
   *[other] Only one of the two phrases was said
 }, and main was over after { $took } ms: an async fn does nothing until it is awaited, and nothing more once it is dropped. Look for a call of `say_after` whose future nobody awaits to its end.
finding-unjoined = main finished at { $finished } ms while { $phrases ->
    [one] one phrase was
   *[other] { $phrases } phrases were
 } still waiting to be said: a spawned task goes its own way and nobody waits for it. `spawn` gives a JoinHandle; await every one of them before you finish.
finding-spoke-first = “{ $what }” was said at { $at } ms, the very moment at which its delay began: wait first, then speak. Look at the order of the lines in `say_after`, and at the `.await` of its `sleep`.
finding-no-wait = A wait of { $asked } ms took 0 ms of virtual time: `sleep` alone makes a future, and a future waits only when it is awaited. Look for a `sleep` without `.await`.
finding-whole-seconds = A wait of { $asked } ms took { $took } ms: what is left over after whole seconds was lost. `sleep` takes the `Duration` as it is; look for `as_secs`.
finding-overlapped = “world” was said at { $took } ms and `sequential_main` was over, instead of at 3000 ms: both phrases waited at the same time. In sequence means that the second begins when the first has been said; look for what starts it earlier, a `spawn` or a `join`.
finding-eager = The call was made at 0 ms and nobody awaited it until 10000 ms, yet “{ $what }” stands on the timeline at { $at } ms: your function begins when it is called, as a promise in JavaScript does. An async fn begins when it is awaited. Look for what stands outside of the async body: a `spawn`, or a `sleep` made too early.
finding-outlived = `say_after` was dropped at { $dropped } ms, and “hello” was said at { $at } ms all the same: it waited in a task of its own, and a dropped future takes along only what is inside of it. No task is needed here; await the `sleep` in `say_after` itself.
