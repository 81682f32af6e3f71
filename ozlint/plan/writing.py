"""Writing a split plan: what passes as the plan itself was written, what is held with the reasons.

Only what was read is written: the body as far as its method knows it, and the time of the hand-over.
"""

import csv
import gzip
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec

from ozlint.durable import create_whole, unwritable
from ozlint.errors import UsageError
from ozlint.model.record import Place
from ozlint.model.text import Lang, Text
from ozlint.plan.entries import Layout
from ozlint.plan.har import HOST
from ozlint.plan.reading import Plan, PlanFile
from ozlint.plan.sheet import Sheet
from ozlint.plan.splitting import Lost, Share, Split, fault_text
from ozlint.version import __version__

_LINES = (".ndjson", ".jsonl", ".ndjson.gz", ".jsonl.gz")
_COLUMNS = ("posting_number", "action", "tracking_number", "time")
_ACTION = Text("action", "действие")
_REASONS = Text("reasons", "причины")
_BOM = "\ufeff"

Record = dict[str, Any]


def check_targets(plan: Plan, passed: Path | None, held: Path | None) -> None:
    """Raise UsageError where a split plan could not be written: before anything is judged.

    Nothing is written over. A file of yesterday that stays where today's should be would be sent once more.
    """
    _layout(plan)
    targets = [path for path in (passed, held) if path is not None]
    if len({path.absolute() for path in targets}) < len(targets):
        raise UsageError(
            "what passes and what is held need two different files",
            "для прошедшего и для задержанного нужны два разных файла",
        )
    for path in targets:
        if path.is_file() and path.stat().st_size:
            raise _taken(path)
        if not path.absolute().parent.is_dir():
            folder = path.parent.as_posix()
            raise UsageError(
                f"{path.as_posix()}: there is no folder {folder}", f"{path.as_posix()}: нет папки {folder}"
            )


def write_split(plan: Plan, split: Split, *, passed: Path | None, held: Path | None, lang: Lang) -> None:
    """Write what passes and what is held, each whole or not at all; a name that ends in .gz makes it packed.

    What passes comes last: where that file is, the other is too. Raises UsageError for a file that is there already,
    and SourceProblem for one that cannot be written.
    """
    if held is not None:
        write_new(held, held_bytes(plan, split, lang))
    if passed is not None:
        write_new(passed, passed_bytes(plan, split))


