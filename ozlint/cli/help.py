"""What `--help` says, in both languages."""

from collections.abc import Mapping, Sequence

from ozlint.cli.config_help import CONFIG_HELP
from ozlint.cli.fetch_help import FETCH_HELP
from ozlint.cli.ozon_help import OZON_HELP
from ozlint.cli.plan_help import PLAN_HELP
from ozlint.cli.rules_help import RULES_HELP
from ozlint.cli.start_help import START_HELP
from ozlint.cli.terminal import Terminal
from ozlint.cli.triage_help import TRIAGE_HELP
from ozlint.config.environment import LANGUAGE
from ozlint.model.text import Lang


def choose_language(arguments: Sequence[str], terminal: Terminal) -> Lang:
    """Return the language to speak until the configuration is read: --lang, OZLINT_LANG, else the locale's."""
    chosen = terminal.environ.get(LANGUAGE, "").strip()
    for place, argument in enumerate(arguments):
        if argument == "--lang" and place + 1 < len(arguments):
            chosen = arguments[place + 1]
        elif argument.startswith("--lang="):
            chosen = argument.removeprefix("--lang=")
    if chosen in ("en", "ru"):
        return "ru" if chosen == "ru" else "en"
    return terminal.lang


HELP: Mapping[Lang, Mapping[str, str]] = {
    "en": {
        **RULES_HELP["en"],
        **CONFIG_HELP["en"],
        **OZON_HELP["en"],
        **FETCH_HELP["en"],
        **TRIAGE_HELP["en"],
        **PLAN_HELP["en"],
        **START_HELP["en"],
        "ozlint": "A linter for Ozon postings: is what Ozon says of a shipment true, complete and on time?",
        "ozlint_examples": (
            "examples:\n"
            "  ozlint init                        settings, a first rule and a CI file for this folder\n"
            "  ozlint check                       check what ozlint.yaml names\n"
            "  ozlint check answers/              check every API answer saved in a folder\n"
            "  ozlint check orders.ndjson.gz      a file; the format is recognised from its content\n"
            "  ozlint check - < answer.json       standard input\n"
            "  ozlint rules explain OZ101         what a rule means, and what to do\n\n"
            "exit codes: 0 clean, 1 findings, 2 wrong usage or rule, 3 the job could not be done whole, 70 a bug"
        ),
        "version": "print the version and exit",
        "commands": "commands",
        "check": "check postings and report what is wrong",
        "check_examples": (
            "examples:\n"
            "  ozlint check examples/shipped-without-number/postings.json\n"
            "  ozlint check answers/ --profile safety --fail-on warning\n"
            "  ozlint check answers/ --select OZ1,late --ignore OZ107 --at 2026-11-22T09:00:00Z\n"
            "  ozlint check answers/ --rules my-rules --format text --format json:ozlint-report.json\n"
            "  ozlint check answers/ --sort cost --format html:report.html\n"
            "  ozlint check answers/ --format github --format sarif:ozlint.sarif\n"
            "  ozlint check --fetch --since 14d\n"
            "  ozlint check answers/ --updates plan.json --write-passed passed.json --write-held held.json"
        ),
        "inputs": "files, folders, globs, or - for standard input; default: inputs of the configuration",
        "inputs_command": "say what files are, and which rules can be judged on them",
        "inputs_examples": (
            "examples:\n"
            "  ozlint inputs orders.csv                      what it was taken for, and what it lets rules judge\n"
            "  ozlint inputs answers/ --format json          the same for programs"
        ),
        "inputs_output": "text or json; default: text on a terminal, json otherwise",
        "tracking": "what carriers say of the parcels: their answers, webhooks, or a table of events; may be repeated",
        "carrier_map": "a file that says what further codes of carriers mean",
        "require_tracking": "that no posting has any event of a carrier is a failure",
        "previous": "an earlier snapshot of the postings, or a log of Ozon's notifications; may be repeated",
        "tracking_at": "when the carriers were asked, where a file does not say; default: at the moment of the run",
        "input_format": "what the inputs are, instead of recognising it: json, ndjson, csv, xlsx, parquet",
        "at": "judge as of this moment (ISO 8601); default: now",
        "rules_dir": "a folder of your own rules, or an installed pack, beside the built-in ones; may be repeated",
        "no_builtin": "only the rules of --rules (undecodable and incomplete data is told all the same)",
        "select": "run these rules in place of the profile's: id, its beginning (OZ1), tag or name; comma-separated",
        "ignore": "do not run these rules",
        "profile": "which rules run: safety, recommended (default), pedantic",
        "fail_on": "exit 1 from this severity on: error (default), warning, info, never",
        "format": (
            "NAME or NAME:FILE; may be repeated, one of them without a file; for people: text (default), markdown, "
            "html, csv, xlsx; for programs: json, ndjson; for CI: sarif, junit, github, github-summary, gitlab"
        ),
        "jobs": (
            "how many processes judge a large input of JSON that stands alone (without --tracking, --previous and "
            "--updates); default: 1"
        ),
        "group": "group the text by posting (default) or by rule",
        "sort": "what comes first: the gravest findings (severity, default) or the costliest (cost)",
        "lang": "language of the output: en or ru; default: the locale's",
        "covers": "the inputs hold all postings of so long before now: 15d; the report says which rules need it",
        "allow_empty": "zero postings are no failure",
        "allow_incomplete": "an answer that promises more, or a date that cannot be read, is no failure",
        "must_evaluate": "ids of rules that must be able to judge something and have the inputs they need; else exit 3",
        "engine": "local (default), or spark: INPUT, --tracking and --previous are Parquet or NDJSON that Spark reads",
        "verbose": "list everything that was not evaluated",
        "no_cache": "read every rule file anew, and keep nothing of them in the user's cache folder",
    },
    "ru": {
        **RULES_HELP["ru"],
        **CONFIG_HELP["ru"],
        **OZON_HELP["ru"],
        **FETCH_HELP["ru"],
        **TRIAGE_HELP["ru"],
        **PLAN_HELP["ru"],
        **START_HELP["ru"],
        "ozlint": "Линтер отправлений Ozon: правда ли то, что Ozon о них говорит, всё ли указано и вовремя ли?",
        "ozlint_examples": (
            "примеры:\n"
            "  ozlint init                        настройки, первое правило и файл для CI в этой папке\n"
            "  ozlint check                       проверить то, что названо в ozlint.yaml\n"
            "  ozlint check answers/              проверить все ответы API, сохранённые в папке\n"
            "  ozlint check orders.ndjson.gz      файл; формат определяется по содержимому\n"
            "  ozlint check - < answer.json       стандартный ввод\n"
            "  ozlint rules explain OZ101         что значит правило и что делать\n\n"
            "коды выхода: 0 чисто, 1 есть находки, 2 ошибка в команде или правиле, 3 проверить всё не удалось, 70 сбой"
        ),
        "version": "показать версию",
        "commands": "команды",
        "check": "проверить отправления и рассказать, что не так",
        "check_examples": (
            "примеры:\n"
            "  ozlint check examples/shipped-without-number/postings.json\n"
            "  ozlint check answers/ --profile safety --fail-on warning\n"
            "  ozlint check answers/ --select OZ1,late --ignore OZ107 --at 2026-11-22T09:00:00Z\n"
            "  ozlint check answers/ --rules my-rules --format text --format json:ozlint-report.json\n"
            "  ozlint check answers/ --sort cost --format html:report.html\n"
            "  ozlint check answers/ --format github --format sarif:ozlint.sarif\n"
            "  ozlint check --fetch --since 14d\n"
            "  ozlint check answers/ --updates plan.json --write-passed passed.json --write-held held.json"
        ),
        "inputs": "файлы, папки, маски или - для стандартного ввода; по умолчанию inputs из настроек",
        "inputs_command": "рассказать, что это за файлы и какие правила по ним можно проверить",
        "inputs_examples": (
            "примеры:\n"
            "  ozlint inputs orders.csv                      чем он оказался и что по нему можно проверить\n"
            "  ozlint inputs answers/ --format json          то же для программ"
        ),
        "inputs_output": "text или json; по умолчанию на терминале text, иначе json",
        "tracking": "что говорят службы доставки: их ответы, вебхуки или таблица событий; можно повторять",
        "carrier_map": "файл, где сказано, что значат другие коды служб доставки",
        "require_tracking": "считать сбоем, если ни об одном отправлении службы доставки ничего не говорят",
        "previous": "прошлый снимок отправлений или журнал уведомлений Ozon; можно повторять",
        "tracking_at": "когда спросили службы доставки, если файл этого не говорит; по умолчанию на момент проверки",
        "input_format": "чем считать входные данные, не определяя самим: json, ndjson, csv, xlsx, parquet",
        "at": "проверять на этот момент (ISO 8601); по умолчанию сейчас",
        "rules_dir": "папка со своими правилами или установленный набор, вдобавок к встроенным; можно повторять",
        "no_builtin": "только правила из --rules (о нечитаемых и неполных данных скажем всё равно)",
        "select": "вместо профиля запустить эти правила: номер, его начало (OZ1), тег или имя; через запятую",
        "ignore": "эти правила не запускать",
        "profile": "какие правила запускать: safety, recommended (по умолчанию), pedantic",
        "fail_on": "с какой серьёзности код выхода 1: error (по умолчанию), warning, info, never",
        "format": (
            "ИМЯ или ИМЯ:ФАЙЛ; можно повторять, без файла только один; людям: text (по умолчанию), markdown, csv, "
            "html, xlsx; программам: json, ndjson; для CI: sarif, junit, github, github-summary, gitlab"
        ),
        "jobs": (
            "сколько процессов проверяют большие данные в JSON, если они одни (без --tracking, --previous и "
            "--updates); по умолчанию 1"
        ),
        "group": "группировать текст по отправлениям (posting) или по правилам (rule)",
        "sort": "что показывать первым: самое серьёзное (severity, по умолчанию) или самое дорогое (cost)",
        "lang": "язык вывода: en или ru; по умолчанию из локали",
        "covers": "в данных есть все отправления за столько времени: 15d; каким правилам это нужно, скажет отчёт",
        "allow_empty": "ноль отправлений не считать сбоем",
        "allow_incomplete": "не считать сбоем ответ, который обещает продолжение, и даты, которые не прочитать",
        "must_evaluate": "правила, которые обязаны что-то проверить и получить все нужные им данные, иначе код 3",
        "engine": "local (по умолчанию) или spark: INPUT, --tracking, --previous — Parquet или NDJSON, их читает Spark",
        "verbose": "перечислить всё, что не удалось проверить",
        "no_cache": "читать файлы правил заново и ничего из них не хранить в кэше пользователя",
    },
}
