"""What `--help` says of asking Ozon, in both languages."""

from collections.abc import Mapping

from ozlint.model.text import Lang

FETCH_HELP: Mapping[Lang, Mapping[str, str]] = {
    "en": {
        "fetch": "fetch postings from Ozon's Seller API into a snapshot; reads only",
        "fetch_examples": (
            "WHEN is a date, a date-time, or so long before now: 2026-11-01, 2026-11-01T09:00:00Z, 14d, 36h.\n"
            "A date counts as a whole day, and so do days before now (in UTC).\n\n"
            "examples:\n"
            "  ozlint fetch --since 14d -o snapshot.ndjson.gz\n"
            "  ozlint fetch --since 2026-11-01 --to 2026-11-22 --scheme fbs,fbo -o november.ndjson.gz\n"
            "  ozlint fetch --into snapshots --account main --account second\n"
            "  ozlint fetch --resume -o november.ndjson.gz\n\n"
            "The key: OZON_CLIENT_ID and OZON_API_KEY, or accounts in the user's keys.toml (docs/fetching.md).\n"
            "exit codes: 0 complete, 2 wrong usage, 3 not complete"
        ),
        "fetch_output": "the snapshot; packed if it ends in .gz",
        "fetch_into": "a folder of snapshots, where each gets a name by account and time",
        "resume": "go on with an interrupted fetch, from the page where it ended",
        "since": "from when on, by the moment the processing began; default: 14d",
        "to": "up to when; default: now",
        "scheme": "fbs (rFBS is part of it; default), fbo, or both: fbs,fbo",
        "unfulfilled": "only what is not finished, by the date it has to be packed; default: up to 30 days from now",
        "status": "only postings in these statuses, comma-separated",
        "details": "ask for each FBS posting by itself as well, for its hand-over and related postings: slower",
        "live_details": (
            "ask for each FBS posting by itself, and fail without its details; default: only for those whose details "
            "the rules read, as far as that goes"
        ),
        "no_details": "ask for no posting by itself: rules that read details see what the lists have",
        "via": "list (default), or report: have Ozon make its report, a table of at most three months of one scheme",
        "account": "an account of the user's keys.toml; may be repeated; default: accounts of the configuration",
        "api_url": "address of the API; default: Ozon's own",
        "max_requests": "give up an account after so many requests",
        "timeout": "give up an account after so long: 10m",
        "check_fetch": "check what Ozon has right now: fetch it first, in place of INPUT; takes the flags below",
        "live_into": "keep what is fetched in this folder of snapshots; default: it is deleted after the check",
        "fetch_tz": "zone of dates and times that come without one; default: UTC",
        "watch": "check what Ozon has again and again, and tell what is new or gone",
        "watch_examples": (
            "A report with a file is written anew each round: --format json:now.json. If Ozon does not answer,\n"
            "that is told once, and it is asked again; Ctrl-C or SIGTERM ends it.\n\n"
            "examples:\n"
            "  ozlint watch\n"
            "  ozlint watch --every 30m --since 7d --account main --account second\n"
            "  ozlint watch --select OZ3 --into snapshots --format text --format json:now.json\n\n"
            "exit codes: 0 ended by a signal, 2 wrong usage, 3 Ozon refuses every account from the beginning"
        ),
        "every": "from the beginning of one round to that of the next; default: 10m",
        "doctor": "look at key, rights, clocks and settings, and say what keeps fetching from working",
        "doctor_examples": (
            "examples:\n"
            "  ozlint doctor\n"
            "  ozlint doctor --account main --format json\n\n"
            "exit codes: 0 all is well, 1 a check failed, 2 wrong usage, 3 Ozon could not be asked"
        ),
        "doctor_format": "text (default) or json",
        "doctor_scheme": "the schemes that the account sells by; default: fbs,fbo",
    },
    "ru": {
        "fetch": "загрузить отправления из Seller API Ozon в снимок; только чтение",
        "fetch_examples": (
            "WHEN — дата, дата со временем или срок до текущего момента: 2026-11-01, 2026-11-01T09:00:00Z, 14d, 36h.\n"
            "Дата — это целые сутки, срок в сутках — тоже (по UTC).\n\n"
            "примеры:\n"
            "  ozlint fetch --since 14d -o snapshot.ndjson.gz\n"
            "  ozlint fetch --since 2026-11-01 --to 2026-11-22 --scheme fbs,fbo -o november.ndjson.gz\n"
            "  ozlint fetch --into snapshots --account main --account second\n"
            "  ozlint fetch --resume -o november.ndjson.gz\n\n"
            "Ключ: OZON_CLIENT_ID и OZON_API_KEY или кабинеты в файле пользователя keys.toml (docs/fetching.md).\n"
            "коды выхода: 0 загружено всё, 2 ошибка в команде, 3 загружено не всё"
        ),
        "fetch_output": "файл снимка; сжимается, если имя кончается на .gz",
        "fetch_into": "папка снимков, имена в ней даются по кабинету и времени",
        "resume": "продолжить прерванную загрузку с той страницы, где она остановилась",
        "since": "с какого момента, по началу обработки; по умолчанию 14d",
        "to": "по какой момент; по умолчанию по текущий",
        "scheme": "fbs (вместе с rFBS; по умолчанию), fbo или обе: fbs,fbo",
        "unfulfilled": "только необработанные, по сроку сборки; по умолчанию до 30 дней вперёд",
        "status": "только отправления в этих статусах, через запятую",
        "details": "запросить ещё и каждое отправление FBS отдельно: дата передачи и связанные отправления; медленнее",
        "live_details": (
            "запросить каждое отправление FBS отдельно, без подробностей не проверять; по умолчанию — только те, "
            "подробности которых читают правила, насколько получится"
        ),
        "no_details": "не запрашивать отправления по отдельности: правилам хватит того, что есть в списках",
        "via": "list (по умолчанию) или report: отчёт Ozon, таблица не больше чем за три месяца по одной схеме",
        "account": "кабинет из keys.toml пользователя; можно повторять; по умолчанию accounts из настроек",
        "api_url": "адрес API; по умолчанию адрес Ozon",
        "max_requests": "бросить кабинет после стольких запросов",
        "timeout": "бросить кабинет по истечении срока: 10m",
        "check_fetch": "проверить то, что есть у Ozon сейчас: сначала загрузить, вместо INPUT; флаги ниже — для этого",
        "live_into": "оставить загруженное в этой папке снимков; по умолчанию после проверки удаляется",
        "fetch_tz": "пояс для дат и времени, у которых он не указан; по умолчанию UTC",
        "watch": "снова и снова проверять то, что есть у Ozon, и сообщать, что появилось и что ушло",
        "watch_examples": (
            "Отчёт с файлом обновляется при каждой проверке: --format json:now.json. О том, что Ozon не отвечает,\n"
            "говорим один раз и спрашиваем снова; завершить — Ctrl-C или SIGTERM.\n\n"
            "примеры:\n"
            "  ozlint watch\n"
            "  ozlint watch --every 30m --since 7d --account main --account second\n"
            "  ozlint watch --select OZ3 --into snapshots --format text --format json:now.json\n\n"
            "коды выхода: 0 завершено сигналом, 2 ошибка в команде, 3 Ozon с самого начала отказывает всем кабинетам"
        ),
        "every": "от начала одной проверки до начала следующей; по умолчанию 10m",
        "doctor": "посмотреть на ключ, права, часы и настройки и сказать, что мешает загрузке",
        "doctor_examples": (
            "примеры:\n"
            "  ozlint doctor\n"
            "  ozlint doctor --account main --format json\n\n"
            "коды выхода: 0 всё в порядке, 1 есть ошибки, 2 ошибка в команде, 3 спросить Ozon не удалось"
        ),
        "doctor_format": "text (по умолчанию) или json",
        "doctor_scheme": "схемы, по которым работает кабинет; по умолчанию fbs,fbo",
    },
}
