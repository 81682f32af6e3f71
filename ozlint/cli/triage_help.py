"""What `--help` says of suppressions and baselines, in both languages."""

from collections.abc import Mapping

from ozlint.model.text import Lang

TRIAGE_HELP: Mapping[Lang, Mapping[str, str]] = {
    "en": {
        "baseline_file": "findings that do not count: a file of `ozlint baseline create`, or an earlier JSON report",
        "no_suppressions": "findings that ozlint-suppressions.yaml suppresses count all the same",
        "baseline": "write down the findings that are there already, so that only new ones fail",
        "baseline_examples": (
            "examples:\n"
            "  ozlint baseline create answers/              writes ozlint-baseline.json\n"
            "  ozlint check answers/ --baseline ozlint-baseline.json\n"
            "  ozlint baseline prune answers/               takes out what is gone; nothing new gets in\n"
            "  ozlint baseline update answers/              takes in what is new as well\n\n"
            "exit codes: 0 written, 2 wrong usage or rule, 3 written, but of a job that could not be done whole"
        ),
        "baseline_create": "write the findings of a run into a file that is not there yet",
        "baseline_update": "take the findings of a run into the baseline, and those that are gone out of it",
        "baseline_prune": "take out of the baseline what is gone",
        "suppressions": "findings that do not count for a while: look them over, add one",
        "suppressions_examples": (
            "examples:\n"
            "  ozlint suppressions audit\n"
            '  ozlint suppressions add OZ301 12345678-0001-1 --reason "the carrier is on strike" --expires 7d\n'
            "  ozlint suppressions add OZ302 --when 'warehouse == \"Юг\"' --reason flood --expires 2026-12-05"
        ),
        "suppressions_audit": "list all suppressions, what expires first at the beginning; exit 1 if one has expired",
        "suppressions_add": "add a suppression to ozlint-suppressions.yaml; comments in it stay",
        "audit_format": "text (default) or json",
        "suppressions_at": "the moment that counts as now (ISO 8601)",
        "suppressed_rule": "id of the rule",
        "suppressed_postings": "numbers of postings, or patterns with *",
        "suppressed_when": "a condition about a finding, in place of POSTING; `ozlint rules fields` has its names",
        "suppressed_reason": "why it may stay so for now",
        "suppressed_expires": "the last day, a moment, or so long from now: 2026-12-05, 7d",
        "suppressed_owner": "who answers for it",
    },
    "ru": {
        "baseline_file": "находки, которые не учитывать: файл `ozlint baseline create` или прошлый JSON-отчёт",
        "no_suppressions": "учитывать и то, что подавлено в ozlint-suppressions.yaml",
        "baseline": "записать находки, которые уже есть, чтобы учитывались только новые",
        "baseline_examples": (
            "примеры:\n"
            "  ozlint baseline create answers/              создаст ozlint-baseline.json\n"
            "  ozlint check answers/ --baseline ozlint-baseline.json\n"
            "  ozlint baseline prune answers/               уберёт то, чего больше нет; нового не добавит\n"
            "  ozlint baseline update answers/              добавит и новое\n\n"
            "коды выхода: 0 записано, 2 ошибка в команде или правиле, 3 записано, но проверить всё не удалось"
        ),
        "baseline_create": "записать находки в файл, которого ещё нет",
        "baseline_update": "добавить в baseline новые находки и убрать ушедшие",
        "baseline_prune": "убрать из baseline то, чего больше нет",
        "suppressions": "находки, которые до срока не учитываются: просмотреть, добавить",
        "suppressions_examples": (
            "примеры:\n"
            "  ozlint suppressions audit\n"
            '  ozlint suppressions add OZ301 12345678-0001-1 --reason "у перевозчика забастовка" --expires 7d\n'
            "  ozlint suppressions add OZ302 --when 'warehouse == \"Юг\"' --reason потоп --expires 2026-12-05"
        ),
        "suppressions_audit": "перечислить подавления, сначала те, что истекают раньше; код 1, если есть истёкшее",
        "suppressions_add": "добавить запись в ozlint-suppressions.yaml; комментарии в нём останутся",
        "audit_format": "text (по умолчанию) или json",
        "suppressions_at": "какой момент считать текущим (ISO 8601)",
        "suppressed_rule": "номер правила",
        "suppressed_postings": "номера отправлений или маски со звёздочкой",
        "suppressed_when": "условие о находке вместо POSTING; имена покажет `ozlint rules fields`",
        "suppressed_reason": "почему это пока может оставаться так",
        "suppressed_expires": "последний день, момент или сколько от сегодня: 2026-12-05, 7d",
        "suppressed_owner": "кто за это отвечает",
    },
}
