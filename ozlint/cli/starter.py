"""The files that `ozlint init` writes: settings, a pack, a CI; each says in comments what it is for."""

from collections.abc import Iterator, Mapping

from ozlint.authoring.yaml_text import scalar
from ozlint.cli.surroundings import Surroundings
from ozlint.model.text import Lang
from ozlint.version import __version__

PREFIX = "SHOP"
# Pinned to commits: a tag can be moved to other code.
_CHECKOUT = "actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0"
_PYTHON = "actions/setup-python@e797f83bcb11b83ae66e0230d6156d7c80228e7c # v6.0.0"

_SAID: Mapping[Lang, Mapping[str, str]] = {
    "en": {
        "head": "Settings of ozlint. `ozlint config show` says what holds, `ozlint schema config` every key.",
        "inputs": "What `ozlint check` reads where it is given nothing: files, folders, patterns.",
        "packs": "Rules of your own, beside the built-in ones.",
        "tz": "The zone of times that come without one, as in tables: +03:00 or a name.",
        "profile": "Which rules run: safety (what costs money or rating), recommended, or pedantic.",
        "fail_on": "From which severity on findings make the exit code 1: error, warning, info or never.",
        "lang": "The language of reports: en or ru.",
        "rules": "Single rules, for all postings; `ozlint rules explain OZ302` shows what one has.",
        "costs": "What Ozon's charges come to for you, where a posting is silent; rates: docs/configuration.md.",
        "overrides": "The same for some postings: a warehouse, a scheme, any field.",
        "ci": "Red: a posting is wrong, a rule does not do what its examples say, or something could not be read.",
        "at": "Recorded answers do not get older: --at is the moment as of which they are judged.",
        "later": "Once `inputs` in ozlint.yaml names your data, check it as well:",
    },
    "ru": {
        "head": "Настройки ozlint. Что действует, скажет `ozlint config show`; все ключи — `ozlint schema config`.",
        "inputs": "Что читает `ozlint check`, если ничего не указать: файлы, папки, маски.",
        "packs": "Свои правила, вдобавок к встроенным.",
        "tz": "Пояс для времени, у которого он не указан, как в таблицах: +03:00 или название.",
        "profile": "Какие правила запускать: safety (что стоит денег или рейтинга), recommended или pedantic.",
        "fail_on": "С какой серьёзности код выхода 1: error, warning, info или never.",
        "lang": "Язык отчётов: en или ru.",
        "rules": "Отдельные правила, для всех отправлений; что у правила есть, покажет `ozlint rules explain OZ302`.",
        "costs": "Во что обходятся начисления Ozon, если отправление молчит; ставки — в docs/configuration.md.",
        "overrides": "То же для части отправлений: склад, схема, любое поле.",
        "ci": "Красный: с отправлением беда, у правила не сходятся примеры или что-то не удалось прочитать.",
        "at": "Записанные ответы не стареют: --at это момент, на который их проверяют.",
        "later": "Когда в inputs файла ozlint.yaml будут ваши данные, проверяйте и их:",
    },
}


def settings_file(found: Surroundings, lang: Lang) -> str:
    """Return the text of an ozlint.yaml: what fits the folder as it is, all else in comments."""
    return "\n".join(_settings(found, _SAID[lang], lang)) + "\n"


def pack_statement() -> str:
    """Return the text of the pack.yaml of a first pack."""
    return f"name: {PREFIX.lower()}-rules\nversion: 1.0.0\nprefix: {PREFIX}\nozlint: {__version__}\n"


def ci_file(found: Surroundings, at: str, lang: Lang) -> str:
    """Return the text of a workflow or a GitLab file; `at` is the moment as of which recorded answers are judged."""
    write = _gitlab if found.ci == "gitlab" else _workflow
    return "\n".join(write(found, at, _SAID[lang])) + "\n"


def _settings(found: Surroundings, said: Mapping[str, str], lang: Lang) -> Iterator[str]:
    yield f"# {said['head']}"
    yield f"# {said['inputs']}"
    yield from (
        ["inputs:", *(f"  - {scalar(name)}" for name in found.inputs)] if found.inputs else ["# inputs: [answers]"]
    )
    if found.pack is not None:
        yield f"# {said['packs']}"
        yield f"packs: [{scalar(found.pack)}]"
    yield f"# {said['tz']}"
    yield "# tz: Europe/Moscow"
    for key, value in (("profile", "recommended"), ("fail_on", "error"), ("lang", lang)):
        yield f"# {said[key]}"
        yield f"{key}: {value}"
    yield f"# {said['rules']}"
    yield "# rules:"
    yield "#   OZ302: {severity: info}"
    yield f"# {said['overrides']}"
    yield "# overrides:"
    yield '#   - when: warehouse == "Tver"'
    yield "#     rules:"
    yield "#       OZ302: {off: true}"
    yield f"# {said['costs']}"
    yield "# costs:"
    yield "#   cancellation: {rate: global-blue}"


def _workflow(found: Surroundings, at: str, said: Mapping[str, str]) -> Iterator[str]:
    yield f"# {said['ci']}"
    yield "name: ozlint"
    yield "on: [push]"
    yield "permissions: {contents: read}"
    yield "jobs:"
    yield "  ozlint:"
    yield "    runs-on: ubuntu-latest"
    yield "    steps:"
    yield f"      - uses: {_CHECKOUT}"
    yield "        with: {persist-credentials: false}"
    yield f"      - uses: {_PYTHON}"
    yield '        with: {python-version: "3.13"}'
    yield f"      - run: pip install ozlint=={__version__}"
    if found.pack is not None:
        yield f"      - run: ozlint rules test {found.pack}"
    yield from _check(found, "      ", f"- run: ozlint check --at {at} --format github", said)


def _gitlab(found: Surroundings, at: str, said: Mapping[str, str]) -> Iterator[str]:
    yield f"# {said['ci']}"
    yield "ozlint:"
    yield "  image: python:3.13-slim"
    yield "  script:"
    yield f"    - pip install ozlint=={__version__}"
    if found.pack is not None:
        yield f"    - ozlint rules test {found.pack} --junit ozlint-rules.xml"
    report = "gl-code-quality-report.json"
    yield from _check(found, "    ", f"- ozlint check --at {at} --format text --format gitlab:{report}", said)
    yield "  artifacts:"
    yield "    when: always"
    yield "    reports:"
    if found.pack is not None:
        yield "      junit: ozlint-rules.xml"
    yield f"      codequality: {report}"


def _check(found: Surroundings, indent: str, step: str, said: Mapping[str, str]) -> Iterator[str]:
    """Yield the step that checks the data of a repository; in comments where it has none yet."""
    yield f"{indent}# {said['at' if found.has_inputs else 'later']}"
    yield f"{indent}{step}" if found.has_inputs else f"{indent}# {step}"
