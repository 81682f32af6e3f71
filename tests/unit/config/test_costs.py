"""What charges come to for a seller, as the configuration says it: read strictly, with a way out of every slip."""

from pathlib import Path

import pytest

from ozlint.config.config import Config
from ozlint.config.read import World, read_config
from ozlint.model.rate import Rate
from ozlint.ozon.charges import rates
from ozlint.rulebook.problem import RuleProblems


def read(folder: Path, costs: str) -> Config:
    """Return the configuration with some costs."""
    (folder / "ozlint.yaml").write_text(f"costs:\n{costs}", encoding="utf-8")
    return read_config({}, World(environ={}, folder=folder, lang="en", formats=("text",)), now=0.0)


def test_a_published_rate_is_named_and_an_own_one_is_written_out(tmp_path: Path) -> None:
    """A sum, a share with its bounds, since when, when it was looked up and where."""
    config = read(
        tmp_path,
        "  cancellation: {rate: global-yellow}\n  surcharge: {roubles: 50}\n"
        '  delay: {percent: 1.5, least: 20, most: 700, since: "2026-01-01", checked: "2026-11-01", source: contract}\n',
    )
    assert config.costs == {
        "cancellation": rates()["cancellation"]["global-yellow"],
        "surcharge": Rate(roubles=50.0),
        "delay": Rate(percent=1.5, least=20.0, most=700.0, since="2026-01-01", checked="2026-11-01", source="contract"),
    }


@pytest.mark.parametrize(
    ("costs", "said", "hint"),
    [
        ("  cancelation: {roubles: 5}\n", 'there is no charge "cancelation"', 'did you mean "cancellation"?'),
        ("  fee: {roubles: 5}\n", 'there is no charge "fee"', "there are surcharge, delay, cancellation"),
        ("  cancellation: {rate: global-bleu}\n", 'is called "global-bleu"', 'did you mean "global-blue"?'),
        ("  delay: {rate: global-blue}\n", "no published rate of delay", "none is published: write roubles or percent"),
        ("  delay: {roubles: 5, percent: 5}\n", "one of rate, roubles and percent", "keep one"),
        ("  delay: {source: x}\n", "it does not say how much", "add rate, roubles or percent"),
        ("  delay: {roubles: -1}\n", "a sum is from 0 to 1000000000", ""),
        ("  delay: {percent: 1000000001}\n", "a sum is from 0 to 1000000000", ""),
        ("  delay: {percent: 150}\n", "150 percent is more than the price", ""),
        ("  delay: {roubles: many}\n", "a number is wanted", ""),
        ("  delay: {roubles: 5, most: 7}\n", "most bounds a percent, and there is none", "delete it"),
        ("  delay: {percent: 5, least: 7, most: 6}\n", "least 7 is over most 6", ""),
        ("  delay: {percnt: 5}\n", 'no such key: "percnt"', 'did you mean "percent"?'),
        ("  delay: {roubles: 5, checked: soon}\n", "no day and no moment", "like 2026-11-22"),
        ("  delay: 5\n", "", ""),
    ],
)
def test_a_slip_is_told(tmp_path: Path, costs: str, said: str, hint: str) -> None:
    """Each with its place, what is wrong, and what would be right: a sum is never quietly left out."""
    with pytest.raises(RuleProblems) as raised:
        read(tmp_path, costs)
    (problem, *_) = raised.value.problems
    shown = problem.show("en")
    assert shown.startswith("ozlint.yaml:2:")
    assert said in shown
    assert hint in shown
