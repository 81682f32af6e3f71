"""How a posting is delivered (its integration) and under which scheme it is sold.

Arguments are raw texts of the posting's fields: None is an empty field, UNSET one the input does not have. Both
functions run for every posting; rules remember what they answered.
"""

from msgspec import UNSET, UnsetType

from ozlint.ozon.schemes import scheme_named

Raw = str | None | UnsetType

_HYBRIDS = ("hybryd", "hybrid")
"""Two spellings of one value of tpl_integration_type: the docs' and the live one."""

_OF_FBS = ("", "sds", "fbs")
"""What delivery_schema may hold in a posting that the seller ships."""


def integration_of(flow: Raw, tpl: Raw) -> Raw:
    """Return the integration: integration_type_flow where present, else tpl_integration_type.

    The older field has one value for all hybrid processes, so a hybrid without a flow is unknown: the seller moves
    the status in one of them and not in the others.
    """
    if flow and not flow.isspace():
        return "hybrid" if flow == "hybryd" else flow
    if tpl and not tpl.isspace():
        return UNSET if tpl in _HYBRIDS else tpl
    return UNSET if flow is UNSET or tpl is UNSET else None


def scheme_of(  # noqa: PLR0913, PLR0917 - the fields of one posting; a wrapper for them would cost time
    delivery_schema: Raw,
    flow: Raw,
    tpl: Raw,
    has_tracking_number: bool,  # noqa: FBT001 - called from rules, by position
    has_shipment_date: bool,  # noqa: FBT001 - as above
    has_created_at: bool,  # noqa: FBT001 - as above
    names_warehouse: bool | UnsetType,  # noqa: FBT001 - as above
    /,
) -> str | UnsetType:
    """Return fbs, rfbs, fbo, fbp or crossborder, UNSET where the fields do not tell.

    The first three are texts; of tracking_number, shipment_date and created_at it matters whether the posting has such
    a field at all, of analytics_data.warehouse_name whether it is filled.

    "fbs" means Ozon delivers it, or only that the seller ships it and the finer scheme is not told. A delivery_schema
    that nobody knows, such as FBO/FBS of a table that may be of either, leaves the scheme open.
    """
    schema = scheme_named(delivery_schema) or delivery_schema.strip().casefold() if delivery_schema else ""
    if schema == "fbo" or (
        # FBO answers have none of the fields about shipping, and two that the others lack. An empty warehouse_name
        # proves nothing: every field of a null analytics_data is empty, whatever the scheme.
        tpl is UNSET
        and flow is UNSET
        and not has_shipment_date
        and not has_tracking_number
        and schema in ("", "sds")
        and (has_created_at or names_warehouse is True)
    ):
        return "fbo"
    if flow == "FBP":
        return "fbp"
    if schema in ("crossborder", "rfbs", "fbp"):
        return schema
    integration = integration_of(flow, tpl)
    if integration == "ozon":
        return "fbs"
    if integration or tpl in _HYBRIDS:  # which hybrid may be unknown, but Ozon delivers in none of them
        return "rfbs"
    seller_ships = has_shipment_date or has_tracking_number or schema != ""
    return "fbs" if seller_ships and schema in _OF_FBS else UNSET
