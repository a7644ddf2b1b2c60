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
state-begun = написано не всё
state-not-compiling = не компилируется
state-missing = файла нет
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
also-found = Ещё замечено:
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
finding-aborted = Процесс аварийно завершился раньше, чем закончилась проверка: паника во время паники, переполнение стека, нехватка памяти, отведённой проверке, или `abort`.
finding-killed = Процесс убит сигналом { $signal } раньше, чем закончилась проверка.
finding-differs = { $what }: получено { $seen }, обещано { $promised }.
finding-timeline-differs = Значения верны, но временная шкала не та, что обещана. Сравните две картины событие за событием.
finding-no-snapshot = Для этой проверки ещё нет сохранённой шкалы. Авторы записывают её по эталону: `INSTA_UPDATE=always cargo test -p grader --test facts references_draw`.

## Что мешает запустить модуль

finding-missing = Файла { $file } нет.
finding-folder = { $file } — это папка, а модуль — это файл.
finding-special = { $file } не обычный файл.
finding-link = { $file } — ссылка, а по ссылкам грейдер не ходит. Сдайте сам файл.
finding-shared = { $file } — жёсткая ссылка: у того же файла есть другое имя где-то на этом диске, так что он может принадлежать не студенту. Файл не прочитан. Если ссылку сделал тот, кто хранит решения, проверьте копию папки или сам архив.
finding-too-large = { $file } больше 1 МиБ; столько не нужно ни одному решению.
finding-not-utf8 = { $file } не текст в UTF-8: первым не читается байт { $byte }. Сохраните файл в UTF-8.
finding-unreadable = { $file } не читается: { $why }.
finding-unparsed = { $file } компилируется, но правила исходного кода на нём проверить не удалось. Напишите его более простым Rust.
finding-endless = Компилятор за 90 с не дошёл до конца файла { $file }. Ищите тип или `const`, который растёт без конца.
finding-compiler-crashed = Компилятор сам упал на { $file }. Так бывает от очень глубокой вложенности и очень больших констант. Напишите то, что меняли последним, более простым Rust, меньшими частями.
finding-compiler-overran = Компилятор исчерпал процессорное время или место на диске на { $file }. Ищите тип, макрос или `const`, который растёт без конца.
finding-compile-error = Модуль не компилируется. Вот что говорит компилятор, начиная с первой ошибки:
finding-compile-warning = Компилятор предупреждает: { $message }.
finding-missing-item = `{ $what }` обещано в условии, а в вашем модуле этого нет.
finding-signature = У `{ $what }` не та сигнатура, что в условии.
finding-not-send = Ваш Future или значение не `Send`: через `.await` живёт то, что не может менять поток (`MutexGuard` из std, `Rc`, `RefMut`). Компилятор говорит: { $message }.
finding-unfit = Модуль компилируется, но то, что он отдаёт, не подходит к условию: { $message }.
finding-banned = `{ $what }` здесь использовать нельзя: это обращение к часам, процессу, файлам, сети или самим проверкам, а условие ничего такого не требует.
finding-attribute = Атрибут `{ $what }` здесь использовать нельзя: он действует за пределами вашего модуля.
finding-file-module = `mod { $what };` называет другой файл. Всё упражнение живёт в одном файле: напишите `mod { $what } { "{ … }" }`.
finding-static-mut = `static mut { $what }` здесь использовать нельзя; `static` с атомиком или `Mutex` говорит то же безопасно.
finding-outside = `{ $what }::` ведёт наружу из вашего модуля. Для своих элементов есть `self::`.
finding-foreign = Элементы `extern` здесь использовать нельзя.
finding-too-deep = Вложенность здесь глубже, чем можно проследить, поэтому модуль не компилировался. Дайте частям собственные имена.

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
verify-complaint = ожидалось: { $expected }; получено: { $seen }
verify-passed = прошла
verify-passed-unlisted = прошла (в `also` её нет)
verify-failed-listed = не прошла (она есть в `also`)
verify-not-run = не запускалась
verify-runs = модуль запускается
verify-check = проверка `{ $name }`
verify-no-check = такой проверки нет
verify-headline = главная находка { $name }
verify-nothing = ничего
verify-readable = читаемый мутант
verify-unreadable = { $why }
verify-header = мутант с заголовком
verify-no-header = в его первых строках нет `//! fails: …` и `//! tells: …`
verify-finding = { $name }
verify-found = { $name } { $facts }
verify-found-at = { $name } { $facts }, строка { $line }
verify-of-pack = Это комплект студента: эталонов и мутантов в нём нет. Упражнения доказывают в репозитории авторов.
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
fault-killed = Компилятор был убит посреди работы. Системы делают так, когда кончается память: закройте другие программы и запустите снова.
fault-silent = Процесс, который выполняет проверки, молчит уже { $seconds } с, хотя любая проверка кончается раньше. Кто-то его остановил, или машина стоит. Запустите снова.
fault-other = Сбой грейдера, а не ваш: { $why }
fault-ours = Это сбой грейдера или машины, а не решения; оценка не выставлена.

