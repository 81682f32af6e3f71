"""What must hold between the values of `costs` in a configuration."""

from collections.abc import Iterator, Mapping
from typing import Any

from ozlint.language.nearest import nearest, way_out
from ozlint.model.text import Text
from ozlint.ozon.charges import charges, rates
from ozlint.rulebook.document import Document
from ozlint.rulebook.param_ranges import is_numeric
from ozlint.rulebook.problem import Problem, quote

_AMOUNTS = ("rate", "roubles", "percent")
"""What says how much a charge is; one of them is enough."""
_BOUNDS = ("least", "most")
_WHOLE = 100


def cost_problems(costs: Any, document: Document) -> Iterator[Problem]:  # noqa: ANN401 - whatever the file holds
    """Yield what is wrong in `costs` that its types do not tell."""
    for charge, said in costs.items() if isinstance(costs, dict) else ():
        if charge not in charges():
            message = Text(f'there is no charge "{quote(charge)}"', f"нет начисления «{quote(charge)}»")
            yield document.problem(("costs", charge), message, way_out(charge, charges()), key=True)
        elif isinstance(said, dict):
            yield from _amounts(charge, said, document)


def _amounts(charge: str, said: Mapping[str, Any], document: Document) -> Iterator[Problem]:
    there = [key for key in said if key in _AMOUNTS]
    if len(there) > 1:
        yield document.problem(
            ("costs", charge, there[1]),
            Text(
                "one of rate, roubles and percent says how much it is",
                "сумму задаёт что-то одно: rate, roubles или percent",
            ),
            Text("keep one", "оставьте одно"),
            key=True,
        )
    elif not there and not any(nearest(str(key), _AMOUNTS) for key in said):
        yield document.problem(
            ("costs", charge),
            Text("it does not say how much", "не сказано, сколько"),
            Text("add rate, roubles or percent", "добавьте rate, roubles или percent"),
        )
    if is_numeric(percent := said.get("percent")) and percent > _WHOLE:
        message = Text(f"{percent} percent is more than the price", f"{percent} процентов — больше цены")
        yield document.problem(("costs", charge, "percent"), message)
    yield from _bounds(charge, said, document)
    name, known = said.get("rate"), rates().get(charge, {})
    if isinstance(name, str) and name.strip() and name not in known:
        message = Text(
            f'no published rate of {charge} is called "{quote(name)}"',
            f"среди опубликованных ставок {charge} нет «{quote(name)}»",
        )
        none = Text("none is published: write roubles or percent", "опубликованных нет: напишите roubles или percent")
        yield document.problem(("costs", charge, "rate"), message, way_out(name, known) if known else none)


def _bounds(charge: str, said: Mapping[str, Any], document: Document) -> Iterator[Problem]:
    for key in _BOUNDS:
        if key in said and "percent" not in said:
            yield document.problem(
                ("costs", charge, key),
                Text(f"{key} bounds a percent, and there is none", f"{key} ограничивает percent, а его нет"),
                Text("delete it", "удалите эту строку"),
                key=True,
            )
    least, most = said.get("least"), said.get("most")
    if is_numeric(least) and is_numeric(most) and least > most:
        message = Text(f"least {least} is over most {most}", f"least {least} больше most {most}")
        yield document.problem(("costs", charge, "least"), message)
