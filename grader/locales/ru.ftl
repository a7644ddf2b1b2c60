# Предложения самого грейдера. Находка говорит, что увидено (в числах), потом что это значит,
# потом где искать.

## Состояния и таблица

state-passed = принято
state-failed = { $failed ->
    [one] не прошла { $failed } проверка
    [few] не прошли { $failed } проверки
   *[many] не прошло { $failed } проверок
}
state-not-written = ещё не написано
state-not-compiling = не компилируется
state-not-read = не читается
state-refused = отклонено
table-exercise = упражнение
table-checks = проверки
table-points = баллы
table-time = время
table-total = всего
table-seconds = { $seconds } с
table-kept = без изменений
head-source = { $source }: { $exercises ->
    [one] { $exercises } упражнение
    [few] { $exercises } упражнения
   *[many] { $exercises } упражнений
}, { $checks ->
    [one] { $checks } проверка
    [few] { $checks } проверки
   *[many] { $checks } проверок
}
head-hidden = открытые и скрытые проверки
head-public = только открытые проверки
head-tier = уровень песочницы { $tier }
all-passed = Все проверки пройдены.
yours = у вас
expected = ожидается
promised = обещано
written = у вас
in-check = проверка { $check }
also-found = Видно также: { $what }
more-errors = { $count ->
    [one] ещё { $count } ошибка
    [few] ещё { $count } ошибки
   *[many] ещё { $count } ошибок
}
warning-head = Компилятор предупреждал:
output-head = Что было напечатано во время этой проверки:
statement-at = Условие: { $command }

## Подготовка

preparing = Сборка проверок, один раз для этой версии курса
prepared = Проверки собраны ({ $seconds } с).
grading = Проверка

## Находки, общие для всех упражнений

finding-todo = Ещё не написано.
finding-blocked = Один опрос держал поток не меньше { $millis } мс и ничего не вычислял: внутри async-кода блокирующий вызов (`std::thread::sleep`, `std::fs`, блокирующий `recv`, `block_on`). Пока он ждёт, ни одна другая задача не может работать. Ищите вызов, который ждёт без `.await`, и возьмите его асинхронную замену.
finding-spun = { $millis } мс ничего не ожидалось, а процессор был занят: код опрашивает в цикле вместо ожидания пробуждения, и виртуальное время стоит. Ищите цикл без `.await` или цикл, который ждёт только `yield_now`.
finding-deadlock = Никто не готов и таймеров нет: { $count ->
    [0] сама проверка ждёт
    [one] { $open } ждёт
   *[other] { $open } ждут
} пробуждения, которого не будет. Ищите канал, у которого ещё жив отправитель, неотпущенную блокировку или несохранённый waker.
finding-overdue = Ответа нет { $millis } мс реального времени. Что-то ждёт того, что не придёт; ни цикла опроса, ни заблокированного опроса не видно.
finding-std-time = Вы сообщили { $reported } мс, а виртуального времени прошло { $took } мс: время измерено через `std::time::Instant`. Нужен `tokio::time::Instant`, он следует часам среды выполнения.
finding-leak = После возврата ещё { $count ->
    [one] работает { $count } задача
    [few] работают { $count } задачи
   *[many] работают { $count } задач
}. Всё, что запущено через spawn, нужно дождаться или прервать до возврата.
finding-nested-runtime = Внутри async-кода запущена среда выполнения или вызван block_on («{ $message }»). Внутри `async` среда уже есть: нужен `.await`, а не `block_on`.
finding-panicked = Ваш код запаниковал: «{ $message }».
finding-exited = Процесс завершился с кодом { $code } раньше, чем закончилась проверка. Проверка пройдена, только если она сама дошла до конца.
finding-aborted = Процесс аварийно завершился раньше, чем закончилась проверка: паника во время паники, переполнение стека или `abort`.
finding-killed = Процесс убит сигналом { $signal } раньше, чем закончилась проверка.
finding-differs = { $what }: получено { $seen }, обещано { $promised }.
finding-timeline-differs = Значения верны, но временная шкала не та, что обещана. Сравните две картины событие за событием.
finding-no-snapshot = Для этой проверки ещё нет сохранённой шкалы. Авторы записывают её по эталону: `INSTA_UPDATE=always cargo test -p grader --test facts references_draw`.

## Что мешает запустить модуль

