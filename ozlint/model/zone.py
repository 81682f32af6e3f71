"""The time zone that people name: an offset, or a name of the zone database."""

from datetime import UTC, datetime, timedelta, timezone, tzinfo

from ozlint.model.pattern import pattern

_SHORT = {
    "GMT": "+00:00", "MSK": "Europe/Moscow", "МСК": "Europe/Moscow", "SAMT": "Europe/Samara",
    "YEKT": "Asia/Yekaterinburg",
    "OMST": "Asia/Omsk", "KRAT": "Asia/Krasnoyarsk", "IRKT": "Asia/Irkutsk", "YAKT": "Asia/Yakutsk",
    "VLAT": "Asia/Vladivostok", "MAGT": "Asia/Magadan", "PETT": "Asia/Kamchatka",
}  # fmt: skip
"""Abbreviations of zones that mean one place only, in Russia above all."""
_OFFSET = pattern(r"([+-])([01][0-9]|2[0-3]):([0-5][0-9])")


def read_zone(name: str) -> tzinfo | None:
    """Return the zone of a name: `+03:00`, `UTC`, `Europe/Moscow`; None for what names none.

    `UTC` and offsets are known on every machine, the other names only where there is a zone database.
    """
    if name == "UTC":
        return UTC
    name = _SHORT.get(name.upper(), name)
    if found := _OFFSET.fullmatch(name):
        sign, hours, minutes = found.groups()
        return timezone(timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if sign == "-" else 1))
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def zone_name(zone: tzinfo) -> str:
    """Return the name that a zone of `read_zone` has there: that is how it is told to another process."""
    if named := getattr(zone, "key", None):
        return str(named)
    minutes = int((zone.utcoffset(datetime(2000, 1, 1, tzinfo=UTC)) or timedelta()).total_seconds()) // 60
    sign = "-" if minutes < 0 else "+"
    return "UTC" if zone is UTC else f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def zone_names() -> frozenset[str]:
    """Return all names of the zone database of this machine."""
    from zoneinfo import available_timezones

    return frozenset(available_timezones())
