# Справка и ошибки командной строки. По-английски их говорит clap словами из grader/src/cli/args.rs;
# здесь то же по-русски. Проверка следит, что есть текст для каждой команды и каждого параметра.

## Заголовки и постоянные слова

usage = Использование:
commands = Команды
arguments = Аргументы
options = Параметры
usage-options = [ПАРАМЕТРЫ]
usage-command = КОМАНДА
default = [по умолчанию: { $value }]
values = [возможные значения: { $values }]
values-head = Возможные значения:
exit-codes =
    Коды возврата:
      0  все проверки пройдены
      1  что-то не прошло
      2  командная строка неверна
      3  сбой грейдера или машины; ничего не оценено

## Названия значений

value-CHECK = ПРОВЕРКА
value-COMMAND = КОМАНДА
value-DIR = ПАПКА
value-FILE = ФАЙЛ
value-FORMAT = ФОРМАТ
value-LANG = ЯЗЫК
value-N = N
value-NAME = ИМЯ
value-NAMES = ИМЕНА
value-OUT = КУДА
value-PACK = КОМПЛЕКТ
value-SHELL = ОБОЛОЧКА

## Команды

about = Проверяет упражнения async-dojo и объясняет, почему что-то не прошло
command-check = Проверить упражнения; без имени все (команда по умолчанию)
command-watch = Проверять при каждом сохранении, на одном экране, упражнение за упражнением
command-list = Показать список упражнений
command-show = Показать условие упражнения
command-timeline = Нарисовать вашу временную шкалу рядом с ожидаемой
command-hint = Открыть ещё одну подсказку
command-next = Перейти к следующему открытому упражнению
command-skip = Отложить упражнение и перейти к следующему
command-reset = Вернуть заготовку; то, что там было, останется в .dojo/backup
command-solution = Показать решение, когда упражнение принято
command-open = Открыть упражнение в вашем редакторе
command-submit = Собрать ваши модули в один архив для сдачи
command-update = Обновить этот комплект более новым; ваша работа останется
command-completions = Напечатать автодополнение для оболочки
command-man = Напечатать страницу руководства (на английском)
command-pack = Для преподавателей: сделать то, что получают студенты
command-pack-student = Упражнения, открытые проверки и грейдер; доказано, что скрытого внутри нет
command-verify = Для авторов: доказать упражнения матрицей из эталонов, других верных решений и мутантов
command-help = Показать эту справку или справку о команде

## Аргументы и параметры

option-course = Папка курса [по умолчанию: та, в которой вы находитесь]
option-lang = Язык отчётов и условий [по умолчанию: из `DOJO_LANG`, потом из локали]
option-no_color = Без цвета; то же делает переменная `NO_COLOR`
option-help = Показать справку
option-version = Показать версию
option-check-names = Какие упражнения проверить
option-check-from = Проверить модули из другой папки
option-check-format = Для кого отчёт
option-check-format-text = таблица и главная находка, для людей
option-check-format-json = один документ, для программ
option-check-format-jsonl = строка на каждое событие, как только оно случилось, для программ
option-check-fresh = Проверить заново и то, что не изменилось
option-watch-name = С какого упражнения начать [по умолчанию: с того, над которым вы работаете]
option-watch-poll = Просматривать файлы снова и снова, если система не сообщает об изменениях
option-show-name = Упражнение
option-timeline-name = Упражнение
option-timeline-check = Проверка [по умолчанию: первая не прошедшая со шкалой, а если такой нет, просто первая]
option-timeline-from = Нарисовать модули из другой папки
option-timeline-svg = Записать рисунок вместо того, чтобы печатать шкалу
option-timeline-html = Записать страницу с рисунком, который можно приблизить и рассмотреть
option-hint-name = Упражнение [по умолчанию: текущее]
option-hint-all = Открыть все
option-skip-name = Упражнение [по умолчанию: текущее]
option-reset-names = Какие упражнения вернуть к заготовке
option-reset-all = Вернуть к заготовке все упражнения
option-reset-yes = Не спрашивать
option-solution-name = Упражнение [по умолчанию: текущее]
option-solution-give_up = Показать, хотя упражнение не принято; это запоминается
option-open-name = Упражнение [по умолчанию: текущее]
option-open-editor = Редактор [по умолчанию: из VISUAL, потом из EDITOR]
option-submit-out = Какой архив записать, `.zip` или `.tar.gz`
option-submit-force = Записать поверх уже существующего файла
option-update-pack = Более новый комплект: папка, `.zip` или `.tar.gz`
option-completions-shell = Оболочка
option-pack-student-out = Куда записать: папка или файл, который оканчивается на `.zip` или `.tar.gz`
option-pack-student-with_solutions = Взять с собой решения под печатью, которая снимается, когда упражнение принято
option-pack-student-force = Записать поверх уже существующего архива
option-verify-names = Какие упражнения доказать
option-verify-repeat = Проверить каждую клетку столько раз
option-verify-load = Занять тем временем все процессоры

## Ошибки

error = ошибка:
tip = совет:
similar = есть похожее: { $names }
more-help = Подробнее: '--help'.
error-unknown-option = параметра '{ $what }' нет
error-surplus = аргумент '{ $what }' лишний
error-unknown-command = команды '{ $what }' нет
error-value-missing = для '{ $what }' не указано значение
error-value = значение '{ $value }' не подходит для '{ $what }'
error-value-surplus = '{ $what }' не принимает значения, а указано '{ $value }'
error-missing = не указано обязательное: { $names }
error-conflict = '{ $what }' нельзя указать вместе с { $names }
error-twice = '{ $what }' указано больше одного раза
error-not-utf8 = в командной строке есть текст не в UTF-8
error-other = командную строку не удалось понять
