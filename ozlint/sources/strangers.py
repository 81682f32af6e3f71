"""Inputs that are no JSON, told by their first bytes and named, with what to do instead."""

import codecs
import re

from ozlint.model.pattern import pattern
from ozlint.model.text import Text
from ozlint.sources.header import UNKNOWN

EMPTY = Text("the file is empty", "файл пустой")

_BINARY = (
    (b"PK\x03\x04", "zip"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "rar"),
    (b"%PDF", "PDF"),
)
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""What the old container of Excel holds for a new workbook with a password."""
_TAR_AT = 257
_HTML = pattern(rb"<(?:!doctype\s+html|html|head|body|title)", re.IGNORECASE)
_HTML_TABLE = pattern(rb"<table\b.*<t[dh]\b", re.IGNORECASE | re.DOTALL)
_TABLE = pattern(rb"[^\n]*(?:;|\t|,[^\n]*,)")
"""The first line of a table; a single comma is found in prose as well."""
_CONTROL = pattern(rb"[\x01-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f]")
"""Characters that text does not have; ESC, which logs have in their colours, is none of them."""
_HEAD = 4096
_OTHER_DELIMITERS = (b"~", b"^", b"\x1e", b"#", b"@", b":")
_COMPARED = 3
"""Lines that have the same number of a delimiter where they are rows of a table."""


def no_json(head: bytes) -> Text:
    """Return what an input is that does not begin like JSON."""
    return surely_no_json(head) or _text(head.lstrip())


def surely_no_json(head: bytes) -> Text | None:
    """Return what an input is that cannot be anything but what its first bytes say; None for the rest."""
    start = head.lstrip()
    for mark, name in _BINARY:
        if start.startswith(mark):
            return _packed(name)
    if start.startswith(_OLE):
        return _sheet(head)
    if head[_TAR_AT : _TAR_AT + 5] == b"ustar":
        return _packed("tar")
    if start[:1] == b"<":
        return _markup(start[:_HEAD])
    if start.startswith(b"HTTP/"):
        return Text(
            "this is an HTTP answer with its headers: save the body alone (curl without -i)",
            "это HTTP-ответ вместе с заголовками: сохраните только тело (curl без -i)",
        )
    return None


def _sheet(head: bytes) -> Text:
    if _ENCRYPTED in head:
        return Text(
            "this is an Excel workbook with a password: save it without one",
            "это книга Excel с паролем: сохраните её без пароля",
        )
    return Text(
        "this is a workbook of old Excel (.xls): save it as .xlsx or as CSV UTF-8",
        "это книга старого Excel (.xls): сохраните её как .xlsx или CSV UTF-8",
    )


def _of_other_delimiter(start: bytes) -> Text | None:
    """Return what to say of text in columns with a delimiter that is not read; None for other text."""
    lines = [line for line in start.split(b"\n")[:_COMPARED] if line.strip()]
    marks = [mark for mark in _OTHER_DELIMITERS if {line.count(mark) for line in lines} == {lines[0].count(mark)}]
    mark = next((mark.decode() for mark in marks if lines[0].count(mark)), "")
    if len(lines) < _COMPARED or not mark:
        return None
    return Text(
        f"this looks like a table with the delimiter “{mark}”: known are ; , | and tab",
        f"похоже на таблицу с разделителем «{mark}», а читаются ; , | и табуляция",
    )


def _packed(name: str) -> Text:
    return Text(
        f"this is a {name} file: unpack it first (gzip alone is read as it is)",
        f"это файл {name}: сначала распакуйте его (без распаковки читается только gzip)",
    )


def _markup(start: bytes) -> Text:
    if _HTML_TABLE.search(start):
        return Text(
            "this is a web page with a table in it, as programs save for Excel under the name .xls: open it in Excel "
            "and save it as XLSX or CSV UTF-8",
            "это веб-страница с таблицей, какие программы сохраняют для Excel под именем .xls: откройте её в Excel и "
            "сохраните как XLSX или CSV UTF-8",
        )
    return web_page(start) or Text("this is XML, not JSON", "это XML, а не JSON")


def web_page(start: bytes) -> Text | None:
    """Return what to say of a web page, by its first bytes; None for anything else."""
    if not _HTML.search(start[:_HEAD]):
        return None
    return Text(
        "this is a web page, not an API answer: most likely the error page of a proxy or of the service itself",
        "это веб-страница, а не ответ API: скорее всего, страница ошибки прокси или самого сервиса",
    )


def _is_text(data: bytes) -> bool:
    """Return whether bytes are text: UTF-8, or Windows-1251, which Russian tables are often saved in."""
    if _CONTROL.search(data):
        return False
    for encoding in ("utf-8", "cp1251"):
        try:
            codecs.getincrementaldecoder(encoding)().decode(data)  # the last character may be cut off
        except UnicodeDecodeError:
            continue
        return True
    return False


def _text(start: bytes) -> Text:
    if not _is_text(start[:_HEAD]):
        return Text("this is binary data, not JSON", "это двоичные данные, а не JSON")
    if b"\0" in start[:_HEAD]:
        return Text(
            "this is not JSON: it has zero bytes in it, the file was damaged while it was saved or copied",
            "это не JSON: внутри нулевые байты, файл повредился при записи или копировании",
        )
    if (table := _of_other_delimiter(start)) is not None:
        return table
    if _TABLE.match(start) and start[:1] not in (b"}", b"]"):
        return UNKNOWN
    # One character and no more: what is not known to be harmless is not shown.
    shown = start[:4].decode("utf-8", "replace")[:1]
    return Text(f"this is not JSON: it begins with “{shown}”", f"это не JSON: файл начинается с «{shown}»")