def plan_bytes(requests: Sequence[Mapping[str, Any]]) -> bytes:
    """Return requests as a plan: a list, each as it would be sent."""
    return _json("list", [dict(request) for request in requests])


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, whole or not at all; a name that ends in .gz makes it packed.

    Raises UsageError for a file that is there already, and SourceProblem for one that cannot be written.
    """
    packed = gzip.compress(data, mtime=0) if path.name.endswith(".gz") else data
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(packed)  # a pipe, or the terminal
        else:
            create_whole(path, packed)
    except FileExistsError:
        raise _taken(path) from None
    except OSError as error:
        raise unwritable(path, error) from None


def _taken(path: Path) -> UsageError:
    shown = path.as_posix()
    return UsageError(
        f"{shown} is there already, and is not written over: delete it, or name another file",
        f"{shown} уже есть, а поверх ничего не пишется: удалите его или укажите другой файл",
    )


def passed_bytes(plan: Plan, split: Split) -> bytes:
    """Return what passes, laid out as the plan: one request, a list, one a line, a HAR, or a table."""
    layout = _layout(plan)
    if layout == "table":
        return _table(plan, [_row(share) for share in split.passed])
    if layout == "har":
        return _har([_call(share) for share in split.passed])
    return _json(layout, [_bare(share) if share.request.bare else _entry(share) for share in split.passed])


def passed_records(split: Split) -> list[Record]:
    """Return what passes as requests, each as it would be sent, in batches that Ozon takes."""
    return [_entry(share) for share in split.passed]


def held_records(split: Split, lang: Lang) -> list[Record]:
    """Return what is held as requests with their reasons in one language; what is no request as its place only."""
    entries: list[Record] = [{**_entry(share), "reasons": _told(share, lang)} for share in split.held]
    strays = [{"place": _shown(_place(one)), "reasons": [fault_text(one.record).say(lang)]} for one in split.lost]
    return entries + strays


def held_bytes(plan: Plan, split: Split, lang: Lang) -> bytes:
    """Return what is held, laid out as the plan, with the reasons in one language.

    As a plan it can be read again; what is no request is there with its place only.
    """
    layout = _layout(plan)
    if layout == "table":
        rows = [{**_row(share), "reasons": _said(share.reasons[0], lang)} for share in split.held]
        lost = [{**_cells(one.file, one.record.address), "reasons": _lost_text(one, lang)} for one in split.lost]
        # With the action, also where all rows of the plan have the same: of what is lost it is not known.
        return _table(plan, rows + lost, {"action": _ACTION.say(lang), "reasons": _REASONS.say(lang)})
    if layout == "har":
        comment = "\n".join(_lost_text(one, lang) for one in split.lost)
        calls = [{**_call(share), "comment": "\n".join(_comments(share, lang))} for share in split.held]
        return _har(calls, comment)
    return _json(layout, held_records(split, lang))


def _layout(plan: Plan) -> Layout:
    """Return how all of a plan is laid out; raises UsageError for tables beside files of another kind."""
    layouts = {_layout_of(file) for file in plan.files}
    if "table" in layouts and len(layouts) > 1:
        raise UsageError(
            "a plan of tables and of other files cannot be split into one file: check them one after the other",
            "план из таблиц и других файлов в один файл не разделить: проверьте их по очереди",
        )
    if len(layouts) > 1:
        return "list" if layouts == {"one", "list"} else "lines"
    layout: Layout = next(iter(layouts), "lines")
    return "list" if layout == "one" and len(plan.files) > 1 else layout


def _layout_of(file: PlanFile) -> Layout:
    return "lines" if file.layout == "one" and file.path.lower().endswith(_LINES) else file.layout


def _json(layout: Layout, records: Sequence[Record]) -> bytes:
    if layout == "lines":
        return b"".join(msgspec.json.encode(record) + b"\n" for record in records)
    document = records[0] if layout == "one" and len(records) == 1 else records
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def _bare(share: Share) -> Record:
    return share.body


def _entry(share: Share) -> Record:
    entry: Record = {"path": share.request.path, "body": share.body}
    return entry if share.handed_at is None else {**entry, "handed_at": share.handed_at}


def _told(share: Share, lang: Lang) -> list[Record]:
    """Return the reasons for each update of a share, with the posting and the place."""
    numbers = share.numbers or (None,)
    return [
        {"posting_number": number, "place": _shown(place), "reasons": [reason.say(lang) for reason in reasons]}
        for number, place, reasons in zip(numbers, _places(share), share.reasons, strict=True)
    ]


def _places(share: Share) -> list[Place]:
    items = share.request.items
    return [items[place].place if items else share.request.place for place in share.items] or [share.request.place]


def _place(lost: Lost) -> Place:
    return lost.file.spots[lost.record.address]


def _shown(place: Place) -> str:
    return f"{place.path}:{place.line}:{place.column} {place.pointer}".rstrip()


def _said(reasons: Iterable[Text], lang: Lang) -> str:
    """Return reasons as one line."""
    return " ".join("; ".join(reason.say(lang) for reason in reasons).split())


def _lost_text(lost: Lost, lang: Lang) -> str:
    return f"{_shown(_place(lost))}: {fault_text(lost.record).say(lang)}"


def _comments(share: Share, lang: Lang) -> Iterable[str]:
    for number, reasons in zip(share.numbers or (None,), share.reasons, strict=True):
        yield f"{number}: {_said(reasons, lang)}" if number else _said(reasons, lang)


def _call(share: Share) -> Record:
    """Return a call as a HAR has it, with nothing but the address and the body."""
    text = msgspec.json.encode(share.body).decode()
    post = {"mimeType": "application/json", "text": text}
    return {"request": {"method": "POST", "url": f"https://{HOST}{share.request.path}", "postData": post}}


def _har(calls: Sequence[Record], comment: str = "") -> bytes:
    log: Record = {"version": "1.2", "creator": {"name": "ozlint", "version": __version__}, "entries": calls}
    if comment:
        log["comment"] = comment
    return msgspec.json.format(msgspec.json.encode({"log": log}), indent=2) + b"\n"


def _row(share: Share) -> Record:
    cells = _cells(share.file, share.request.spot.address)
    contract = share.request.contract
    return cells if cells.get("action") or contract is None else {**cells, "action": contract.action}


def _cells(file: PlanFile, line: int) -> Record:
    """Return what was read of a row; nothing of what is no row, such as the end of a damaged archive."""
    row = file.rows.get(line)
    return {} if row is None else {field: cell for field, cell in row.cells.items() if field != "reasons"}


def _head(plan: Plan) -> tuple[Sheet, dict[str, str]]:
    """Return how the tables of a plan are written, by the first of them, and the names of their columns by fields."""
    sheets = [file.sheet for file in plan.files if file.sheet is not None]
    names = {field: name for _, name, field in sheets[0].columns if field != "reasons"}
    if all({field for _, _, field in sheet.columns} - {"reasons"} == names.keys() for sheet in sheets):
        return sheets[0], names
    return sheets[0], {field: field for field in _COLUMNS}


def _table(plan: Plan, rows: Sequence[Record], more: Mapping[str, str] = MappingProxyType({})) -> bytes:
    """Return a table with the columns of the plan that are read, and more; what else the plan holds is left out."""
    sheet, names = _head(plan)
    names |= {field: name for field, name in more.items() if field not in names}
    text = io.StringIO()
    writer = csv.writer(text, delimiter=sheet.delimiter, lineterminator="\r\n" if sheet.marked else "\n")
    writer.writerow(names.values())
    writer.writerows([[row.get(field, "") for field in names] for row in rows])
    return ((_BOM if sheet.marked else "") + text.getvalue()).encode()
