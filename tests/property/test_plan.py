"""Plans and logs: whatever the bytes, they are read or told; nothing is lost, and nothing secret comes out."""

import gzip
import io
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ozlint.errors import SourceError
from ozlint.model.text import Text
from ozlint.ozon.contract import contracts, contracts_by_action
from ozlint.plan.answers import read_answer_file
from ozlint.plan.contents import recoded
from ozlint.plan.reading import Plan, PlanFile, read_plan_file
from ozlint.plan.splitting import Hold, split_plan
from ozlint.plan.writing import held_bytes, passed_bytes

SECRET = "s3cret-4f1a"  # noqa: S105 - what must not come out
NAME = "Пётр Буйнов"
NOT_OURS = {
    "headers": {"Api-Key": SECRET, "Client-Id": SECRET},
    "cookies": [{"name": "sid", "value": SECRET}],
    "customer": {"name": NAME, "phone": SECRET},
    "comment": NAME,
}
"""What stands around and inside of requests and is none of ozlint's business."""

numbers = st.from_regex(r"[1-9][0-9]{3}-000[1-9]-[1-9]", fullmatch=True)
odd_numbers = numbers | st.sampled_from([None, 12, {"name": NAME}, ["1-1-1"], ""])
texts = st.text(max_size=8)
moments = st.sampled_from(["2026-11-22T09:00:00Z", "2026-11-22 09:00", "22.11.2026 09:00"])


@st.composite
def requests(draw: Callable[..., Any]) -> dict[str, Any]:
    """A request as people write them: right, too large, with a text in place of a list, with keys that nobody knows."""
    contract = draw(st.sampled_from([*contracts_by_action().values(), contracts()["/v4/posting/fbs/list"], None]))
    body: dict[str, Any]
    if contract is None:
        return {"path": "/v9/posting/fbs/ship", "body": {"posting_number": draw(numbers), **NOT_OURS}}
    if contract.holds == "texts":
        body = {"posting_number": draw(st.lists(odd_numbers, min_size=1, max_size=45) | numbers)}
    elif contract.holds == "objects":
        item = st.fixed_dictionaries({"posting_number": odd_numbers, "tracking_number": texts | st.integers()})
        body = {contract.items: draw(st.lists(item, min_size=1, max_size=45) | item)}
        for each in body[contract.items] if isinstance(body[contract.items], list) else [body[contract.items]]:
            each["customer"] = NOT_OURS["customer"]
    else:
        body = {
            "posting_number": draw(odd_numbers),
            "packages": [{"products": [{"product_id": draw(st.integers()), "quantity": 1}]}],
            "new_cutoff_date": draw(moments),
            "new_timeslot": {"from": draw(moments), "to": draw(moments)},
            "cancel_reason_id": draw(st.sampled_from([352, "402", 665])),
            "cancel_reason_message": draw(texts),
            "multi_box_qty": draw(st.integers(0, 9)),
            "pickup_code": "1234",
            "filter": {"since": "2026-01-01T00:00:00Z"},
            "limit": 100,
        }
    entry: dict[str, Any] = {"path": contract.path, "body": {**body, **draw(st.sampled_from([{}, NOT_OURS]))}}
    if draw(st.booleans()):
        entry["handed_at"] = draw(moments)
    return entry


def as_list(plan: list[dict[str, Any]]) -> bytes:
    """Return a pretty-printed list."""
    return json.dumps([{**NOT_OURS, **entry} for entry in plan], ensure_ascii=False, indent=2).encode()


def as_lines(plan: list[dict[str, Any]]) -> bytes:
    """Return a request a line, with log-like surroundings."""
    return b"".join(json.dumps({**NOT_OURS, **entry}, ensure_ascii=False).encode() + b"\n" for entry in plan)


def as_packed(plan: list[dict[str, Any]]) -> bytes:
    """Return the lines in a gzip archive."""
    return gzip.compress(as_lines(plan))


def as_utf16(plan: list[dict[str, Any]]) -> bytes:
    """Return the list in the encoding of old Windows programs."""
    return as_list(plan).decode().encode("utf-16")


def as_bare(plan: list[dict[str, Any]]) -> bytes:
    """Return the bodies alone; the method of many of them cannot be told."""
    return b"\n".join(json.dumps(entry["body"]).encode() for entry in plan)


def as_client_log(plan: list[dict[str, Any]]) -> bytes:
    """Return what an HTTP client logs: address, headers, the body as a text."""
    return json.dumps(
        [
            {
                "request": {
                    "method": "POST",
                    "url": f"https://api-seller.ozon.ru{entry['path']}?key={SECRET}",
                    "headers": NOT_OURS["headers"],
                    "body": json.dumps(entry["body"]),
                },
                "handed_at": entry.get("handed_at"),
            }
            for entry in plan
        ]
    ).encode()


