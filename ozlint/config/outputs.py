"""Which reports go where, as people write it: `json:report.json`."""

from collections.abc import Sequence

from ozlint.config.choice import one_of
from ozlint.config.config import Output
from ozlint.errors import UsageError


def read_output(text: str) -> Output:
    """Return the report that `NAME` or `NAME:FILE` asks for."""
    name, _, path = text.partition(":")
    return Output(name, path or None)


def spell_output(output: Output) -> str:
    """Return a report as it is asked for."""
    return output.format if output.path is None else f"{output.format}:{output.path}"


def outputs_asked_by(asked_by: str, texts: Sequence[str], formats: Sequence[str], example: str) -> tuple[Output, ...]:
    """Return the reports that a flag or variable asks for; raises UsageError.

    `example` is how it asks for one with a file.
    """
    outputs = tuple(read_output(text) for text in texts)
    for output in outputs:
        one_of(asked_by, formats)(output.format)
    if second_to_terminal(outputs) is not None:
        raise UsageError(
            f"only one {asked_by} can go to the standard output; give the others a file: {example}",
            f"на стандартный вывод может идти только один {asked_by}; остальным укажите файл: {example}",
        )
    return outputs


def second_to_terminal(outputs: Sequence[Output]) -> int | None:
    """Return which report is one too many for the standard output."""
    places = [place for place, output in enumerate(outputs) if output.path is None]
    return places[1] if len(places) > 1 else None
