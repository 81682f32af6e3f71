"""`ozlint suggest`: a plan of updates from what carriers say; it never sends anything."""

import argparse
from collections.abc import Mapping

from ozlint.cli.parser import Parser
from ozlint.cli.refusal import tell
from ozlint.cli.settings import add_settings, config_of
from ozlint.cli.terminal import Terminal
from ozlint.errors import OzlintError
from ozlint.model.report import NOT_DONE
from ozlint.model.text import Lang, Text

_NOTHING = Text(
    "nothing to suggest: no posting is further along at its carrier than at Ozon",
    "предлагать нечего: ни одно отправление не ушло у службы доставки дальше, чем у Ozon",
)
_LEFT_OUT = Text("left out: {number}: {reason}", "не вошло: {number}: {reason}")
_NOT_JUDGED = Text(
    "not judged by {rule}: postings {count}: {reason}", "не проверено правилом {rule}: отправлений {count}: {reason}"
)
_NOT_WRITTEN = Text("no plan: the data could not be read whole:", "плана нет: данные прочитаны не полностью:")


def add_command(parser: Parser, words: Mapping[str, str]) -> None:
    """Add `suggest` to the commands."""
    command = parser.add_command("suggest", words["suggest"], title=words["commands"], epilog=words["suggest_examples"])
    command.set_defaults(command=run_suggest)
    add_settings(command, words, reports=False)
    add = command.add_argument
    add("--at", metavar="TIME", help=words["at"])
    add("--tracking-at", metavar="TIME", help=words["tracking_at"])
    add("--output", "-o", metavar="FILE", help=words["suggest_output"])
    add("--no-cache", action="store_true", help=words["no_cache"])


def run_suggest(options: argparse.Namespace, terminal: Terminal, _lang: Lang) -> int:
    """Print a plan, or write it into a new file; exit 3 where the data could not be read whole."""
    from ozlint.cli.check import nothing_to_check
    from ozlint.plan.writing import plan_bytes, write_new
    from ozlint.suggestions import suggest

    config = config_of(options, terminal)
    try:
        if not config.inputs:
            raise nothing_to_check(config)
        suggestion = suggest(config, terminal.stdin, terminal.folder)
        if not suggestion.report.done:
            terminal.warn(_NOT_WRITTEN.say(config.lang))
            for said in suggestion.report.reasons:
                terminal.warn(f"  {said}")
            return NOT_DONE
        data = plan_bytes(suggestion.suggested.requests)
        if options.output:
            write_new(terminal.folder / options.output, data)
        else:
            terminal.say(data.decode().rstrip("\n"))
    except OzlintError as error:
        return tell(error, terminal, config.lang)
    for entry in suggestion.report.not_evaluated:
        terminal.warn(_NOT_JUDGED.say(config.lang).format(rule=entry.rule, count=entry.count, reason=entry.text))
    for number, reason in suggestion.suggested.left_out:
        terminal.warn(_LEFT_OUT.say(config.lang).format(number=number, reason=reason.say(config.lang)))
    if not suggestion.suggested.requests:
        terminal.warn(_NOTHING.say(config.lang))
    return 0
