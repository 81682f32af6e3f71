"""Ozon's own report of postings: made, waited for and loaded as a table, another way where the lists cannot be had."""

import hashlib
from pathlib import Path
from tempfile import TemporaryFile

import msgspec

from ozlint.durable import put_in_place, settle, unwritable
from ozlint.errors import UsageError
from ozlint.model.times import iso_time
from ozlint.seller_api.answers import AnswerFault, read_report_code, read_report_state
from ozlint.seller_api.client import Client
from ozlint.seller_api.manifest import Manifest, manifest_path, write_manifest
from ozlint.seller_api.problem import problem
from ozlint.seller_api.query import Query, check_query
from ozlint.seller_api.refusal import quoted
from ozlint.seller_api.report_table import sift
from ozlint.seller_api.request import Request
from ozlint.seller_api.window import LONGEST_REPORT, Window, pieces

_CREATE = "/v1/report/postings/create"
_STATE = "/v1/report/info"
_FIRST_PAUSE = 2.0
_LONGEST_PAUSE = 15.0
_PATIENCE = 1800.0
"""Seconds after which a report that is still being made is given up."""
_NOTHING = ("no data", "нет данных")
"""Words of a report that failed for want of postings, as they are taken to be: no source has them."""


def report_windows(window: Window) -> tuple[Window, ...]:
    """Return a window in parts that a report may be about: of three months at most."""
    return pieces(window, LONGEST_REPORT)


def fetch_report(client: Client, path: Path, query: Query) -> Manifest:
    """Have a report made, write its table to a file with a manifest beside it, and return that.

    Only columns that ozlint knows are written. Raises UsageError for a query that no report answers, ApiProblem where
    the report cannot be had, SourceProblem where the file cannot be written.
    """
    check_query(query)
    if query.window.seconds > LONGEST_REPORT:
        raise UsageError("a report is about three months at most", "отчёт строится не больше чем за три месяца")
    before, taken_at = client.sent, client.clock.now()
    address = _made(client, client.ask(create_request(query), read_report_code))
    try:
        manifest = _loaded(client, address, path, query)
    except AnswerFault as fault:
        raise problem("unreadable", _STATE, reason=fault.text) from None
    except OSError as error:
        raise unwritable(path, error) from None
    done = msgspec.structs.replace(
        manifest,
        taken_at=iso_time(taken_at) or "",
        finished_at=iso_time(client.clock.now()),
        requests=client.sent_since(before),
    )
    write_manifest(path, done)
    return done


def create_request(query: Query) -> Request:
    """Return the request to have a report made; nothing about the buyer is asked for."""
    body = {
        "filter": {
            "processed_at_from": query.window.since,
            "processed_at_to": query.window.to,
            "delivery_schema": query.schemes,
            **({"warehouse_id": query.warehouse_ids} if query.warehouse_ids else {}),
        },
        "language": "RU",
        "with": dict.fromkeys(("additional_data", "analytics_data", "customer_data", "jewelry_codes"), False),
    }
    return Request(_CREATE, msgspec.json.encode(body))


def state_request(code: str) -> Request:
    """Return the request for how far a report is."""
    return Request(_STATE, msgspec.json.encode({"code": code}))


def _made(client: Client, code: str) -> str:
    """Wait for a report, and return the address of its file; raises ApiProblem where there will be none."""
    until, pause = client.clock.elapsed() + _PATIENCE, _FIRST_PAUSE
    while client.clock.elapsed() < until:
        state = client.ask(state_request(code), read_report_state)
        if state.file:
            return state.file
        status, said = state.status.casefold(), quoted(state.error or "")
        if status == "success" or (status == "failed" and said.casefold() in _NOTHING):
            raise problem("report_empty", _STATE, message=said or "—")
        if status == "failed":
            raise problem("report_failed", _STATE, message=said or "—")
        client.wait(pause)
        pause = min(_LONGEST_PAUSE, pause * 1.5)
    raise problem("timeout", _STATE)


def _loaded(client: Client, address: str, path: Path, query: Query) -> Manifest:
    """Write the known columns of a report to their file, whole or not at all; the rest is never on the disk by name."""
    draft = path.with_name(f"{path.name}.tmp")
    try:
        with TemporaryFile() as table, draft.open("w+b") as file:
            client.load(address, table)
            postings = sift(table, file)
            settle(file)
            size = file.tell()
            file.seek(0)
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        manifest_path(path).unlink(missing_ok=True)
        put_in_place(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    return Manifest(
        query=query,
        complete=True,
        taken_at="",
        postings={query.schemes[0]: postings},
        requests={},
        size=size,
        sha256=sha256,
    )
