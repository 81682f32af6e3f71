"""What the Parquet files of an input have: Spark takes the columns of one for those of all, and says nothing of it."""

from collections.abc import Mapping, Sequence

import msgspec

from ozlint.model.other import Role
from ozlint.model.text import Text
from ozlint.sources.problem import SourceProblem
from ozlint.spark.files import File
from ozlint.spark.storage import Storage
from ozlint.triage.unreadable import Unreadable

_BESIDE = Text(
    "a table in Parquet beside files of texts, which are another kind of input: check it by itself",
    "таблица в Parquet рядом с файлами текстов, а это разные входы: проверьте её отдельно",
)
_ABREAST = 16
"""Files that are looked at side by side: each is a question to where it lies."""


def shaped(storage: Storage, files: Sequence[File], role: Role) -> tuple[tuple[File, ...], tuple[Unreadable, ...]]:
    """Return the files that can be read as one input, each with its columns, and what is wrong with the others.

    Payloads go with payloads, whatever else is beside them; a table of postings with those of the same columns, as it
    is one input however many files it has. Events are read one by one, and their tables may differ.
    """
    columns = _columns_of(storage, [one.path for one in files if not one.is_text])
    known: list[File] = []
    unreadable: list[Unreadable] = []
    for one in files:
        said = columns.get(one.path, ())
        if isinstance(said, SourceProblem):
            unreadable.append(Unreadable(one.name, said.text, role=role))
        else:
            known.append(msgspec.structs.replace(one, columns=said))
    tables = [one for one in known if one.is_table]
    if role == "tracking" or not tables:
        return tuple(known), tuple(unreadable)
    are_beside = len(tables) < len(known)
    first = tables[0]

    def is_fit(one: File) -> bool:
        return not one.is_table or (not are_beside and one.columns == first.columns)

    misfit = [one for one in known if not is_fit(one)]
    unreadable += (Unreadable(one.name, _BESIDE if are_beside else _differs(one, first), role=role) for one in misfit)
    return tuple(filter(is_fit, known)), tuple(unreadable)


def _columns_of(storage: Storage, paths: Sequence[str]) -> Mapping[str, tuple[str, ...] | SourceProblem]:
    """Return the columns of each file, or why it cannot be read."""
    from concurrent.futures import ThreadPoolExecutor

    def columns(path: str) -> tuple[str, ...] | SourceProblem:
        try:
            return storage.columns(path)
        except SourceProblem as problem:
            return problem

    with ThreadPoolExecutor(_ABREAST) as several:
        return dict(zip(paths, several.map(columns, paths), strict=True))


def _differs(one: File, first: File) -> Text:
    """Return how the columns of a table differ from those of the one that is read."""
    names = ", ".join(sorted({*one.columns} ^ {*first.columns}))
    return Text(
        f"its columns are not those of {first.name} (only one of them has {names}), and Spark reads one table: "
        "check it by itself",
        f"столбцы не те, что в {first.name} (только в одном из двух: {names}), а Spark читает по одной таблице: "
        "проверьте его отдельно",
    )
