"""Whatever the plan: what the rules pass stays on legal ways, and what passes and what is held are the plan."""

import io
import json
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ozlint.config.config import Config
from ozlint.engine.side import Benches
from ozlint.ozon.contract import contracts, contracts_by_action
from ozlint.ozon.transitions import moves
from ozlint.ozon.values import known_values
from ozlint.plan.contents import recoded
from ozlint.plan.planned import Planned
from ozlint.plan.postings import plan_paths
from ozlint.plan.reading import PlanFile, plan_of, read_plan_file
from ozlint.plan.writing import passed_records
from ozlint.rulebooks import load_rulebook
from ozlint.run import check_inputs, judge
from ozlint.sources.decoding import PostingDecoder
from ozlint.sources.dicts import Dicts

NOW = 1795338000.0
NUMBERS = ("1-0001-1", "1-0002-1", "1-0003-1")
INTEGRATIONS = sorted(known_values("integration_type_flow"))
MOVING = {way.method for way in moves()}
GONE = "sent_by_seller"
"""The method of which nobody knows any more what it does: what comes after it is not known either."""
UNKNOWN = {"sent_by_seller", "ship_in_process"}
"""The statuses of which no move is known."""

statuses = st.sampled_from(sorted(known_values("status")))
substatuses = st.sampled_from(["", "posting_on_way_to_city", "posting_conditionally_delivered", "ship_failed"])


@st.composite
def postings(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Some postings, in whatever status and of whatever integration."""
    return [
        {
            "posting_number": number,
            "status": draw(statuses),
            "substatus": draw(substatuses),
            "integration_type_flow": draw(st.sampled_from(INTEGRATIONS)),
            "tracking_number": draw(st.sampled_from(["", "1106153417"])),
        }
        for number in NUMBERS[:2]
    ]


@st.composite
def plans(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Some requests, of all methods that change postings, and some that nobody knows."""
    return [draw(requests()) for _ in range(draw(st.integers(0, 8)))]


@st.composite
def requests(draw: st.DrawFn) -> dict[str, Any]:
    """One request about some postings, among them one that no input has."""
    contract = draw(st.sampled_from(list(contracts_by_action().values())))
    numbers = draw(st.lists(st.sampled_from(NUMBERS), min_size=1, max_size=25))
    body: dict[str, Any] = {
        "posting_number": numbers[0],
        "cancel_reason_id": draw(st.sampled_from([352, 401, 402, 667])),
        "packages": [{"products": [{"product_id": 1, "quantity": 1}]}],
    }
    if contract.holds == "texts":
        body = {contract.items: draw(st.sampled_from([numbers, numbers[0]]))}
    elif contract.holds == "objects":
        body = {contract.items: [{"posting_number": number, "tracking_number": "1106153418"} for number in numbers]}
    path = draw(st.sampled_from([contract.path] * 9 + ["/v9/unknown"]))
    return {"path": path, "body": body}


CONFIG = Config(inputs=("postings.json",), now=NOW, select=("OZ6",))
RULEBOOK = load_rulebook(CONFIG, Path())
DECODER = PostingDecoder(RULEBOOK.reads | plan_paths())
BENCHES = Benches(RULEBOOK, Planned(DECODER.root.struct, plan=plan_of([])))


def passed_of(given_postings: list[dict[str, Any]], plan: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the requests that pass; the rules are compiled once for all examples."""
    planned = Planned(DECODER.root.struct, plan=plan_of(plan))
    source = Dicts("postings", tuple(enumerate(given_postings, start=1)))
    judge(CONFIG, RULEBOOK, [source], others=planned, decoder=DECODER, benches=BENCHES)
    return passed_records(planned.split())


@given(postings(), plans())
@settings(max_examples=200)
def test_what_passes_never_leaves_the_legal_graph(
    given_postings: list[dict[str, Any]], plan: list[dict[str, Any]]
) -> None:
    """Every update that passes starts from where the posting may be by then, or leaves it where it is.

    The ways are read from the table of transitions, not from what the plan says of states.
    """
    may_be = {one["posting_number"]: {one["status"]} for one in given_postings}
    lost: set[str] = set()
    integrations = {one["posting_number"]: one["integration_type_flow"] for one in given_postings}
    for request in passed_of(given_postings, plan):
        contract = contracts()[request["path"]]
        told = request["body"][contract.items] if contract.items else [request["body"]]
        for item in told:
            number = item if isinstance(item, str) else item["posting_number"]
            assert number in may_be, "an unknown posting has passed"
            if contract.action == GONE:
                lost.add(number)
            if contract.path not in MOVING or number in lost:
                continue
            ways = [way for way in moves() if way.method == contract.path and way.holds_for(integrations[number])]
            before = may_be[number]
            after = {way.after for way in ways if way.before in before}
            stays = {status for status in before if any(way.after == status for way in ways)}
            if before & UNKNOWN:
                lost.add(number)
                continue
            assert after or stays, f"{contract.path} from {before}"
            may_be[number] = after or before


def read(path: Path) -> PlanFile:
    """Return what a file that was written plans."""
    return read_plan_file(recoded("plan", path.read_bytes()))


@given(postings(), plans())
@settings(max_examples=40)
def test_passed_and_held_are_the_plan(given_postings: list[dict[str, Any]], plan: list[dict[str, Any]]) -> None:
    """Every update of the plan is in one of the two files, once, by the way of the command line."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "postings.json").write_text(json.dumps({"postings": given_postings, "has_next": False}))
        (folder / "plan.json").write_text(json.dumps(plan))
        config = Config(
            inputs=CONFIG.inputs, now=NOW, updates=("plan.json",), write_passed="passed.json", write_held="held.json",
        )  # fmt: skip
        report = check_inputs(config, RULEBOOK, io.BytesIO(), folder)
        whole, passed, held = (read(folder / f"{one}.json") for one in ("plan", "passed", "held"))
    told = Counter(update.content for update in whole.updates)
    assert told == Counter(update.content for file in (passed, held) for update in file.updates)
    assert report.exit_code == (1 if held.requests or held.strays else 0) or report.summary.errors
