"""From a rule file to a rule: expressions checked, parameters bound, fields collected."""

from pathlib import Path

import pytest

from ozlint.language.knowledge import knowledge_of
from ozlint.language.tree import Const
from ozlint.rulebook.bind import param_value
from ozlint.rulebook.builtin import builtin_pack
from ozlint.rulebook.load import Loaded, bind_file, load_packs, load_rule
from ozlint.rulebook.problem import RuleProblems

RULE = """\
id: AA001
name: own-rule
title: {en: A, ru: А}
severity: warning
severity_when:
  - {when: is_express, severity: error}
profile: safety
tags: [own]
since: 0.1.0
subject: posting
when: status == "delivering"
forbid: age(shipment_date) > days(params.most)
field: shipment_date
message: {en: "{posting_number} of {warehouse}", ru: "{posting_number}: {warehouse}"}
why: {en: b, ru: б}
fix: {en: c, ru: в}
params: {most: {default: 3, en: Days, ru: Дни}}
references: [{source: a note}]
examples: {bad: [{posting: {}}], good: [{posting: {}}]}
"""


def loaded(old: str = "", new: str = "") -> Loaded:
    """The rule with some of its text replaced."""
    assert old in RULE
    return load_rule(RULE.replace(old, new), "AA001-own-rule.yaml")


def faults(old: str, new: str) -> list[tuple[int, str]]:
    """Line and English message of each problem of the rule with some of its text replaced."""
    with pytest.raises(RuleProblems) as caught:
        loaded(old, new)
    return [(problem.line, problem.message.en) for problem in caught.value.problems]


def test_a_rule_knows_what_it_reads() -> None:
    """The fields of condition, severities and messages are collected, those behind derived words too."""
    reads = loaded().rule.reads
    assert {"status", "shipment_date", "is_express", "posting_number"} <= reads
    assert {"delivery_method.warehouse", "analytics_data.warehouse"} <= reads
    assert "tracking_number" not in reads


def test_a_parameter_becomes_a_value() -> None:
    """Settings take the place of defaults, and stand in the rule as they were given."""
    one = loaded()
    assert bind_file(one.file, one.document, {}).params == {"most": 3}
    changed = bind_file(one.file, one.document, {"most": 5})
    assert changed.params == {"most": 5}
    assert changed.test != one.rule.test


def test_texts_stay_as_they_were_written() -> None:
    """A rule keeps the text of its expressions, for reports and explanations, and the hash of its file."""
    rule = loaded().rule
    assert (rule.when_text, rule.test_text) == ('status == "delivering"', "age(shipment_date) > days(params.most)")
    assert rule.forbid
    assert len(rule.sha256) == 64
    assert rule.sha256 != loaded("days(params.most)", "days(params.most) ").rule.sha256


def test_every_expression_is_checked_at_once() -> None:
    """A fault in the condition, the severity, the message and the field are all told."""
    text = RULE
    for old, new in (
        ('"delivering"', '"deliverng"'),
        ("when: is_express", "when: is_expres"),
        ("{posting_number} of", "{posting_numbr} of"),
        ("field: shipment_date", "field: shipmentdate"),
    ):
        text = text.replace(old, new)
    with pytest.raises(RuleProblems) as caught:
        load_rule(text, "AA001-own-rule.yaml")
    assert [problem.line for problem in caught.value.problems] == [6, 11, 13, 14]
    hints = [problem.hint.en for problem in caught.value.problems if problem.hint]
    assert len(hints) == 4
    assert all("did you mean" in hint for hint in hints)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('when: status == "delivering"', "when: status", 11),
        ("forbid: age(shipment_date) > days(params.most)", "forbid: shipment_date > 3", 12),
        ("days(params.most)", "days(params.mst)", 12),
        ("> days(params.most)", "> params.most", 12),
        ("when: is_express", "when: substatus", 6),
        ('en: "{posting_number} of {warehouse}"', 'en: "{posting_number of"', 14),
        ("field: shipment_date", "field: shipment", 13),
        ("subject: posting", "subject: order", 10),
    ],
)
def test_a_fault_is_told_where_it_stands(old: str, new: str, line: int) -> None:
    """Each fault of an expression carries the line of its key."""
    assert line in [found for found, _ in faults(old, new)]


@pytest.mark.parametrize("field", ["shipment_date", "analytics_data", "deadline", "products"])
def test_a_finding_may_be_about_a_field_a_group_or_a_word(field: str) -> None:
    """`field` names a field, a group of fields or a derived word."""
    assert loaded("field: shipment_date", f"field: {field}").rule.field == field


BATCH = RULE.replace("subject: posting", "subject: batch\ngroup_by: [warehouse]\nlet: {late: count(deadline < now)}")


def batch(field: str, message: str) -> list[str]:
    """Return what is said of a rule about the run whose findings are about a field; nothing where it is right."""
    text = BATCH.replace('when: status == "delivering"\n', "").replace("when: is_express", "when: late > 9")
    text = text.replace("forbid: age(shipment_date) > days(params.most)", "require: late <= params.most")
    text = text.replace("field: shipment_date", f"field: {field}").replace("{posting_number} of {warehouse}", message)
    text = text.replace("{posting_number}: {warehouse}", message)
    try:
        load_rule(text, "AA001-own-rule.yaml")
    except RuleProblems as error:
        return [problem.message.en for problem in error.problems]
    return []


