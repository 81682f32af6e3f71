"""Tracking answers in XML: one or several documents in a file, each parsed by itself, none trusted."""

from collections.abc import Iterator, Sequence
from typing import NoReturn
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

import msgspec

from ozlint.carriers.readers import recognise
from ozlint.model.pattern import pattern
from ozlint.model.record import Address, Place, Undecodable
from ozlint.model.text import Text
from ozlint.sources.content import Content
from ozlint.sources.nested import CUT_OFF
from ozlint.sources.nested_source import Piece
from ozlint.sources.position import placed
from ozlint.sources.problem import refused
from ozlint.sources.reading import spoiled
from ozlint.sources.scanner import BOM
from ozlint.sources.tracking.documents import Told
from ozlint.sources.tracking.words_shown import shown_words

_START = pattern(rb"(?:<\?xml[^>]{0,200}\?>\s*)?<(?:[\w.-]{1,64}:)?Envelope[\s>/]|<\?xml[^>]{0,200}\?>")
"""Where a document begins: at its declaration, or at a SOAP envelope without one."""
_CODING = pattern(rb"<\?xml[^>]{0,100}\bencoding\s*=\s*[\"']([\w.-]{1,40})[\"']")
_UTF8 = ("utf-8", "utf8", "us-ascii", "ascii")
_CUT = ("no element found", "unclosed token", "unclosed CDATA section")

FORBIDDEN = Text(
    "it declares a document type or entities, which can make a small file explode: no carrier's answer has them, "
    "so it is not read",
    "в нём объявлен DOCTYPE или сущности, от которых маленький файл может разрастись до гигабайт: в ответах служб "
    "доставки их не бывает, поэтому файл не читается",
)


class XmlProblem(Exception):  # noqa: N818 - it is the problem of one document
    """One document that cannot be read, or holds no history of a parcel."""

    def __init__(self, reason: Text, *, cut_off: bool = False) -> None:
        super().__init__(reason.en)
        self.reason = reason
        self.cut_off = cut_off


class XmlSource(msgspec.Struct, frozen=True):
    """One file of XML documents."""

    path: str
    content: Content

    def pieces(self) -> Iterator[Piece[Told] | Undecodable]:
        """Yield every document, and every one that cannot be read, in order."""
        damages: list[Text] = []
        data = self._data(damages)
        starts = starts_of_documents(data)
        for start, end in zip(starts, [*starts[1:], len(data)], strict=True):
            raw = data[start:end]
            try:
                yield Piece(start, "", -1, read_xml(raw))
            except XmlProblem as problem:
                yield spoiled(start, raw, problem.reason, cut_off=problem.cut_off and end == len(data))
        for damage in damages:
            yield spoiled(len(data), b"%d" % len(data), damage, cut_off=True)

    def places(self, addresses: Sequence[Address]) -> dict[Address, Place]:
        """Return where these documents stand; the addresses are sorted."""
        if not addresses:
            return {}
        data = self._data([])
        base = len(BOM) if data.startswith(BOM) else 0
        return placed(self.path, data[base:], base, 1, addresses, {})

    def _data(self, damages: list[Text]) -> bytes:
        try:
            with self.content.open(damages.append) as stream:
                return stream.read()
        except OSError as error:
            raise refused(self.path, error) from None


def starts_of_documents(data: bytes) -> list[int]:
    """Return where the documents of a text begin."""
    starts = [match.start() for match in _START.finditer(data)]
    return starts if starts and not data[: starts[0]].removeprefix(BOM).strip() else [0, *starts]


def declared_encoding(head: bytes) -> str:
    """Return the encoding that a document says it is in; empty for UTF-8, for none and for one that Python lacks."""
    import codecs

    found = _CODING.search(head)
    name = found[1].decode().casefold() if found else ""
    if name in _UTF8 or name.startswith(("utf-16", "utf-32")):
        return ""  # UTF-16 and UTF-32 are recognised by their bytes
    try:
        return codecs.lookup(name).name if name else ""
    except LookupError:
        return ""


def read_xml(raw: bytes) -> Told:
    """Return the history that a document is; raises XmlProblem for another one."""
    root = _parse(raw)
    reader = recognise(root)
    if reader is not None:
        return Told(reader, root)
    fault = next((element for element in root.iter() if _name(element) == "Fault"), None)
    if fault is not None:
        _refuse_fault(fault)
    name = _name(root)
    raise XmlProblem(
        Text(
            f"this is XML, but no answer of a carrier that is known: it begins with <{name}>; of XML the answers of "
            f"Почта России are read",
            f"это XML, но не ответ знакомой службы доставки: он начинается с <{name}>; из XML читаются ответы Почты "
            f"России",
        )
    )


def _parse(raw: bytes) -> Element:
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    # What is in another encoding was recoded before, so what the document says of itself does not hold any more. The
    # builder is named, since the parser's own makes elements of another class than everybody's.
    parser = DefusedXMLParser(target=TreeBuilder(), encoding="utf-8", forbid_dtd=True)
    try:
        parser.feed(raw.removeprefix(BOM).lstrip())
        root: Element = parser.close()
    except DefusedXmlException:
        raise XmlProblem(FORBIDDEN) from None
    except ParseError as error:
        _refuse_damage(str(error))
    return root


def _refuse_damage(message: str) -> NoReturn:
    if message.startswith(_CUT):
        raise XmlProblem(CUT_OFF, cut_off=True)
    what = message.partition(":")[0]
    raise XmlProblem(Text(f"is not valid XML: {what}", f"это не XML: разбор остановился ({what})"))


def _refuse_fault(fault: Element) -> NoReturn:
    words = [shown_words((element.text or "").strip()) for element in fault.iter()]
    said = ": ".join(dict.fromkeys(filter(None, words)))
    shown = f", {said}" if said else ""
    raise XmlProblem(
        Text(f"the carrier answered with an error (SOAP Fault){shown}", f"служба доставки ответила ошибкой{shown}")
    )


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
