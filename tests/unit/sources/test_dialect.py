"""How a table is written as text, told from its first bytes."""

import pytest

from ozlint.sources.column_names import column_names
from ozlint.sources.dialect import Dialect, recognise_dialect

RUSSIAN = ["Номер заказа", "Номер отправления", "Статус", "Регион, город"]
CHINESE = ["货件编号", "状态", "货号", "备注"]
ENGLISH = ["posting_number", "status", "tracking_number", "note"]


def told(data: bytes) -> Dialect | None:
    """What the first bytes tell."""
    return recognise_dialect(data, column_names({}).is_known)


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("quoted", ['"%s"', "%s"], ids=["in quotes", "without"])
@pytest.mark.parametrize("names", [RUSSIAN[:3], CHINESE, ENGLISH], ids=["ru", "zh", "en"])
def test_the_delimiter_is_the_one_that_gives_known_names(delimiter: str, quoted: str, names: list[str]) -> None:
    """Any of the usual delimiters, with and without quotes."""
    head = delimiter.join(quoted % name for name in names)
    assert told(f"{head}\n1,2;3\n".encode()) == Dialect(delimiter)


@pytest.mark.parametrize("start", ["", "\ufeff", "Заказы; FBS, ноябрь\n\n", "a,b,c,d,e,f\n" * 20])
def test_what_stands_above_the_head_does_not_matter(start: str) -> None:
    """A BOM, a title and empty lines, whatever delimiters are in them."""
    assert told((start + ";".join(RUSSIAN)).encode()) == Dialect(";")


@pytest.mark.parametrize(
    ("names", "encoding"),
    [
        (RUSSIAN, "cp1251"), (CHINESE, "gb18030"), (RUSSIAN, "utf-8"), (CHINESE, "utf-8"),
        (RUSSIAN, "cp866"), (RUSSIAN, "koi8-r"), ([*RUSSIAN, *ENGLISH], "cp866"), ([*RUSSIAN, *ENGLISH], "koi8-r"),
    ],
)  # fmt: skip
def test_the_encoding_is_the_one_that_gives_known_names(names: list[str], encoding: str) -> None:
    """What Excel saves in Russia and in China, what old programs save, and UTF-8; an English name proves nothing."""
    assert told(";".join(names).encode(encoding)) == Dialect(";", encoding)


def test_an_ascii_head_leaves_it_to_the_rows() -> None:
    """Where the head is plain English, most of the lines that are not ASCII decide."""
    head = ";".join(ENGLISH) + "\n"
    rows = "1;Доставлен;2;склад Юг\n" * 5
    assert told((head + rows).encode()) == Dialect(";")
    assert told((head + rows).encode("cp1251")) == Dialect(";", "cp1251")
    assert told((head + rows).encode() + rows[:23].encode("cp1251")) == Dialect(";")


def test_excels_own_line_tells_the_delimiter() -> None:
    """`sep=` above the head, in any case and quotes."""
    for line in ("sep=,", "SEP=,\r", '"sep=,"'):
        assert told(f"{line}\nposting_number,status;x\n".encode()) == Dialect(",", tells=True)


def test_bare_carriage_returns() -> None:
    """Lines of old Macs, told apart from those of Windows."""
    assert told(b"posting_number;status\r1;delivered\r") == Dialect(";", old_mac=True)
    assert told(b"posting_number;status\r\n1;delivered\r\n") == Dialect(";")


@pytest.mark.parametrize("data", [b"", b"\n\n", b"a;b\n1;2\n", b"hello", "Номер;Дата".encode(), bytes(range(256))])
def test_no_known_name_no_table(data: bytes) -> None:
    """Nothing is guessed where no name is known."""
    assert told(data) is None
