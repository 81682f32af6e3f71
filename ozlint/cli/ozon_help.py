"""What `--help` says of what is known of Ozon, in both languages."""

from collections.abc import Mapping

from ozlint.model.text import Lang

OZON_HELP: Mapping[Lang, Mapping[str, str]] = {
    "en": {
        "ozon": "show what ozlint knows of Ozon",
        "ozon_transitions": "show which status may follow which, who moves a posting, and how sure that is",
        "ozon_transitions_examples": (
            "examples:\n"
            "  ozlint ozon transitions\n"
            "  ozlint ozon transitions --format dot | dot -Tsvg > statuses.svg\n"
            "  ozlint ozon transitions --format mermaid > statuses.mmd"
        ),
        "ozon_format": "text (default), mermaid or dot for a diagram, json",
    },
    "ru": {
        "ozon": "показать, что ozlint знает об Ozon",
        "ozon_transitions": "показать, какой статус за каким бывает, кто двигает отправление и насколько это точно",
        "ozon_transitions_examples": (
            "примеры:\n"
            "  ozlint ozon transitions\n"
            "  ozlint ozon transitions --format dot | dot -Tsvg > statuses.svg\n"
            "  ozlint ozon transitions --format mermaid > statuses.mmd"
        ),
        "ozon_format": "text (по умолчанию), mermaid или dot для схемы, json",
    },
}