## По дороге

way-next = Дальше: { $exercise }, { $title }. Файл: { $file }
way-skipped = Отложено: { $exercise }. Вернуться: `cargo grade open { $exercise }`.
way-all-done = Открытых упражнений больше нет.
way-hint = { $exercise }, подсказка { $number } из { $all }
way-not-yet = Решение { $exercise } показывается после того, как упражнение принято. Посмотреть сейчас: `cargo grade solution { $exercise } --give-up`; это запоминается.
way-no-solution = С этим курсом решение { $exercise } не поставляется.
way-no-editor = Редактор не задан: укажите --editor или переменную VISUAL либо EDITOR.
way-editor-failed = Редактор `{ $editor }` не запускается: { $why }
reset-what = Укажите, какие упражнения вернуть к заготовке, или добавьте --all.
reset-sure = Вернуть заготовку { $exercise }? Ваш файл останется в .dojo/backup. [д/Н]
reset-done = Заготовка { $exercise } на месте. То, что там было, лежит в { $backup }
reset-made = Заготовка { $exercise } на месте.
reset-unchanged = { $exercise } и так заготовка.
reset-kept = { $exercise } остаётся как есть.
reset-no-stub = В этом курсе нет заготовки { $exercise }, чтобы её вернуть. В репозитории авторов заготовка лежит в истории версий.

## Экран `grader watch`

