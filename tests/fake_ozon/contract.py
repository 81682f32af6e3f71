"""What Ozon's methods take, written down from the documented schemas: enough to refuse what they would refuse."""

from typing import Any, NamedTuple


class Contract(NamedTuple):
    """What one method takes."""

    path: str
    scheme: str
    task: str
    paging: str
    most: int
    window: tuple[str, str]
    filters: dict[str, type]
    """Filters besides the window; the type of ids in lists of them."""


OLD = {"status": str, "warehouse_id": str, "delivery_method_id": int, "last_changed_status_date": dict}
OLD_UNFULFILLED = {**OLD, "warehouse_id": int}
NEW = {"statuses": str, "warehouse_ids": str, "delivery_method_ids": str, "last_changed_status_date": dict}
SPAN, CUTOFF = ("since", "to"), ("cutoff_from", "cutoff_to")

METHODS = {
    contract.path: contract
    for contract in (
        Contract("/v4/posting/fbs/list", "fbs", "list", "cursor", 100, SPAN, NEW),
        Contract("/v4/posting/fbs/unfulfilled/list", "fbs", "unfulfilled", "cursor", 100, CUTOFF, NEW),
        Contract("/v3/posting/fbo/list", "fbo", "list", "cursor", 100, SPAN, {"statuses": str}),
        Contract("/v3/posting/fbs/list", "fbs", "list", "offset", 50, SPAN, OLD),
        Contract("/v3/posting/fbs/unfulfilled/list", "fbs", "unfulfilled", "offset", 1000, CUTOFF, OLD_UNFULFILLED),
        Contract("/v2/posting/fbo/list", "fbo", "list", "offset", 1000, SPAN, {"status": str}),
        Contract("/v3/posting/fbs/get", "fbs", "details", "", 1, SPAN, {}),
        Contract("/v1/roles", "", "roles", "", 1, SPAN, {}),
        Contract("/v1/report/postings/create", "", "report", "", 1, ("processed_at_from", "processed_at_to"), {}),
        Contract("/v1/report/info", "", "report_state", "", 1, SPAN, {}),
    )
}
PUSHES = {
    "/v2/fbs/posting/tracking-number/set": "tracking_numbers",
    "/v2/fbs/posting/delivering": "posting_number",
    "/v2/fbs/posting/last-mile": "posting_number",
    "/v2/fbs/posting/delivered": "posting_number",
}
"""The methods that move postings, with the key of the list that their bodies hold."""
SINGLE = {"posting_number", "with", "code", "filter", "language"}
PAGED = {
    "cursor": {"cursor", "filter", "limit", "sort_dir", "with"},
    "offset": {"dir", "filter", "limit", "offset", "with"},
}


def breach_of(contract: Contract, body: dict[str, Any]) -> str:  # noqa: PLR0911 - one for each thing that is refused
    """Return what a request breaks of a contract; nothing if it is sound."""
    unknown = body.keys() - PAGED.get(contract.paging, SINGLE)
    if unknown:
        return f"unknown field {sorted(unknown)}"
    if not contract.paging:
        return ""
    wanted = body.get("filter", {})
    if unknown := wanted.keys() - contract.filters.keys() - set(contract.window):
        return f"unknown filter {sorted(unknown)}"
    if not all(name in wanted for name in contract.window):
        return "Filter: value is required"
    if not 1 <= body["limit"] <= contract.most:
        return f"Limit: value must be inside range (0, {contract.most}]"
    if body.get("sort_dir", "ASC") not in ("ASC", "DESC") or body.get("dir", "ASC") not in ("ASC", "DESC"):
        return "SortDir: unknown value"
    for name, kind in contract.filters.items():
        values = wanted.get(name, [])
        if not all(isinstance(value, kind) for value in (values if isinstance(values, list) else [values])):
            return f"{name}: wrong type"
    return ""
