"""Whether fetching will work: the key, its rights, the clocks, and which lists the account has."""

from collections.abc import Sequence
from typing import Literal

import msgspec

from ozlint.model.text import Text
from ozlint.model.times import DAY, HOUR, show_duration, show_time
from ozlint.seller_api.answers import Roles, read_page, read_roles
from ozlint.seller_api.client import Client
from ozlint.seller_api.listing import page_request
from ozlint.seller_api.method import Scheme, listing_methods
from ozlint.seller_api.part import stood_in_for, undivided
from ozlint.seller_api.problem import ApiProblem, is_answer
from ozlint.seller_api.query import Query
from ozlint.seller_api.request import Request
from ozlint.seller_api.window import window_of
from ozlint.seller_api.writing import writing_roles

State = Literal["ok", "warn", "fail", "unknown"]
"""How a check came out; unknown: Ozon could not be asked."""

_SAY_LITTLE = ("role", "gone", "refused")
"""Problems with asking for the roles that say nothing against asking for postings."""
_EXPIRES_SOON = 14 * DAY
_URGENT = 7 * DAY
"""How long before its end a key is spoken of where nobody asked for it."""
_SKEW_NOTICED = 60.0
"""Seconds by which clocks may differ: less is what a slow answer makes."""
_SKEW_HARMFUL = HOUR
_ALL = "admin"
"""How the names of roles begin that open every method; one of them only to read."""


class Check(msgspec.Struct, frozen=True):
    """One thing that was looked at."""

    name: str
    """What was looked at: key, rights, writing, clock, fbs, fbo; of this machine also others."""
    state: State
    text: Text


def check_all(client: Client, schemes: Sequence[Scheme] = ("fbs", "fbo")) -> tuple[Check, ...]:
    """Return what asking Ozon shows; costs one request, and one more for each scheme. Raises nothing but bugs."""
    now = client.clock.now()
    try:
        roles = client.ask(roles_request(), read_roles)
    except ApiProblem as failed:
        if failed.kind not in _SAY_LITTLE:
            # Without the key nothing else can be told.
            return (_failure("key", failed), *_clocks(client))
        of_key = [Check("key", "warn", failed.text)]
    else:
        of_key = [check_key(roles, now), check_rights(roles, schemes), check_writing(roles)]
    lists = [check_scheme(scheme, _try_list(client, scheme, now)) for scheme in schemes]
    return (*of_key, *_clocks(client), *lists)


def urge_new_key(client: Client) -> Text | None:
    """Return what to say of a key that ends within a week, None where it does not or nobody knows; costs a request.

    Raises ApiProblem where postings cannot be asked for either.
    """
    try:
        roles = client.ask(roles_request(), read_roles)
    except ApiProblem as failed:
        if failed.kind in _SAY_LITTLE:
            return None
        raise
    now = client.clock.now()
    if roles.expires_at is None or roles.expires_at - now >= _URGENT:
        return None
    return check_key(roles, now).text


def roles_request() -> Request:
    """Return the request for the roles of the key."""
    return Request("/v1/roles", b"{}")


def check_key(roles: Roles, now: float) -> Check:
    """Return whether the key will live; it does for three months (docs, 2026-09)."""
    if roles.expires_at is None:
        return Check("key", "ok", Text("Ozon accepts the key", "Ozon принимает ключ"))
    until, left = show_time(roles.expires_at), roles.expires_at - now
    if left <= 0:
        return Check(
            "key",
            "fail",
            Text(f"the key has expired on {until}: make a new one", f"ключ истёк {until}: создайте новый"),
        )
    text = Text(
        f"Ozon accepts the key; it expires on {until}, in {show_duration(left, 'en')}",
        f"Ozon принимает ключ; он истекает {until}, через {show_duration(left, 'ru')}",
    )
    if left < _EXPIRES_SOON:
        return Check("key", "warn", Text(f"{text.en}: make a new one", f"{text.ru}: создайте новый"))
    return Check("key", "ok", text)


