"""What `--help` says, in both languages."""

from collections.abc import Mapping, Sequence

from ozlint.cli.terminal import Terminal
from ozlint.model.text import Lang


def choose_language(arguments: Sequence[str], terminal: Terminal) -> Lang:
    """Return the language to speak: --lang, else the locale's."""
    chosen = ""
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
        "ozlint": "A linter for Ozon postings: is what Ozon says of a shipment true, complete and on time?",
        "ozlint_examples": (
            "examples:\n"
            "  ozlint check answers/              check every API answer saved in a folder\n"
            "  ozlint check orders.ndjson.gz      a file; the format is recognised from its content\n"
            "  ozlint check - < answer.json       standard input\n"
            "  ozlint rules explain OZ101         what a rule means, and what to do\n\n"
            "exit codes: 0 clean, 1 findings, 2 wrong usage or rule, 3 the job could not be done whole"
        ),
        "version": "print the version and exit",
        "commands": "commands",
        "check": "check postings and report what is wrong",
        "check_examples": (
            "examples:\n"
            "  ozlint check examples/shipped-without-number/postings.json\n"
            "  ozlint check answers/ --profile safety --fail-on warning\n"
            "  ozlint check answers/ --select OZ1,late --ignore OZ107 --at 2026-11-22T09:00:00Z\n"
            "  ozlint check answers/ --rules my-rules --format text --format json:report.json"
        ),
        "inputs": "files, folders, globs, or - for standard input",
        "input_format": "what the inputs are, instead of recognising it: json or ndjson",
        "at": "judge as of this moment (ISO 8601); default: now",
        "rules_dir": "a folder of your own rules, beside the built-in ones; may be repeated",
        "no_builtin": "only the rules of --rules (undecodable and incomplete data is told all the same)",
        "select": "run these rules in place of the profile's: id, its beginning (OZ1), tag or name; comma-separated",
        "ignore": "do not run these rules",
        "profile": "which rules run: safety, recommended (default), pedantic",
        "fail_on": "exit 1 from this severity on: error (default), warning, info, never",
        "format": "NAME or NAME:FILE; may be repeated; text (default), json",
        "group": "group the text by posting (default) or by rule",
        "lang": "language of the output: en or ru; default: the locale's",
        "allow_empty": "zero postings are no failure",
        "allow_incomplete": "an answer whose last page says that there are more is no failure",
        "must_evaluate": "ids of rules that must be able to judge something, else exit 3; comma-separated",
        "verbose": "list everything that was not evaluated",
        "rules": "list, explain, test and document rules",
        "rules_list": "list the rules",
        "rules_explain": "say what a rule means, and what to do about its findings",
        "rules_test": "run the examples of rules; exit 1 if one fails",
        "rules_docs": "write docs/rules.md, or check that it is up to date",
        "rule_id": "id or name of a rule",
        "rules_format": "text or json",
        "test_folder": "a folder of rules; default: the built-in ones",
        "docs_check": "only check; exit 1 if the file is out of date",
        "docs_file": "the file; default docs/rules.md",
    },
    "ru": {
        "ozlint": "Линтер отправлений Ozon: правда ли то, что Ozon о них говорит, всё ли указано и вовремя ли?",
        "ozlint_examples": (
            "примеры:\n"
            "  ozlint check answers/              проверить все ответы API, сохранённые в папке\n"
            "  ozlint check orders.ndjson.gz      файл; формат определяется по содержимому\n"
            "  ozlint check - < answer.json       стандартный ввод\n"
            "  ozlint rules explain OZ101         что значит правило и что делать\n\n"
            "коды выхода: 0 всё чисто, 1 есть находки, 2 ошибка в команде или правиле, 3 проверить всё не удалось"
        ),
        "version": "показать версию",
        "commands": "команды",
        "check": "проверить отправления и рассказать, что не так",
        "check_examples": (
            "примеры:\n"
            "  ozlint check examples/shipped-without-number/postings.json\n"
            "  ozlint check answers/ --profile safety --fail-on warning\n"
            "  ozlint check answers/ --select OZ1,late --ignore OZ107 --at 2026-11-22T09:00:00Z\n"
            "  ozlint check answers/ --rules my-rules --format text --format json:report.json"
        ),
        "inputs": "файлы, папки, маски или - для стандартного ввода",
        "input_format": "чем считать входные данные, не определяя самим: json или ndjson",
        "at": "проверять на этот момент (ISO 8601); по умолчанию сейчас",
        "rules_dir": "папка со своими правилами, вдобавок к встроенным; можно повторять",
        "no_builtin": "только правила из --rules (о нечитаемых и неполных данных скажем всё равно)",
        "select": "вместо профиля запустить эти правила: номер, его начало (OZ1), тег или имя; через запятую",
        "ignore": "эти правила не запускать",
        "profile": "какие правила запускать: safety, recommended (по умолчанию), pedantic",
        "fail_on": "с какой серьёзности код выхода 1: error (по умолчанию), warning, info, never",
        "format": "ИМЯ или ИМЯ:ФАЙЛ; можно повторять; text (по умолчанию), json",
        "group": "группировать текст по отправлениям (posting) или по правилам (rule)",
        "lang": "язык вывода: en или ru; по умолчанию из локали",
        "allow_empty": "ноль отправлений не считать сбоем",
        "allow_incomplete": "не считать сбоем ответ, который обещает продолжение",
        "must_evaluate": "правила, которые обязаны что-то проверить, иначе код 3; через запятую",
        "verbose": "перечислить всё, что не удалось проверить",
        "rules": "перечислить, объяснить, испытать и описать правила",
        "rules_list": "перечислить правила",
        "rules_explain": "объяснить правило и что делать с его находками",
        "rules_test": "прогнать примеры правил; код 1, если какой-то не сошёлся",
        "rules_docs": "записать docs/rules.md или проверить, что он свежий",
        "rule_id": "номер или имя правила",
        "rules_format": "text или json",
        "test_folder": "папка с правилами; по умолчанию встроенные",
        "docs_check": "только проверить; код 1, если файл устарел",
        "docs_file": "файл; по умолчанию docs/rules.md",
    },
}
