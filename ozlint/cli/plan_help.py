"""What the help says of planned updates."""

from collections.abc import Mapping

from ozlint.model.text import Lang

PLAN_HELP: Mapping[Lang, Mapping[str, str]] = {
    "en": {
        "updates": "planned updates, to be judged before they are pushed (requests, HAR, CSV); may be repeated",
        "method": "the method of planned requests that do not tell theirs: its path, or delivering, delivered, …",
        "write_passed": "write the updates without errors into this new file, cut into batches that Ozon takes",
        "write_held": "write the others into this new file, each with the reasons",
        "answers": "what Ozon answered to updates: requests with their answers, or a HAR; may be repeated",
        "suggest": "suggest updates for postings that carriers have and Ozon does not know of; nothing is sent",
        "suggest_output": "the new file for the plan; default: standard output",
        "suggest_examples": (
            "examples:\n"
            "  ozlint suggest postings.json --tracking cdek.ndjson -o plan.json\n"
            "  ozlint check postings.json --tracking cdek.ndjson --updates plan.json --select updates"
        ),
        "taken_at": "when the postings were fetched from Ozon, where no manifest says (ISO 8601)",
    },
    "ru": {
        "updates": "план обновлений, чтобы проверить его до отправки (запросы, HAR, CSV); можно повторять",
        "method": "метод запросов плана, в которых он не назван: путь или delivering, delivered, …",
        "write_passed": "записать обновления без ошибок в этот новый файл, разбив на пачки, которые берёт Ozon",
        "write_held": "записать остальные в этот новый файл, каждое с причинами",
        "answers": "что Ozon ответил на обновления: запросы с ответами или HAR; можно повторять",
        "suggest": "предложить обновления для отправлений, о которых служба доставки знает больше Ozon; не отправляет",
        "suggest_output": "новый файл для плана; по умолчанию стандартный вывод",
        "suggest_examples": (
            "примеры:\n"
            "  ozlint suggest postings.json --tracking cdek.ndjson -o plan.json\n"
            "  ozlint check postings.json --tracking cdek.ndjson --updates plan.json --select updates"
        ),
        "taken_at": "когда отправления получены от Ozon, если об этом не сказано рядом (ISO 8601)",
    },
}