def as_har(plan: list[dict[str, Any]]) -> bytes:
    """Return a HAR with calls to others in between."""
    calls = [
        {
            "startedDateTime": "2026-11-22T09:00:00.000+03:00",
            "request": {
                "method": "POST",
                "url": f"https://user:{SECRET}@api-seller.ozon.ru{entry['path']}?token={SECRET}#{SECRET}",
                "headers": [{"name": "Api-Key", "value": SECRET}],
                "cookies": [{"name": "sid", "value": SECRET}],
                "postData": {"mimeType": "application/json", "text": json.dumps(entry["body"])},
            },
            "response": {"status": 200, "headers": [], "content": {"text": json.dumps({"secret": SECRET})}},
        }
        for entry in plan
    ]
    other = {"request": {"method": "POST", "url": "https://example.com/v2/x/y", "postData": {"text": SECRET}}}
    return json.dumps({"log": {"entries": [other, *calls, {"x": 1}], "comment": SECRET}}).encode()


def as_table(plan: list[dict[str, Any]]) -> bytes:
    """Return a table with a row for each posting; some of its rows cannot be read."""
    lines = [f"Номер отправления;Действие;Покупатель;Трек-номер;Дата передачи;{SECRET}"]
    for entry in plan:
        contract = contracts().get(entry["path"])
        listed = entry["body"].get("posting_number")
        for number in listed if isinstance(listed, list) else [listed]:
            written = number if isinstance(number, str) else ""
            action = contract.action if contract else "whatever"
            lines.append(f"{written};{action};{NAME};TRACK{len(lines)};{entry.get('handed_at', '')};{SECRET}")
    return "\n".join([*lines, '"open']).encode("cp1251" if len(plan) % 2 else "utf-8-sig")


def as_numbers(plan: list[dict[str, Any]]) -> bytes:
    """Return a table of postings and tracking numbers, all of them with a number but one."""
    rows = [(entry["body"].get("posting_number"), f"TRACK{place}") for place, entry in enumerate(plan)]
    lines = [f"{number if isinstance(number, str) else ''}\t{tracking}" for number, tracking in rows]
    return "\n".join(["Номер отправления\tТрек-номер", "1-1-1\t", *lines]).encode()


def as_other_table(plan: list[dict[str, Any]]) -> bytes:
    """Return a table of which nobody can know what it is for."""
    return as_numbers(plan).replace(b"\t", "\tСтатус\t".encode(), 1)


documents = st.sampled_from([as_list, as_lines, as_packed, as_utf16, as_bare, as_client_log, as_har])
tables = st.sampled_from([as_table, as_numbers, as_other_table])
formats = documents | tables


def read(data: bytes, first: int = 0) -> PlanFile:
    """Return what bytes plan, unpacked as a file would be; nothing at all is a plan of nothing."""
    unpacked = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    return read_plan_file(recoded("plan", unpacked or b"[]"), first=first)


def read_all(plan: list[dict[str, Any]], layouts: list[Callable[..., bytes]]) -> Plan:
    """Return the plan that files of some formats make together."""
    files: list[PlanFile] = []
    for layout in layouts:
        files.append(read(layout(plan), sum(len(file.requests) for file in files)))
    return Plan(tuple(files))


def contents_of(*files: PlanFile) -> Counter[Any]:
    """Return everything the updates of some plans say, and the requests that change no posting, with their numbers."""
    updates = Counter((update.content, update.handed_at) for file in files for update in file.updates)
    others = Counter(
        (request.path, json.dumps(request.body, sort_keys=True))
        for file in files
        for request in file.requests
        if not request.contract or not request.contract.changes_postings
    )
    return updates + others


@settings(max_examples=150)
@given(
    st.lists(requests(), min_size=1, max_size=6),
    st.lists(documents, min_size=1, max_size=3) | st.lists(tables, min_size=1, max_size=3),
    st.randoms(use_true_random=False),
)
def test_nothing_of_a_plan_is_lost(
    plan: list[dict[str, Any]],
    layouts: list[Callable[..., bytes]],
    chance: Any,  # noqa: ANN401 - random.Random
) -> None:
    """What passes and what is held are, read again, all the updates of the plan; batches have the legal size."""
    whole = read_all(plan, layouts)
    holds = [
        Hold(update.request.index, update.item, (Text("held", "стоп"),))
        for update in whole.updates
        if chance.random() < 0.3
    ]
    split = split_plan(whole, holds)
    passed, held = read(passed_bytes(whole, split)), read(held_bytes(whole, split, "ru"))

    assert contents_of(passed, held) == contents_of(*whole.files)
    if set(layouts) != {as_har}:  # in a HAR, what is no call can only be told in a comment
        assert len(held.undecodable) == sum(len(file.undecodable) for file in whole.files)
    assert not passed.undecodable
    assert [update.content for update in passed.updates] == [
        update.content
        for update in whole.updates
        if (update.request.index, update.item) not in {(h.request, h.item) for h in holds}
    ]
    for request in passed.requests:
        assert request.contract is not None
        assert request.size <= (request.contract.most or request.size)