def check_rights(roles: Roles, schemes: Sequence[Scheme]) -> Check:
    """Return whether the roles of the key open the lists.

    Ozon writes methods whole or as the beginning of a path, and in its own example as one that no method has; so
    only a list that can be asked for shows for certain that it may be.
    """
    names = ", ".join(role.name for role in roles.roles) or "—"
    closed = [scheme for scheme in schemes if not _may_list(roles, scheme)]
    if not closed:
        return Check(
            "rights",
            "ok",
            Text(f"the key may read the lists; its roles: {names}", f"ключ читает списки; его роли: {names}"),
        )
    lists = ", ".join(closed)
    return Check(
        "rights",
        "warn",
        Text(
            f"the roles of the key ({names}) do not name the lists of {lists}: add a role if they are refused",
            f"среди ролей ключа ({names}) нет явного доступа к спискам {lists}: если их не отдадут, добавьте роль",
        ),
    )


def check_writing(roles: Roles) -> Check:
    """Return whether the key may do no more than read, which is all that it is needed for."""
    names = ", ".join(writing_roles(roles))
    if not names:
        return Check(
            "writing",
            "ok",
            Text("the key can change nothing, by its roles", "изменить ключ ничего не может, судя по ролям"),
        )
    return Check(
        "writing",
        "warn",
        Text(
            f"the key may change things at Ozon ({names}), and ozlint only reads: a key of the type Admin read only is "
            "enough, and does no harm in wrong hands",
            f"ключ может менять данные в Ozon ({names}), а ozlint только читает: хватит ключа типа Admin read only, он "
            "безопаснее, если попадёт в чужие руки",
        ),
    )


def check_clock(skew: float) -> Check:
    """Return whether the clocks agree; `skew` is by how many seconds Ozon's is ahead of this machine's."""
    if abs(skew) < _SKEW_NOTICED:
        return Check("clock", "ok", Text("the clock of this machine is right", "часы компьютера идут верно"))
    by_en, by_ru = show_duration(abs(skew), "en"), show_duration(abs(skew), "ru")
    text = Text(
        f"the clock of this machine is {by_en} {'behind' if skew > 0 else 'ahead'}, by Ozon's: deadlines are judged by "
        "it, set it right",
        f"часы компьютера {'отстают' if skew > 0 else 'спешат'} на {by_ru} по сравнению с Ozon: по ним считаются "
        "сроки, поправьте их",
    )
    return Check("clock", "fail" if abs(skew) >= _SKEW_HARMFUL else "warn", text)


def check_scheme(scheme: Scheme, failed: ApiProblem | None) -> Check:
    """Return whether the list of a scheme can be had; `failed` is why it cannot."""
    name = scheme.upper()
    if failed is None:
        return Check(scheme, "ok", Text(f"the {name} list can be fetched", f"список {name} отдаётся"))
    return _failure(scheme, failed)


def _failure(name: str, failed: ApiProblem) -> Check:
    return Check(name, "fail" if is_answer(failed.kind) else "unknown", failed.text)


def _clocks(client: Client) -> tuple[Check, ...]:
    return () if client.skew is None else (check_clock(client.skew),)


def _may_list(roles: Roles, scheme: Scheme) -> bool:
    """Return whether a role names one of the methods that list a scheme, or opens all."""
    paths = [method.path for method in listing_methods(scheme, "list")]
    opened = [name.rstrip("/") for role in roles.roles for name in role.methods]
    is_named = any(f"{path}/".startswith(f"{name}/") for path in paths for name in opened if name)
    return is_named or any(role.name.casefold().startswith(_ALL) for role in roles.roles)


def _try_list(client: Client, scheme: Scheme, now: float) -> ApiProblem | None:
    """Return why the list of the last day cannot be had; None where it can, be it empty."""
    query = Query(window=window_of(now - DAY, now), schemes=(scheme,))
    part = undivided(query)
    while True:
        try:
            client.ask(page_request(query, part), read_page)
        except ApiProblem as failed:
            older = stood_in_for(part) if failed.kind == "gone" else None
            if older is None:
                return failed
            part = older
        else:
            return None
