"""The value of every part of a condition: as the interpreter has it, with the reasons the engine gives."""

from collections.abc import Sequence
from math import inf
from pathlib import Path
from typing import Any

import pytest

from ozlint.authoring.example import Stage, moment_of, try_examples
from ozlint.authoring.failure import subjects_of, values
from ozlint.authoring.shown import one_line
from ozlint.authoring.subjects import moments
from ozlint.authoring.trace import Tracer, reason_of, with_params
from ozlint.engine.terms import Terms
from ozlint.language.check import check_condition
from ozlint.language.interpret import Moment
from ozlint.language.names import Scope
from ozlint.language.operands import Reason, reads
from ozlint.language.tree import Const
from ozlint.model.text import Lang
from ozlint.model.times import read_time
from ozlint.rulebook.bind import param_value
from ozlint.rulebook.builtin import builtin_pack
from ozlint.rulebook.load import Loaded, load_packs
from ozlint.rulebook.rule import Rule
from ozlint.sources.decoding import PostingDecoder
from ozlint.triage.reason import reason_text

NOW = read_time("2026-11-22T09:00:00Z")[0]


def traced(text: str, posting: str, params: dict[str, Any] | None = None, lang: Lang = "en") -> list[str]:
    """Return the lines about a condition on a posting."""
    typed = {name: param_value(value) for name, value in (params or {}).items()}
    scope = Scope("posting", {name: kind for name, (kind, _) in typed.items()})
    decoder = PostingDecoder(reads(check_condition(text, scope)))
    moment = Moment(subject=decoder(posting.encode()), now=NOW)
    tracer = Tracer(scope, {name: Const(type=kind, value=value) for name, (kind, value) in typed.items()})
    return [step.line for step in tracer.trace(text, moment, lang)]


def test_every_part_has_its_value() -> None:
    """Each sub-expression is shown once, the outer ones first and the inner ones indented below them."""
    posting = '{"posting_number": "1", "status": "delivering", "tracking_number": "", "is_express": false}'
    assert traced('status == "delivering" and not present(tracking_number) and is_express', posting) == [
        'status == "delivering" and not present(tracking_number) and is_express → false',
        '  status == "delivering" → true',
        '    status → "delivering"',
        "  not present(tracking_number) → true",
        "    present(tracking_number) → false",
        "      tracking_number → empty",
        "  is_express → false",
    ]


def test_what_is_unknown_says_why() -> None:
    """An unknown part names the field that is absent, or empty where a value is needed."""
    posting = '{"posting_number": "1", "shipment_date": "1970-01-01T00:00:00Z", "shipment_date_without_delay": null}'
    assert traced("deadline < now and is_express", posting) == [
        "deadline < now and is_express → unknown (deadline (shipment_date_without_delay) is empty)",
        "  deadline < now → unknown (deadline (shipment_date_without_delay) is empty)",
        "    deadline → empty",
        "      shipment_date_without_delay → empty",
        "      shipment_date → empty",
        "    now → 2026-11-22 09:00 UTC",
        "  is_express → unknown (is_express is not in this input)",
    ]
    assert traced("is_express", '{"posting_number": "1"}', lang="ru") == [
        "is_express → неизвестно (is_express: такого поля нет в этих данных)"
    ]


def test_what_changed_is_shown_as_it_was_and_is() -> None:
    """changed(x) has one result, and below it the value before and the value now, each under its own name."""
    posting = '{"posting_number": "1", "status": "delivering"}'
    assert traced("changed(status)", posting) == [
        "changed(status) → unknown (--previous was not given)",
        "  previous.status → unknown (--previous was not given)",
        '  status → "delivering"',
    ]
    assert traced("changed(warehouse) and is_express", posting)[2].startswith("    previous.warehouse → unknown")


def test_a_loop_is_followed_product_by_product() -> None:
    """Of a loop, the first products are shown with the values in each."""
    posting = '{"posting_number": "1", "products": [{"quantity": 1}, {}, {"quantity": 9}, {"quantity": 2}]}'
    assert traced("any(p.quantity > params.pieces for p in products)", posting, {"pieces": 5}) == [
        "any(p.quantity > params.pieces for p in products) → true",
        "  products[0]: p.quantity > params.pieces → false",
        "    p.quantity → 1",
        "    params.pieces → 5",
        "  products[1]: p.quantity > params.pieces → unknown (products[].quantity is not in this input)",
        "    p.quantity → unknown (products[].quantity is not in this input)",
        "    params.pieces → 5",
        "  products[2]: p.quantity > params.pieces → true",
        "    p.quantity → 9",
        "    params.pieces → 5",
        "  products[3:] → … (+1)",
    ]