finding-missing = Файла { $file } нет.
finding-folder = { $file } это папка, а модуль это файл.
finding-special = { $file } не обычный файл.
finding-too-large = { $file } больше 1 МиБ; столько не нужно ни одному решению.
finding-not-utf8 = { $file } не текст в UTF-8: первым не читается байт { $byte }. Сохраните файл в UTF-8.
finding-unreadable = { $file } не читается: { $why }.
finding-unparsed = { $file } компилируется, но правила исходного кода на нём проверить не удалось. Напишите его более простым Rust.
finding-endless = Компилятор за 90 с не дошёл до конца файла { $file }. Ищите тип или `const`, который растёт без конца.
finding-compile-error = Модуль не компилируется. Вот что говорит компилятор, начиная с первой ошибки:
finding-missing-item = `{ $what }` обещано в условии, а в вашем модуле этого нет.
finding-signature = У `{ $what }` не та сигнатура, что в условии.
finding-not-send = Ваш future или значение не `Send`: через `.await` живёт то, что не может менять поток (`MutexGuard` из std, `Rc`, `RefMut`). Компилятор говорит: { $message }.
finding-unfit = Модуль компилируется, но то, что он отдаёт, не подходит к условию: { $message }.
finding-banned = `{ $what }` здесь использовать нельзя: это изменило бы часы, процесс или файлы, на которые опираются проверки.
finding-attribute = Атрибут `{ $what }` здесь использовать нельзя: он действует за пределами вашего модуля.
finding-file-module = `mod { $what };` называет другой файл. Всё упражнение живёт в одном файле: напишите `mod { $what } { "{ … }" }`.
finding-static-mut = `static mut { $what }` здесь использовать нельзя; `static` с атомиком или `Mutex` говорит то же безопасно.
finding-outside = `{ $what }::` ведёт наружу из вашего модуля. Для своих элементов есть `self::`.
finding-foreign = Элементы `extern` здесь использовать нельзя.

## Списки

difficulty = сложность { $difficulty } из 5
points = { $points ->
    [one] { $points } балл
    [few] { $points } балла
   *[many] { $points } баллов
}

## Временная шкала

timeline-none = { $exercise }: ни одна его проверка не записала шкалу.
timeline-unknown-check = У { $exercise } нет проверки { $check } со шкалой. Есть: { $checks }
timeline-written = Записано: { $file }
page-events = События словами
page-zoom-in = Крупнее (+)
page-zoom-out = Мельче (-)
timeline-not-run = { $exercise } не удалось запустить, поэтому вашей шкалы нет.

## Матрица

verify-role-reference = эталон
verify-role-accepted = допустимое
verify-role-mutant = мутант
verify-role-stub = заготовка
verify-complaint = ожидалось { $expected }, получено { $seen }
verify-done = { $cells ->
    [one] { $cells } клетка
    [few] { $cells } клетки
   *[many] { $cells } клеток
}, { $wrong ->
    [0] все как ожидалось
    [one] { $wrong } не как ожидалось
   *[other] { $wrong } не как ожидалось
}
verify-repeated = каждая { $repeat ->
    [one] { $repeat } раз
    [few] { $repeat } раза
   *[many] { $repeat } раз
}
verify-loaded = под нагрузкой

## Сбои: неверный вызов и то, в чём виноваты мы

fault-unknown = Упражнения { $name } нет.
fault-unknown-near = Упражнения { $name } нет. Может быть, { $near }?
fault-no-course = Курса здесь нет: ни в { $start }, ни в папках выше нет exercises/course.toml. Запустите грейдер внутри курса или укажите папку через --course.
fault-no-folder = Папки { $folder } с модулями нет.
fault-empty = В каталоге exercises/course.toml нет ни одного упражнения, проверять нечего.
fault-no-modules = Ни у одного упражнения нет модуля в { $folder }: ожидались файлы вроде { $example }. Проверять в этой папке нечего.
fault-no-rustc = Компилятора Rust нет: { $path }. Тот, которым собран грейдер, исчез. Соберите грейдер снова через `cargo build` или назовите папку с инструментами в DOJO_SYSROOT.
fault-no-cargo = Cargo нет ни в { $path }, ни в PATH. Установите Rust с https://rustup.rs.
fault-disk-full = Диск полон: не удалось записать { $path }. Освободите место и запустите снова; ваши файлы не изменены.
fault-disk = { $path }: { $why }
fault-checks-broken = Не компилируются сами проверки. Это не ваша ошибка:
    { $why }
fault-other = Сбой грейдера, а не ваш: { $why }
fault-ours = Это сбой грейдера или машины, а не решения; оценка не выставлена.

## По дороге

way-next = Дальше: { $exercise }, { $title }. Файл: { $file }
way-skipped = Отложено: { $exercise }. Вернуться: `cargo grade open { $exercise }`.
way-all-done = Открытых упражнений больше нет.
way-hint = { $exercise }, подсказка { $number } из { $all }
way-not-yet = Решение { $exercise } показывается после того, как упражнение принято. Посмотреть сейчас: `cargo grade solution { $exercise } --give-up`; это запоминается.
way-no-solution = С этим курсом решение { $exercise } не поставляется.
way-no-editor = Редактор не назван. Назовите его через --editor или в переменной VISUAL или EDITOR.
way-editor-failed = Редактор `{ $editor }` не запускается: { $why }
reset-what = Назовите упражнения, которые вернуть к заготовке, или скажите --all.
reset-sure = Вернуть заготовку { $exercise }? Ваш файл останется в .dojo/backup. [д/Н]
reset-done = Заготовка { $exercise } на месте. То, что там было, лежит в { $backup }
reset-made = Заготовка { $exercise } на месте.
reset-unchanged = { $exercise } и так заготовка.
reset-kept = { $exercise } остаётся как есть.
reset-no-stub = В этом курсе нет заготовки { $exercise }, чтобы её вернуть. В репозитории авторов заготовка лежит в истории версий.
