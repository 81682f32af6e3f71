"""The exit code of a run, and why it could not do the whole job."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ozlint.engine.result import InputCount, Result, Tally
from ozlint.language.operands import Reason
from ozlint.model.finding import SEVERITIES, FailOn, Finding
from ozlint.model.other import Joined
from ozlint.model.text import Text
from ozlint.sources.arguments import command_to_resume
from ozlint.triage.reason import places_text, reason_text

CLEAN, FOUND, MISUSED, INCOMPLETE = 0, 1, 2, 3


def exit_code(findings: Iterable[Finding], fail_on: FailOn, reasons: Sequence[Text]) -> int:
    """Return 3 if the job was not done whole, 1 if a shown finding is at or over `fail_on`, else 0."""
    if reasons:
        return INCOMPLETE
    if fail_on == "never":
        return CLEAN
    failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return FOUND if any(finding.state == "shown" and finding.severity in failing for finding in findings) else CLEAN


def unfinished(
    result: Result, problems: Sequence[Text], must_evaluate: Sequence[str], *, allow_empty: bool, allow_incomplete: bool
) -> list[Text]:
    """Return why the run could not do the whole job, in words; nothing if it could."""
    reasons = list(problems)
    if not sum(count.postings for count in result.inputs) and not allow_empty and not problems:
        reasons.append(
            Text(
                "no postings were read: nothing was checked (--allow-empty accepts that)",
                "не прочитано ни одного отправления, проверять было нечего (--allow-empty это разрешает)",
            )
        )
    if not allow_incomplete:
        reasons += [
            Text(
                f"{path} is cut off: what came after that is not known (--allow-incomplete accepts that)",
                f"{path} обрывается: что было дальше, неизвестно (--allow-incomplete это разрешает)",
            )
            for path in _cut(result)
        ]
        reasons += [_not_all_sheets(count) for count in result.inputs if count.sheets]
        reasons += [_incomplete(count) for count in result.inputs if count.more_expected]
        reasons += [_interrupted(one.source.path, end.account) for one in result.held if (end := one.interrupted)]
        reasons += _unread(result)
    return [*reasons, *_left_out(result, must_evaluate)]


def _left_out(result: Result, must_evaluate: Sequence[str]) -> Iterator[Text]:
    """Yield what keeps rules from judging that must: an input that was not given, or that there is nothing to judge."""
    waits = {one.rule: reason_text(one.reason) for one in result.unjudged if one.reason.code == "input_not_given"}
    for rule in must_evaluate:
        if (missing := waits.get(rule)) is not None:
            yield Text(
                f"{rule} was not run on everything: {missing.en}, and --must-evaluate asks for it",
                f"{rule} проверено не на всём: {missing.ru}, а --must-evaluate этого требует",
            )
        elif not judged(result.tallies, rule):
            yield Text(
                f"{rule} could not judge anything, and --must-evaluate asks for it",
                f"{rule}: проверить не удалось ничего, а --must-evaluate этого требует",
            )


def _not_all_sheets(count: InputCount) -> Text:
    names = "», «".join(count.sheets)
    one = len(count.sheets) == 1
    return Text(
        f"{count.path}: {'the sheet' if one else 'the sheets'} «{names}» {'has' if one else 'have'} postings too and "
        f"{'was' if one else 'were'} not read: save as a file of its own (--allow-incomplete accepts that)",
        f"{count.path}: на {'листе' if one else 'листах'} «{names}» тоже отправления, они не прочитаны: сохраните "
        "отдельным файлом (--allow-incomplete это разрешает)",
    )


def _incomplete(count: InputCount) -> Text:
    if count.vouched:
        return _interrupted(count.path, count.account)
    return Text(
        f"{count.path} is incomplete: its last page says that there are more (--allow-incomplete accepts that)",
        f"{count.path}: данные неполные, после последней страницы есть ещё (--allow-incomplete это разрешает)",
    )


def _interrupted(path: str, account: str | None) -> Text:
    """Return what to say of a snapshot that is not whole, with the command that goes on with the fetch into it."""
    command = command_to_resume(path, account)
    return Text(
        f"{path} is incomplete: its fetch was interrupted; to go on: `{command}` (--allow-incomplete accepts that)",
        f"{path}: данные неполные, загрузка прервана; чтобы продолжить: `{command}` (--allow-incomplete это разрешает)",
    )


def _unread(result: Result) -> Iterator[Text]:
    """Yield which fields of which inputs hold what cannot be read, so that rules could not judge it."""
    counts: dict[tuple[str, str], dict[str, int]] = {}
    places: dict[tuple[str, str], Text] = {}
    for one in result.unjudged:
        if one.reason.code == "field_unreadable" and one.kind == "posting":
            fields = counts.setdefault((one.input, one.reason.why), {})
            fields[one.reason.field] = max(fields.get(one.reason.field, 0), one.count)
            places.setdefault((one.input, one.reason.why), places_text(one.quote, one.places))
    for (path, why), fields in counts.items():
        said = reason_text(Reason("field_unreadable", ", ".join(sorted(fields)), "", why=why))
        count, where = max(fields.values()), places[path, why]
        yield Text(
            f"{path}, {count} posting{'s' if count > 1 else ''}: {said.en}{where.en} (--allow-incomplete accepts that)",
            f"{path}, отправлений: {count}: {said.ru}{where.ru} (--allow-incomplete это разрешает)",
        )


def _cut(result: Result) -> list[str]:
    """Return the paths of the inputs that end before their end."""
    return [
        *(count.path for count in result.inputs if count.cut_off),
        *(one.source.path for one in result.held if one.cut_off),
    ]


def untracked(joined: Joined | None) -> list[Text]:
    """Return why a run that has to know what carriers say does not, in words; nothing if it does."""
    if joined is None:
        return [
            Text(
                "no events of carriers were given, and --require-tracking asks for them: name files with --tracking",
                "данных служб доставки не передали, а --require-tracking их требует: укажите файлы в --tracking",
            )
        ]
    if joined.joined:
        return []
    return [
        Text(
            f"none of the {joined.parcels} parcels of --tracking belongs to a posting of the inputs "
            "(--require-tracking): are these the files of the same days and the same account?",
            f"ни одна из посылок в --tracking ({joined.parcels}) не относится к отправлениям из входных данных "
            "(--require-tracking): те ли это дни и тот ли кабинет?",
        )
    ]


def judged(tallies: Mapping[str, Tally], rule: str) -> int:
    """Return how many subjects a rule could judge."""
    tally = tallies.get(rule, Tally())
    return tally.broken + tally.holds + tally.not_applicable