def test_durations_and_lists_are_in_words() -> None:
    """Durations and lists are shown as people read them, in the language asked for."""
    posting = (
        '{"posting_number": "1", "shipment_date": "2026-11-20T08:00:00Z", "available_actions": ["ship", "cancel"]}'
    )
    lines = traced('age(shipment_date) > days(1) and offers("ship")', posting, lang="ru")
    assert "    age(shipment_date) → 2 д 1 ч" in lines
    assert '    available_actions → ["ship", "cancel"]' in lines


@pytest.fixture(scope="module")
def pack() -> Sequence[Loaded]:
    """The built-in rules."""
    return load_packs([builtin_pack()], cwd=Path())


def first_reason(rule: Rule, moment: Moment) -> Reason | None:
    """Return the first operand of a rule, in the order of its text, that is not known on a subject."""
    tracer = Tracer.of(rule)
    for text in filter(None, (rule.when_text, rule.test_text)):
        reason = reason_of(with_params(check_condition(text, tracer.scope), tracer.params), text, moment)
        if reason.name != one_line(text):
            return reason
    return None


def test_the_reasons_are_those_of_the_engine(pack: Sequence[Loaded]) -> None:
    """Of each example that cannot be judged, the interpreter names the operand that the engine names."""
    stage = Stage(one.rule for one in pack)
    seen = 0
    for one in (one for one in pack if one.rule.subject == "posting"):
        for case in one.file.examples.not_evaluated:
            counted = {(found.reason.code, found.reason.name) for found in stage.run(case).unjudged}
            for met in moments(
                one.rule, stage.postings(case), Terms(now=moment_of(case), covers=inf), stage.side(case)
            ):
                reason = first_reason(one.rule, met.moment)
                if reason is not None:
                    seen += 1
                    assert (reason.code, reason.name) in counted, (one.rule.id, reason)
    assert seen > 20


def test_every_example_can_be_traced(pack: Sequence[Loaded]) -> None:
    """On each example of each built-in rule, every part of the condition has a value."""
    for run in try_examples(pack, ()):
        for met in subjects_of(run, "ru"):
            assert list(values(run.stage.rule(run.one.rule.id), met, "ru", run.knowledge))


def test_the_run_is_traced_as_it_is_judged(pack: Sequence[Loaded]) -> None:
    """Of each example of a rule about the run the parts are worth what decided it; open ones have the run's reason."""
    for run in try_examples([one for one in pack if one.rule.subject == "batch"], ()):
        rule = run.stage.rule(run.one.rule.id)
        reasons = {reason_text(one.reason).en for one in run.stage.run(run.case).unjudged if one.rule == rule.id}
        for met in subjects_of(run, "en"):
            said = [line for line in values(rule, met, "en", run.knowledge) if line.startswith(("when: ", "require: "))]
            is_open = [line for line in said if "→ unknown" in line and not said[0].endswith("→ false")]
            assert bool(is_open) == bool(reasons), said
            assert all(any(f"({reason})" in line for reason in reasons) for line in is_open), said


def test_a_number_between_two_bounds_shows_both(tmp_path: Path) -> None:
    """What a posting leaves open makes a number a range, also where it is traced, and is no reason by itself."""
    text = (Path(__file__).parents[3] / "examples/seller-pack/rules/MUG003-unpacked-backlog.yaml").read_text("utf-8")
    (tmp_path / "MUG003-unpacked-backlog.yaml").write_text(text, encoding="utf-8")
    *_, run = try_examples(load_packs([tmp_path], cwd=tmp_path), ())
    (met,) = subjects_of(run, "en")
    lines = list(values(run.stage.rule("MUG003"), met, "en", run.knowledge))
    assert 'let waiting: count(status in ("awaiting_packaging", "awaiting_deliver")) → 3 – 4' in lines
    assert "when: waiting >= params.least → true" in lines


def test_words_about_a_posting_are_traced_inside_what_counts_them(tmp_path: Path) -> None:
    """A word that a rule about the run asks of each posting has no value of its own; what counts it has."""
    path = Path(__file__).parents[3] / "examples/seller-pack/rules/MUG003-unpacked-backlog.yaml"
    text = path.read_text(encoding="utf-8").replace("percent: {default: 34", "percent: {default: 99")
    text = text.replace(
        "let:\n", 'let:\n  ours: status in ("awaiting_packaging", "awaiting_deliver") and params.least > 0\n'
    )
    text = text.replace('share(status == "awaiting_packaging", among=', "share(ours, among=ours and ")
    (tmp_path / path.name).write_text(text, encoding="utf-8")
    first, *_ = try_examples(load_packs([tmp_path], cwd=tmp_path), ())
    (met,) = subjects_of(first, "en")
    lines = list(values(first.stage.rule("MUG003"), met, "en", first.knowledge))
    assert not [line for line in lines if line.startswith("let ours")]
    assert [line.partition(" → ")[2] for line in lines if line.startswith("let ")] == ["3", "1"]