@pytest.mark.parametrize(
    ("field", "message", "is_fine"),
    [
        ("late", "{late} in {warehouse}", True),
        ("warehouse", "{late} in {warehouse}", True),
        ("deadline", "{late}", True),
        ("shipment_date", "{late}", True),
        ("tracking_number", "{late} in {warehouse}", False),
        ("warehouse", "{late}", False),
        ("delivery_method", "{late}", False),
        ("lat", "{late}", False),
    ],
)
def test_the_field_of_a_rule_about_the_run_is_in_its_message(field: str, message: str, is_fine: bool) -> None:  # noqa: FBT001
    """A finding about the run is about something that its message speaks of: a group, a word, a field behind them."""
    said = batch(field, message)
    assert said == ([] if is_fine else [f"the message says nothing of `{field}`"])


def test_a_faulty_word_is_one_fault_of_a_file() -> None:
    """A slip in `let` is told once, though condition and message use the word; so is one in group_by."""
    text = BATCH.replace('when: status == "delivering"\n', "").replace("when: is_express", "when: late > 9")
    text = text.replace("forbid: age(shipment_date) > days(params.most)", "require: late <= params.most")
    text = text.replace("field: shipment_date\n", "").replace("{posting_number}", "{late}")
    load_rule(text, "AA001-own-rule.yaml")
    for old, new in (("count(deadline", "count(dedline"), ("[warehouse]", "[warehose]")):
        wrong = text.replace(old, new).replace("{warehouse}", "{warehose}" if "hose" in new else "{warehouse}")
        with pytest.raises(RuleProblems) as caught:
            load_rule(wrong, "AA001-own-rule.yaml")
        assert len(caught.value.problems) == 1


def test_a_taken_name_is_told_at_the_name() -> None:
    """A word of `let` that already means something is underlined itself."""
    with pytest.raises(RuleProblems) as caught:
        loaded("subject: posting", "subject: posting\nlet: {status: shipped}")
    (problem,) = caught.value.problems
    assert problem.source_line[problem.column - 1 : problem.column - 1 + problem.length] == "status"


def test_words_are_told_of_beside_other_faults() -> None:
    """In a file that is wrong elsewhere too, a faulty word is told, once, and a right one is known."""
    with pytest.raises(RuleProblems) as caught:
        loaded("subject: posting", "subject: posting\nwheels: 4\nlet: {late: dedline < now, fine: shipped, more: late}")
    said = [problem.message.en for problem in caught.value.problems]
    assert said == ['no such key: "wheels"', "`dedline` is not a field or word of a posting"]


@pytest.mark.parametrize(
    ("value", "kind", "bound"),
    [
        (True, "bool", True),
        (24, "number", 24.0),
        (1.5, "number", 1.5),
        ("ozon", "text", "ozon"),
        (["a", "b"], "list", ("a", "b")),
        ([21321684811000, 7.0], "list", ("21321684811000", "7")),
        ([], "list", ()),
    ],
)
def test_values_have_types(value: object, kind: str, bound: object) -> None:
    """A parameter's value decides its type; numbers of a list are ids, whole and in full."""
    found, typed = param_value(value)
    assert (found.kind, typed) == (kind, bound)
    assert type(typed) is type(bound)


def test_every_rule_of_the_pack_binds_with_its_defaults() -> None:
    """Binding a loaded rule again gives the same rule."""
    for one in load_packs([builtin_pack()], cwd=Path()):
        assert bind_file(one.file, one.document, {}) == one.rule
        assert not isinstance(one.rule.test, Const), "a condition that always comes out the same says nothing"


@pytest.mark.parametrize(
    ("condition", "default", "message", "hint"),
    [
        ("status == params.one", "deliverd", '`status` is never "deliverd": Ozon has no such value', "delivered"),
        ("status in params.one", "[delivering, deliverd]", '`status` is never "deliverd"', "delivered"),
        ("carrier in params.one", "[cdek, СДЭК]", '"СДЭК" is a name of the carrier cdek', '"cdek"'),
        ("any(p.quantity > 1 for p in products) and substatus in params.one", "[posting_on_wa]", "`substatus`", ""),
        ("reality.phase == params.one", "acepted", 'there is no phase "acepted"', "accepted"),
        ("delivery_method.warehouse_id in params.one", '["0"]', "an id is never 0", ""),
    ],
)
def test_a_default_is_checked_by_what_it_is_compared_with(
    condition: str, default: str, message: str, hint: str
) -> None:
    """A parameter that an enum is compared with has values of it, and the fault is told at the value."""
    text = RULE.replace('when: status == "delivering"', f"when: {condition}")
    text = text.replace("{most: ", f"{{one: {{default: {default}, en: O, ru: О}}, most: ")
    with pytest.raises(RuleProblems) as caught:
        load_rule(text, "AA001-own-rule.yaml")
    [problem] = caught.value.problems
    assert problem.line == RULE.split("params: ", maxsplit=1)[0].count("\n") + 1
    assert problem.message.en.startswith(message)
    assert hint in (problem.hint.en if problem.hint is not None else "")


def test_a_default_of_a_value_that_the_seller_knows_is_fine() -> None:
    """What known_values adds to an enum may be the value of a parameter, behind a word of the rule's own too."""
    text = RULE.replace('when: status == "delivering"', "let: {state: status}\nwhen: state in params.one")
    text = text.replace("{most: ", "{one: {default: [teleporting], en: O, ru: О}, most: ")
    known = knowledge_of({"status": ["teleporting"]})
    assert load_rule(text, "AA001-own-rule.yaml", known).rule.params["one"] == ["teleporting"]
    with pytest.raises(RuleProblems):
        load_rule(text, "AA001-own-rule.yaml")
