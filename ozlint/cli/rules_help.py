"""What `--help` says of `ozlint rules` and the commands below it, in both languages."""

from collections.abc import Mapping

from ozlint.model.text import Lang

RULES_HELP: Mapping[Lang, Mapping[str, str]] = {
    "en": {
        "rules": "list, explain, write, try and test rules",
        "rules_examples": (
            "examples:\n"
            "  ozlint rules explain OZ101                        what a rule means, and what to do\n"
            "  ozlint rules new ACME001 --dir my-rules           a rule of your own, to begin with\n"
            "  ozlint rules test my-rules                        does it do what its examples say?"
        ),
        "rules_list": "list the rules",
        "rules_list_examples": (
            "examples:\n"
            "  ozlint rules list                                 all that run here, with their severity\n"
            "  ozlint rules list --rules my-rules --format json  your own too, for a program"
        ),
        "rules_explain": "say what a rule means, and what to do about its findings",
        "rules_explain_examples": "examples:\n  ozlint rules explain OZ101\n  ozlint rules explain overdue-shipment",
        "rules_new": "write the file of a new rule, valid from the first moment",
        "rules_new_examples": (
            "examples:\n"
            "  ozlint rules new ACME001 --name bulk-order --dir my-rules\n"
            "  ozlint rules new ACME002 --from answers/page-1.json --dir my-rules\n\n"
            "The example inside the rule is cut from the first posting of --from: numbers are made up, and the buyer\n"
            "and all free texts are left out. A file that is there is never overwritten."
        ),
        "rules_test": "run the examples of rules; exit 1 if one fails",
        "rules_test_examples": (
            "examples:\n"
            "  ozlint rules test my-rules                        what failed, with the value of every part\n"
            "  ozlint rules test my-rules --junit report.xml     the same for a CI"
        ),
        "rules_try": "evaluate an expression over postings: how many hold, which do not, and why some cannot say",
        "rules_try_examples": (
            "examples:\n"
            "  ozlint rules try 'shipped and missing(tracking_number)' answers/\n"
            "  ozlint rules try carrier answers/                 any value: its most common ones\n"
            "  ozlint rules try 'age(deadline) > days(1)' answers/ --at 2026-11-22T09:00:00Z --show 10\n"
            "  ozlint rules try 'share(status == \"cancelled\", within=days(7)) < 0.1' answers/ --covers 7d"
        ),
        "rules_fields": "list the names that rules may use",
        "rules_functions": "list the functions that rules may call",
        "rules_fields_examples": (
            "examples:\n"
            "  ozlint rules fields tracking       names that have this in them\n"
            "  ozlint rules fields '*.tpl_*'      a pattern\n"
            "  ozlint rules fields status         one name: its known values as well"
        ),
        "rules_functions_examples": "examples:\n  ozlint rules functions number\n  ozlint rules functions sharing",
        "rules_docs": "write docs/rules.md, docs/transitions.md and the tables of the guide, or check them",
        "rules_docs_examples": (
            "examples:\n"
            "  ozlint rules docs --check                         are the pages up to date?\n"
            "  ozlint rules docs my-rules.md --rules my-rules    a page about your own rules as well"
        ),
        "rule_id": "id or name of a rule",
        "rules_format": "text or json",
        "explain_format": "text, markdown or json",
        "new_id": "id of the rule: capital letters of your own and three or four digits, like ACME001",
        "new_name": "its name in words, like bulk-order; default: new-rule",
        "new_from": "a file with a posting to cut the example from; - for standard input",
        "new_dir": "the folder to write to; default: rules",
        "new_at": "the moment of the example (ISO 8601); default: now",
        "test_folder": "folders of rules; default: the packs of the configuration or, without any, the built-in rules",
        "test_junit": "write the outcome as JUnit XML to this file as well",
        "test_verbose": "list the examples that passed too",
        "expression": "an expression of the rule language, in quotes",
        "show": "how many postings to show of each kind; default 3",
        "pattern": "a part of a name or of what it means, or a name with *",
        "docs_check": "only check; exit 1 if a page is out of date",
        "docs_file": "the page of the rules; default docs/rules.md; transitions.md and the guides' tables go beside it",
    },
    "ru": {
        "rules": "перечислить, объяснить, написать, примерить и испытать правила",
        "rules_examples": (
            "примеры:\n"
            "  ozlint rules explain OZ101                        что значит правило и что делать\n"
            "  ozlint rules new ACME001 --dir my-rules           заготовка своего правила\n"
            "  ozlint rules test my-rules                        сходятся ли примеры внутри правил"
        ),
        "rules_list": "перечислить правила",
        "rules_list_examples": (
            "примеры:\n"
            "  ozlint rules list                                 все, что здесь действуют, с серьёзностью\n"
            "  ozlint rules list --rules my-rules --format json  и свои тоже, для программы"
        ),
        "rules_explain": "объяснить правило и что делать с его находками",
        "rules_explain_examples": "примеры:\n  ozlint rules explain OZ101\n  ozlint rules explain overdue-shipment",
        "rules_new": "записать файл нового правила, рабочий с первой минуты",
        "rules_new_examples": (
            "примеры:\n"
            "  ozlint rules new ACME001 --name bulk-order --dir my-rules\n"
            "  ozlint rules new ACME002 --from answers/page-1.json --dir my-rules\n\n"
            "Пример внутри правила вырезается из первого отправления в --from: номера выдуманы, покупателя\n"
            "и свободных текстов в нём нет. Готовый файл никогда не перезаписывается."
        ),
        "rules_test": "прогнать примеры правил; код 1, если какой-то не сошёлся",
        "rules_test_examples": (
            "примеры:\n"
            "  ozlint rules test my-rules                        что не сошлось и чему равна каждая часть\n"
            "  ozlint rules test my-rules --junit report.xml     то же для CI"
        ),
        "rules_try": "вычислить выражение на отправлениях: где выполнено, где нет и где сказать нельзя",
        "rules_try_examples": (
            "примеры:\n"
            "  ozlint rules try 'shipped and missing(tracking_number)' answers/\n"
            "  ozlint rules try carrier answers/                 любое значение: самые частые\n"
            "  ozlint rules try 'age(deadline) > days(1)' answers/ --at 2026-11-22T09:00:00Z --show 10\n"
            "  ozlint rules try 'share(status == \"cancelled\", within=days(7)) < 0.1' answers/ --covers 7d"
        ),
        "rules_fields": "перечислить имена, доступные правилам",
        "rules_functions": "перечислить функции, доступные правилам",
        "rules_fields_examples": (
            "примеры:\n"
            "  ozlint rules fields tracking       имена, в которых это есть\n"
            "  ozlint rules fields '*.tpl_*'      шаблон\n"
            "  ozlint rules fields status         одно имя: и его известные значения"
        ),
        "rules_functions_examples": "примеры:\n  ozlint rules functions number\n  ozlint rules functions sharing",
        "rules_docs": "записать docs/rules.md, docs/transitions.md и таблицы руководства или проверить, свежие ли они",
        "rules_docs_examples": (
            "примеры:\n"
            "  ozlint rules docs --check                         свежие ли страницы\n"
            "  ozlint rules docs my-rules.md --rules my-rules    страница и о своих правилах"
        ),
        "rule_id": "номер или имя правила",
        "rules_format": "text или json",
        "explain_format": "text, markdown или json",
        "new_id": "номер правила: свои заглавные буквы и три-четыре цифры, например ACME001",
        "new_name": "имя словами, например bulk-order; по умолчанию new-rule",
        "new_from": "файл с отправлением, из которого вырезать пример; - это стандартный ввод",
        "new_dir": "папка, куда записать; по умолчанию rules",
        "new_at": "момент примера (ISO 8601); по умолчанию сейчас",
        "test_folder": "папки с правилами; по умолчанию packs из настроек, а если их нет — встроенные правила",
        "test_junit": "записать итог ещё и в этот файл, в формате JUnit XML",
        "test_verbose": "перечислить и те примеры, что сошлись",
        "expression": "выражение на языке правил, в кавычках",
        "show": "сколько отправлений показать каждого вида; по умолчанию 3",
        "pattern": "часть имени или того, что оно значит, либо имя со звёздочкой",
        "docs_check": "только проверить; код 1, если страница устарела",
        "docs_file": "страница с правилами; по умолчанию docs/rules.md; рядом — transitions.md и таблицы руководств",
    },
}