watch-view-verdict = вердикт
watch-view-statement = условие
watch-view-hints = подсказки
watch-view-timeline = временная шкала
watch-view-solution = решение
watch-view-list = упражнения
watch-view-reset = сброс
watch-view-help = помощь
watch-key-next = дальше
watch-key-previous = назад
watch-key-jump = найти
watch-key-hint = подсказка
watch-key-list = список
watch-key-statement = условие
watch-key-timeline = шкала
watch-key-solution = решение
watch-key-all = проверить всё
watch-key-reset = сброс
watch-key-language = English
watch-key-editor = редактор
watch-key-quit = выход
watch-key-skip = отложить
watch-key-help = помощь
watch-key-yes = да
watch-key-back = вернуться
watch-key-choose = выбрать
watch-key-go = перейти
watch-key-filter = поиск
watch-key-check = другая проверка
watch-help = Сохраните свой модуль, и вердикт появится здесь. Что открыто, то остаётся открытым.
watch-help-next = дальше: к следующему упражнению, а после зачёта к следующему открытому
watch-help-previous = назад на одно упражнение
watch-help-jump = найти: наберите часть имени или названия
watch-help-hint = показать открытые подсказки; ещё раз: открыть ещё одну
watch-help-list = список упражнений и их состояние
watch-help-statement = условие
watch-help-timeline = ваша временная шкала и ожидаемая, ← и → для других проверок
watch-help-solution = после зачёта: что вынести для себя, и эталон
watch-help-all = проверить все упражнения
watch-help-reset = вернуть заготовку; ваш файл останется в .dojo/backup
watch-help-skip = отложить упражнение и идти дальше; там же ещё раз: вернуть
watch-help-language = переключить английский и русский
watch-help-editor = открыть модуль в вашем редакторе (VISUAL или EDITOR)
watch-help-quit = выход; Ctrl+C делает то же
watch-help-help = эта страница
watch-help-scroll = прокрутка; также page up, page down, пробел, home, end
watch-help-back = назад к вердикту
watch-help-signs = ✓ принято, ✗ не принято, · ещё нет, ~ принято и с тех пор изменено, - отложено. На шкалах: █ работает, | закончилось, ! ошибка, # паника, x отменено, > не закончилось, * отметка, ≠ строка не та, что ожидается.
watch-facts = проверки { $passed }/{ $checks } · { $of ->
    [one] { $points } из { $of } балла
   *[other] { $points } из { $of } баллов
}
watch-progress = принято { $passed } из { $all } · { $of ->
    [one] { $points } из { $of } балла
   *[other] { $points } из { $of } баллов
}
watch-millis = { $millis } мс
watch-compiling = компиляция …
watch-checking = проверка { $done }/{ $all } …
watch-no-verdict = вердикта ещё нет
watch-unwritten = Ещё не написано. Измените { $file } и сохраните; вердикт появится здесь.
watch-passed = o покажет, что вынести для себя, и эталон; n ведёт дальше.
watch-passed-alone = n ведёт дальше.
watch-more-hints = h откроет ещё одну подсказку.
watch-all-hints = Других подсказок нет.
watch-not-passed = Покажется после зачёта. Сейчас: cargo grade solution { $what } --give-up
watch-damaged-seal = { $what } повреждён; `cargo grade update` принесёт его заново.
watch-no-solution = Решения { $what } в этом курсе нет.
watch-skipped = Отложено: { $what }. Там же S вернёт его.
watch-taken-back = { $what } снова открыто.
watch-not-skipped = { $what } уже принято; n ведёт дальше.
watch-saved-elsewhere = Сохранено { $what }: enter ведёт туда.
watch-failed = Сбой грейдера, а не ваш: { $what }
watch-polling = Файлы просматриваются каждые 250 мс, потому что система не сообщает об изменениях: { $what }
watch-not-remembered = Это не удалось запомнить: { $what }
watch-no-editor = Редактор не назван: задайте VISUAL или EDITOR.
watch-editor-failed = Редактор не запускается: { $what }
watch-no-reset = Заготовки { $what } в этом курсе нет, возвращать нечего.
watch-reset-sure = Вернуть заготовку { $what }? Нынешний файл останется в .dojo/backup. Клавиша y или д: да, любая другая: нет.
watch-reset = Заготовка возвращена; прежний файл лежит в { $what }
watch-reset-made = Заготовка { $what } возвращена.
watch-filter = Поиск:
watch-none = Такого упражнения нет.
watch-too-small = Это окно мало для грейдера: нужно хотя бы 40 столбцов и 10 строк. q: выход.
watch-no-terminal = `grader watch` нужен терминал. Без него: `grader check`, а для программ `grader check --format json`.

## Комплекты, сдача, обновление

way-damaged-seal = { $file } повреждён и не открывается. Это часть комплекта; `cargo grade update` принесёт его заново.
pack-written = Записано и доказано: { $out }, { $files ->
    [one] { $files } файл
    [few] { $files } файла
   *[many] { $files } файлов
}. Ничего скрытого внутри нет.
pack-of-pack = Это уже комплект студента. Комплекты делают в репозитории авторов, где есть скрытые проверки.
pack-leaks = В комплект { $leaks ->
    [one] попал бы { $leaks } секрет
    [few] попали бы { $leaks } секрета
   *[many] попало бы { $leaks } секретов
}, поэтому он не записан.
pack-leak-file = { $place }: файл или папка `{ $from }` остаётся у преподавателя.
pack-leak-name = { $place }: имя `{ $seen }` взято из { $from }.
pack-leak-finding = { $place }: о `{ $seen }` говорят только скрытые проверки.
pack-leak-code = { $place }: эта строка взята из { $from }: { $seen }
pack-leak-words = { $place }: эти слова взяты из { $from }: { $seen }
pack-leak-timeline = { $place }: это временная шкала из { $from }.
submit-ending = { $out } должен оканчиваться на .zip или .tar.gz.
submit-written = { $out }: { $modules ->
    [one] { $modules } модуль
    [few] { $modules } модуля
   *[many] { $modules } модулей
} и manifest.json, { $unfinished ->
    [0] приняты все упражнения
    [one] не принято { $unfinished } упражнение
    [few] не приняты { $unfinished } упражнения
   *[many] не принято { $unfinished } упражнений
}.
submit-missing = модуля нет; по этому упражнению ничего не сдаётся
submit-unreadable = не читается как модуль; сдаётся как есть, если это файл
submit-not-written = ещё не написано; сдаётся заготовка
submit-not-compiling = не компилируется; всё равно сдаётся
submit-refused = отклонено правилами исходного кода; всё равно сдаётся
submit-failed = в последний раз прошли не все проверки
submit-changed = изменено после того, как было принято, и заново не проверено
submit-unknown = в этом виде ещё не проверялось
update-no-pack = Это не распакованный комплект: нет читаемого grader/pack.json. Клон репозитория обновляют через git.
update-added = добавлен  { $path }
update-changed = изменён   { $path }
update-removed = удалён    { $path }
update-kept = сохранён  { $path }
update-backup = (вы его меняли; копия лежит в { $backup })
update-done = Добавлено: { $added }, изменено: { $changed }, удалено: { $removed }; { $kept ->
    [0] ваши модули ничему не мешали
    [one] сохранён { $kept } модуль с вашей работой
    [few] сохранены { $kept } модуля с вашей работой
   *[many] сохранено { $kept } модулей с вашей работой
}.
fault-no-pack = { $path } не комплект: это не папка и не .zip или .tar.gz с читаемым grader/pack.json.
fault-exists = { $path } уже есть. Назовите другое место; архив перезаписывается с --force.
fault-missing = Нет { $file }, поэтому комплект сделать нельзя.
fault-solved = exercises/{ $exercise }.rs уже не заготовка: в нём нет `todo!()`. Верните заготовку, прежде чем делать комплект.
refused-damaged = { $path } отклонён, и ничего не изменено: он повреждён ({ $why }).
refused-name = { $path } отклонён, и ничего не изменено: путь «{ $name }» внутри него ведёт в другое место.
refused-special = { $path } отклонён, и ничего не изменено: «{ $name }» внутри него ссылка или устройство, а не файл.
refused-twice = { $path } отклонён, и ничего не изменено: «{ $name }» встречается в нём дважды.
refused-too-much = { $path } отклонён, и ничего не изменено: { $what ->
    [entries] записей
   *[bytes] байтов
} в нём больше, чем бывает в комплекте.

