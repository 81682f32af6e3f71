"""What `--help` says of the configuration, in both languages."""

from collections.abc import Mapping

from ozlint.model.text import Lang

CONFIG_HELP: Mapping[Lang, Mapping[str, str]] = {
    "en": {
        "config_file": "the configuration file; default: ozlint.yaml or pyproject.toml, here or in a folder above",
        "no_config": "read no configuration file; flags and OZLINT_* variables still count",
        "tz": "zone of times that come without one: +03:00 or Europe/Moscow",
        "config": "show the configuration",
        "config_show": "show every setting, and where its value comes from",
        "config_examples": (
            "A flag is stronger than an OZLINT_* variable, a variable than the configuration file.\n\n"
            "examples:\n"
            "  ozlint config show\n"
            "  ozlint config show --profile safety --format json"
        ),
        "config_format": "text (default), which ozlint.yaml may hold as it is, or json",
        "schema": "print the JSON Schema of a rule file or of ozlint.yaml, for editors",
        "schema_kind": "rule or config",
        "schema_examples": (
            "examples:\n"
            "  ozlint schema config > ozlint.schema.json\n\n"
            "and as the first line of ozlint.yaml:\n"
            "  # yaml-language-server: $schema=ozlint.schema.json"
        ),
    },
    "ru": {
        "config_file": "файл настроек; по умолчанию ozlint.yaml или pyproject.toml, в этой папке или выше",
        "no_config": "не читать файл настроек; флаги и переменные OZLINT_* действуют",
        "tz": "пояс для времени, у которого он не указан: +03:00 или Europe/Moscow",
        "config": "показать настройки",
        "config_show": "показать каждую настройку и откуда взято её значение",
        "config_examples": (
            "Флаг сильнее переменной OZLINT_*, переменная сильнее файла настроек.\n\n"
            "примеры:\n"
            "  ozlint config show\n"
            "  ozlint config show --profile safety --format json"
        ),
        "config_format": "text (по умолчанию), годится как ozlint.yaml, или json",
        "schema": "напечатать JSON Schema файла правила или ozlint.yaml — для редакторов",
        "schema_kind": "rule или config",
        "schema_examples": (
            "примеры:\n"
            "  ozlint schema config > ozlint.schema.json\n\n"
            "и первой строкой в ozlint.yaml:\n"
            "  # yaml-language-server: $schema=ozlint.schema.json"
        ),
    },
}
