title = say_after: первая корутина

check-one_phrase = Фраза звучит один раз, когда её задержка истекла
check-sequential_takes_three_seconds = По очереди две фразы занимают 3 с
check-both_wait_at_once = Вместе две фразы занимают 2 с
check-result_comes_back = sleep_with_result возвращает то, что получила
check-sequential_three_seconds = sequential_main ставит четыре отметки по порядку, каждую в свой момент
check-concurrent_two_seconds = concurrent_main ставит четыре отметки по порядку, каждую в свой момент
check-inert_until_awaited = Вызов без await ничего не делает, а задержка отсчитывается от await
check-drop_prints_nothing = Фраза, отброшенная во время ожидания, не звучит никогда
check-sleep_gives_result = sleep_with_result выдерживает задержку до миллисекунды, в том числе 0 мс
check-nothing_left_running = Когда concurrent_main завершена, после неё ничего не работает

finding-sequential = «hello» прозвучало на { $hello } мс, «world» на { $world } мс, всего { $took } мс вместо { $promised } мс: вы ждали фразы одну за другой. Чтобы два Future ждали одновременно, оба отдают одному ожиданию; посчитайте `.await` в `concurrent_main`.
finding-never-awaited = { $said ->
    [0] Не прозвучало ни одной фразы
   *[other] Из двух фраз прозвучала только одна
 }, а main завершилась через { $took } мс: async fn ничего не делает, пока её не ждут, и ничего больше не сделает, если её отбросить. Найдите вызов `say_after`, чьего Future никто не дождался.
finding-unjoined = main завершилась на { $finished } мс, когда { $phrases ->
    [one] { $phrases } фраза ещё ждала
    [few] { $phrases } фразы ещё ждали
   *[many] { $phrases } фраз ещё ждали
 } своей очереди прозвучать: запущенная через `spawn` задача живёт сама по себе, и её никто не ждёт. `spawn` возвращает JoinHandle; дождитесь каждого через await до завершения.
finding-spoke-first = «{ $what }» прозвучало на { $at } мс, в тот самый момент, когда задержка началась: сначала ждите, потом говорите. Посмотрите на порядок строк в `say_after` и на `.await` у `sleep`.
finding-no-wait = Ожидание в { $asked } мс заняло 0 мс виртуального времени: сам по себе `sleep` только создаёт Future, а ждёт Future лишь тогда, когда у него стоит await. Найдите `sleep` без `.await`.
finding-whole-seconds = Ожидание в { $asked } мс заняло { $took } мс: всё, что сверх целых секунд, потерялось. `sleep` принимает `Duration` как есть; поищите `as_secs`.
finding-overlapped = «world» прозвучало на { $took } мс, и на этом `sequential_main` завершилась, а должна была на 3000 мс: обе фразы ждали одновременно. По очереди значит, что вторая начинает ждать, когда первая прозвучала; найдите, что запускает её раньше: `spawn` или `join`.
finding-eager = Вызов сделан на 0 мс, до 10000 мс его никто не ждал, но на { $at } мс на временной шкале стоит «{ $what }»: ваша функция начинает работу при вызове, как promise в JavaScript. async fn начинает, когда её ждут через await. Посмотрите, что стоит вне async-тела: `spawn` или слишком рано созданный `sleep`.
finding-outlived = `say_after` отброшена на { $dropped } мс, но «hello» всё равно прозвучало на { $at } мс: ожидание шло в отдельной задаче, а отброшенный Future забирает с собой только то, что внутри него. Задача здесь не нужна; ждите `sleep` прямо в `say_after`.