@settings(max_examples=100)
@given(st.lists(requests(), min_size=1, max_size=4), formats)
def test_nothing_secret_and_nothing_personal_comes_out(
    plan: list[dict[str, Any]], layout: Callable[..., bytes]
) -> None:
    """Neither in what is kept of a plan, nor in what is written, nor in any reason."""
    file = read(layout(plan))
    whole = Plan((file,))
    split = split_plan(whole, [Hold(request.index, None, ()) for request in whole.requests[::2]])
    assert not {share.request.index for share in split.passed} & {request.index for request in whole.requests[::2]}
    out = repr(file) + repr(split) + (passed_bytes(whole, split) + held_bytes(whole, split, "en")).decode()
    assert SECRET not in out
    assert NAME not in out
    assert NAME.encode("unicode_escape").decode() not in out


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)
keys = st.sampled_from(
    ["path", "body", "posting_number", "tracking_numbers", "tracking_number", "packages", "products", "filter", "url",
     "request", "response", "answer", "status", "result", "error", "code", "message", "log", "entries", "handed_at",
     "at", "new_timeslot", "cancel_reason_id", "method", "postData", "text"]
)  # fmt: skip
leaves = st.sampled_from(
    ["/v2/fbs/posting/delivering", "/v4/posting/fbs/ship", "1-1-1", "POST", 200, True, "2026-11-22"]
)
near_misses = st.recursive(
    json_values | leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=5),
    max_leaves=14,
)


def read_anything(data: bytes) -> None:
    """Read bytes as a plan and as a log; every report has a place."""
    for reader in (read_plan_file, read_answer_file):
        try:
            file = reader(recoded("x", data))
        except SourceError:
            continue
        records = file.undecodable
        assert file.places([record.address for record in records]).keys() == {record.address for record in records}
        assert all(record.reason.en and record.reason.ru for record in records)
        if isinstance(file, PlanFile):
            plan = Plan((file,))
            split = split_plan(plan, [])
            read(passed_bytes(plan, split))
            read(held_bytes(plan, split, "en"))
            for update in file.updates:
                assert update.spot.place.path == "x"


@given(st.binary(max_size=200))
@example(b'{"path":"/v2/fbs/posting/delivering","body":{"posting_number":["1"],"x":' + b"[" * 3000)
@example(b'{"a":' * 3000)
@example(b'sep="\n"posting_number"')
@example(b"posting_number\0\n1")
@example(b"\xff\xfe{\0")
def test_any_bytes_give_requests_or_problems(data: bytes) -> None:
    """Nothing but a SourceError is raised."""
    read_anything(data)


@settings(max_examples=150)
@given(st.lists(near_misses, max_size=4), st.booleans())
def test_any_json_gives_requests_or_problems(values: list[Any], lines: bool) -> None:  # noqa: FBT001 - drawn
    """Also what has the right keys in the wrong places."""
    read_anything("\n".join(map(json.dumps, values)).encode() if lines else json.dumps(values).encode())


@given(st.lists(requests(), min_size=1, max_size=3), formats, st.data())
def test_damage_costs_what_it_is_in(plan: list[dict[str, Any]], layout: Callable[..., bytes], data: Any) -> None:  # noqa: ANN401 - DataObject
    """A file that is cut off, or has a byte changed, gives requests or problems."""
    whole = layout(plan)
    at = data.draw(st.integers(0, len(whole) - 1))
    for damaged in (whole[:at], whole[:at] + b"\0" + whole[at + 1 :]):
        if damaged[:2] == b"\x1f\x8b":
            continue
        read_anything(damaged)


@given(st.lists(requests(), min_size=2, max_size=5), st.data())
def test_of_lines_that_were_cut_off_all_whole_ones_are_read(plan: list[dict[str, Any]], data: Any) -> None:  # noqa: ANN401 - DataObject
    """The last line alone is lost, and told."""
    lines = as_lines(plan)
    at = data.draw(st.integers(lines.index(b"\n") + 1, len(lines) - 2))
    cut = lines[:at]
    if cut.endswith((b"}", b"\n")):
        return
    file, whole = read(cut), read(cut[: cut.rindex(b"\n") + 1])
    assert len(file.requests) == len(whole.requests)
    assert len(file.strays) == len(whole.strays) + 1


def test_a_damaged_archive_is_read_as_far_as_it_goes() -> None:
    """The end is told."""
    from ozlint.plan.reading import read_plan

    plan = [{"path": "/v2/fbs/posting/delivering", "body": {"posting_number": [f"{n}-0001-1"]}} for n in range(5000)]
    with TemporaryDirectory() as folder:
        packed = gzip.compress(as_lines(plan))
        Path(folder, "plan.gz").write_bytes(packed[: len(packed) // 2])
        (file,) = read_plan(["plan.gz"], stdin=io.BytesIO(), cwd=Path(folder)).files
    assert 0 < len(file.requests) < 5000
    assert any(record.cut_off for record in file.strays)
