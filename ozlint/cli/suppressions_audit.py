"""`ozlint suppressions audit`: every suppression, and how long it still counts."""

import json
from collections.abc import Iterator, Sequence

from ozlint.asides import load_aside
from ozlint.cli.refusal import tell
from ozlint.cli.terminal import Terminal
from ozlint.config.config import Config
from ozlint.errors import OzlintError
from ozlint.model.text import Lang, Text
from ozlint.reporters.harmless import harmless
from ozlint.reporters.phrases import SUPPRESSION, numeral
from ozlint.rulebooks import load_rulebook
from ozlint.triage.audit import Audited, State, audit

_NONE = Text("No suppressions.", "Подавлений нет.")
_STATE: dict[State, Text] = {
    "expired": Text("expired", "истекло"),
    "soon": Text("expires soon", "скоро истекает"),
    "valid": Text("valid", "действует"),
    "never": Text("never expires", "бессрочно"),
}
_HEAD = Text("{count} in {path}: {states}", "{count} в {path}: {states}")


def run_audit(config: Config, terminal: Terminal, shown_as: str) -> int:
    """List all suppressions, what ends first at the beginning; return 1 if one has expired, else 0."""
    try:
        aside = load_aside(config, load_rulebook(config, terminal.folder), terminal.folder)
    except OzlintError as error:
        return tell(error, terminal, config.lang)
    audited = audit(aside.suppressions, config.now)
    if shown_as == "json":
        terminal.say(json.dumps({"suppressions": [_data(one) for one in audited]}, ensure_ascii=False, indent=2))
    else:
        for line in _text(audited, config, config.lang):
            terminal.say(line)
    return int(any(one.state == "expired" for one in audited))


def _data(one: Audited) -> dict[str, object]:
    said = one.suppression
    line, _ = said.spot.file.spot(said.spot.loc)
    return {
        "rule": said.rule, "postings": list(said.postings), "when": said.when or None, "reason": said.reason,
        "owner": said.owner or None, "expires": one.expires, "state": one.state, "path": said.spot.file.path,
        "line": line,
    }  # fmt: skip


def _text(audited: Sequence[Audited], config: Config, lang: Lang) -> Iterator[str]:
    if not audited:
        yield _NONE.say(lang)
        return
    states = [one.state for one in audited]
    counts = [
        f"{text.say(lang)} {numeral(states.count(state), lang)}" for state, text in _STATE.items() if state in states
    ]
    head = _HEAD.say(lang)
    yield head.format(count=SUPPRESSION.count(len(audited), lang), path=config.suppressions, states=", ".join(counts))
    wide = max(len(_STATE[state].say(lang)) for state in states)
    for one in audited:
        said = one.suppression
        owner = f" ({harmless(said.owner)})" if said.owner else ""
        yield f"  {_STATE[one.state].say(lang):<{wide}}  {one.expires:<10}  {said.rule}  {harmless(said.about)}"
        yield f"  {'':<{wide}}  {harmless(said.reason)}{owner}  {said.spot.name}"