## Машина

fault-no-sandbox = Песочницы уровня { $tier } здесь нет: { $why }. Подробнее скажет `grader doctor`; ничего не проверено.
doctor-toolchain = компилятор
doctor-course = курс
doctor-checks = проверки
doctor-sandbox = песочница
doctor-processors = процессоры
doctor-disk = диск
doctor-exercises = { $exercises ->
    [one] { $exercises } упражнение
    [few] { $exercises } упражнения
   *[many] { $exercises } упражнений
} в { $folder }
doctor-built = собраны, новее некуда
doctor-not-built = для этой версии курса не собраны; их соберёт первая же проверка
doctor-tier = уровень { $tier }
doctor-highest = уровень { $tier }, выше не бывает
doctor-not-higher = уровня { $tier } здесь нет: { $why }
doctor-free = свободно { $gigabytes } ГБ в { $folder }
doctor-unknown = неизвестно: { $why }

## Сданные решения

finding-refused = Решение отклонено целиком, ничего из него не оценено: { $why ->
    [kind] это не папка и не архив .zip или .tar.gz.
    [damaged] архив повреждён ({ $what }).
    [name] путь «{ $what }» в архиве ведёт за его пределы.
    [special] «{ $what }» в архиве не файл и не папка.
    [twice] «{ $what }» есть в архиве дважды, возможно, в другом написании, и неясно, что имелось в виду.
    [several] модули лежат больше чем в одной папке: { $what }. Сдайте одну из них.
    [too-much] в нём больше { $what ->
        [entries] записей
       *[bytes] байтов
    }, чем бывает в честном решении.
   *[other] { $why }.
}
finding-note-beside = Примечание: оценён { $file }. Рядом есть { $other }, он не прочитан.
finding-note-link = Примечание: { $what } — ссылка, по ней грейдер не пошёл.
finding-note-odd = Примечание: { $count ->
    [one] в архиве пропущена { $count } ссылка или устройство: { $what }
    [few] в архиве пропущены { $count } ссылки или устройства, первая из них { $what }
   *[many] в архиве пропущено { $count } ссылок или устройств, первая из них { $what }
}
grade-missing = Проверять нечего: { $path } не существует.
grade-link = { $path } — ссылка. Она ведёт, куда захотел её автор, поэтому грейдер по ней не идёт: назовите саму папку или сам архив.
grade-special = { $path } — не папка и не файл. Архив из другой программы передают через стандартный ввод: cargo grade grade -
