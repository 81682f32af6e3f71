"""Rules about records, inputs and suppressions: few subjects with few fields, judged by the interpreter."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec import UNSET, UnsetType

from ozlint.engine.capture import compile_capture
from ozlint.engine.result import InputCount, SuppressionCount, Tally, Unjudged
from ozlint.engine.terms import Terms
from ozlint.language.interpret import ALONE, Moment, interpret
from ozlint.language.operands import Reason, operands
from ozlint.model.finding import Finding, Subject
from ozlint.model.other import Placed
from ozlint.model.record import Place, Undecodable
from ozlint.model.text import Lang, Text
from ozlint.model.times import ZONED
from ozlint.rulebook.rule import Rule, Rulebook


class RecordSubject(msgspec.Struct, frozen=True):
    """A record as rules about records see it."""

    readable: bool
    posting_number: str | UnsetType | None = UNSET
    unreadable_field: str | UnsetType | None = UNSET
    what: str | UnsetType | None = UNSET
    reason: str | UnsetType | None = UNSET

    @classmethod
    def of(cls, record: Undecodable, lang: Lang) -> "RecordSubject":
        """Return a record that could not be read, described in a language."""
        return cls(
            readable=False,
            posting_number=record.posting_number,
            unreadable_field=record.field or None,
            what=what_of(record).say(lang),
            reason=record.reason.say(lang),
        )


def what_of(record: Undecodable) -> Text:
    """Return what it is that could not be read: as much of it as could be made out."""
    if record.posting_number:
        whose = Text(f"the record of posting {record.posting_number}", f"запись отправления {record.posting_number}")
    elif record.cut_off and not record.field:
        whose = Text("the rest of the input", "остаток данных")
    else:
        whose = Text("a record", "запись")
    if not record.field:
        return whose
    return Text(f"{whose.en}, field {record.field}", f"{whose.ru}, поле {record.field}")


class FlatResult(msgspec.Struct, frozen=True):
    """What judging records or inputs gives."""

    findings: tuple[Finding, ...]
    tallies: Mapping[str, Tally]
    unjudged: tuple[Unjudged, ...]


def lint_records(
    rulebook: Rulebook, undecodable: Iterable[tuple[Placed, Sequence[Undecodable]]], readable: int, terms: Terms
) -> FlatResult:
    """Judge the records of a run: those that could be read at once, the others one by one.

    `undecodable` are the records that could not be read, by input.
    """
    now, lang = terms.now, terms.lang
    rules = rulebook.about("record")
    tallies = {rule.id: Tally() for rule in rules}
    findings: list[Finding] = []
    fine = Moment(subject=RecordSubject(readable=True), now=now)
    for rule in rules:
        add_verdict(tallies[rule.id], outcome(rule, fine), readable)
    for source, records in undecodable:
        places = source.places(sorted({record.address for record in records})) if records else {}
        for record in records:
            subject = RecordSubject.of(record, lang)
            key = Subject("record", record.posting_number or record.digest)
            place = places.get(record.address, Place(source.path, 1, 1, ""))
            for rule in rules:
                verdict = outcome(rule, Moment(subject=subject, now=now))
                add_verdict(tallies[rule.id], verdict, 1)
                if verdict is False:
                    found = _finding(rule, subject, key, place, terms)
                    findings.append(
                        msgspec.structs.replace(found, posting_number=record.posting_number, field=record.field or None)
                    )
    return FlatResult(tuple(findings), tallies, ())


def lint_inputs(rulebook: Rulebook, inputs: Iterable[InputCount], terms: Terms) -> FlatResult:
    """Judge the inputs of a run."""
    return _lint_each(rulebook, "input", [(one, one.path, Place(one.path, 1, 1, "")) for one in inputs], terms)


def lint_suppressions(rulebook: Rulebook, suppressions: Iterable[SuppressionCount], terms: Terms) -> FlatResult:
    """Judge the suppressions of a run that is over."""
    return _lint_each(rulebook, "suppression", [(one, one.key, one.place) for one in suppressions], terms)


def _lint_each(
    rulebook: Rulebook, kind: str, subjects: Sequence[tuple[object, str, Place]], terms: Terms
) -> FlatResult:
    """Judge subjects of a kind, each with its key and its place."""
    rules = rulebook.about(kind)
    tallies = {rule.id: Tally() for rule in rules}
    findings: list[Finding] = []
    unjudged: list[Unjudged] = []
    for subject, key, place in subjects:
        for rule in rules:
            verdict = outcome(rule, Moment(subject=subject, now=terms.now))
            add_verdict(tallies[rule.id], verdict, 1)
            if verdict is False:
                findings.append(_finding(rule, subject, Subject(kind, key), place, terms))
            elif verdict is UNSET:
                name = next((operand.name for operand in operands(rule.test, rule.test_text)), rule.id)
                unjudged.append(Unjudged(rule.id, kind, place.path, Reason("cannot_say", name, ""), 1, (key,)))
    return FlatResult(tuple(findings), tallies, tuple(unjudged))


def excuse_followed(inputs: Sequence[InputCount]) -> list[InputCount]:
    """Return the inputs with `more_expected` only where no later page follows.

    A page follows that is a later file of the same folder with postings of the same kind, or the very next file if it
    is an empty page of the same method: of an empty one nothing else tells whose last page it is.
    """
    out: list[InputCount] = []
    for place, subject in enumerate(inputs):
        later = inputs[place + 1 :]
        followed = any(
            other.more_expected is not None
            and not other.vouched
            and _folder(other) == _folder(subject)
            and (other.family == subject.family or (not other.family and not ahead and other.format == subject.format))
            for ahead, other in enumerate(later)
        )
        excused = followed and subject.more_expected and not subject.vouched
        out.append(msgspec.structs.replace(subject, more_expected=False) if excused else subject)
    return out


def _folder(subject: InputCount) -> str:
    return subject.path.rpartition("/")[0]


def outcome(rule: Rule, moment: Moment) -> bool | UnsetType | None:
    """Return how a rule comes out by the interpreter: True holds, False broken, None not applicable, UNSET unknown."""
    test = interpret(rule.test, moment)
    good = test if not isinstance(test, bool) or not rule.forbid else not test
    when = True if rule.when is None else interpret(rule.when, moment)
    if when is False:
        return None
    if good is True:
        return True
    return False if when is True and good is False else UNSET


def add_verdict(tally: Tally, verdict: bool | UnsetType | None, count: int) -> None:  # noqa: FBT001
    """Count a verdict: holds, broken, not applicable or not known."""
    if verdict is None:
        tally.not_applicable += count
    elif verdict is True:
        tally.holds += count
    elif verdict is False:
        tally.broken += count
    else:
        tally.not_evaluated += count


def _finding(rule: Rule, subject: object, key: Subject, place: Place, terms: Terms) -> Finding:
    captured = compile_capture(rule, terms.lang, ZONED)(subject, terms.now, ALONE)
    return Finding(
        rule=rule.id, name=rule.name, severity=captured.severity, posting_number=None, account=None, subject=key,
        field=rule.field, message=captured.message, values=captured.values, facts=captured.facts, place=place,
    )  # fmt: skip
