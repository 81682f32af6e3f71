"""What paths stand for on Spark: files of Parquet and of NDJSON, in folders too, wherever Hadoop can read."""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from itertools import groupby
from math import isnan, nan
from operator import attrgetter
from pathlib import Path
from typing import Any

import msgspec

from ozlint.model.other import Role
from ozlint.model.pattern import pattern
from ozlint.model.record import Closing
from ozlint.model.text import Text
from ozlint.seller_api.manifest import Manifest
from ozlint.sources.arguments import MANIFEST, PARTIAL
from ozlint.sources.payloads import COLUMN
from ozlint.sources.problem import SourceProblem
from ozlint.spark.files import File, place_key, uri_key
from ozlint.spark.heads import FORMS
from ozlint.spark.run import Input
from ozlint.spark.runs import BLOCK, PATH
from ozlint.spark.shapes import shaped
from ozlint.spark.shuffles import Frame
from ozlint.spark.storage import Storage, linked, local, name_of
from ozlint.spark.tables import payload_of, together
from ozlint.triage.unreadable import Unreadable

_OTHER = (".csv", ".tsv", ".xlsx", ".xml", ".xls", ".html", ".zip")
_SIGNS = pattern(r"[{}\[\]*?\\]")
"""What Spark takes for a pattern, also in the name of a file."""


class Named(msgspec.Struct, frozen=True):
    """The files that arguments stand for, in the order that counts, and what is wrong with others."""

    name: str
    files: tuple[File, ...]
    unreadable: tuple[Unreadable, ...]
    options: Mapping[str, str]
    """With which Spark finds them."""

    def without(self, path: str, why: Text, role: Role) -> "Named | None":
        """Return these without a file that cannot be read after all; None where it is none of them."""
        told = place_key(path), uri_key(path)  # Spark writes it either way
        lost = [one for one in self.files if place_key(one.path) in told]
        if not lost:
            return None
        left = tuple(one for one in self.files if one not in lost)
        problems = (Unreadable(one.name, why, role=role) for one in lost)
        return msgspec.structs.replace(self, files=left, unreadable=(*self.unreadable, *problems))


def named_by(
    storage: Storage, arguments: Sequence[str], folder: Path, role: Role, left_out: Sequence[str] = ()
) -> Named:
    """Return the files that some arguments stand for, each once; `left_out` are those that a run writes itself."""
    own = {(folder / name).resolve() for name in left_out}
    files: dict[str, File] = {}
    unreadable: list[Unreadable] = []
    for argument in arguments:
        try:
            found = storage.find(argument, folder)
        except SourceProblem as problem:
            unreadable.append(Unreadable.of(problem, role))
            continue
        for path in found:
            if path.endswith(MANIFEST) or path in files or local(path) in own:
                continue
            try:
                files[path] = _file(storage, path, folder, found)
            except SourceProblem as problem:
                unreadable.append(Unreadable.of(problem, role))
    name = next(iter(files.values())).name if len(files) == 1 else ", ".join(arguments)
    fit, unfit = shaped(storage, list(files.values()), role)
    links, options = linked(storage, [one.path for one in fit])
    found_by_spark = tuple(msgspec.structs.replace(one, path=links.get(one.path, one.path)) for one in fit)
    return Named(name, found_by_spark, (*unreadable, *unfit), options)


def input_of(session: Any, named: Named, columns: Mapping[str, str] | None) -> Input:  # noqa: ANN401
    """Return the rows of some files as one input; `session` is one of Spark. Raises SourceProblem.

    `columns` are a seller's own names of columns in tables of postings; None: they are tables of carriers' events.
    """
    files, reader = named.files, session.read.options(**named.options)
    taken_at = max((one.fetched_at for one in files if not isnan(one.fetched_at)), default=nan)
    tables = [one for one in files if one.is_table]
    if tables and columns is not None:  # and nothing else is among them then
        return Input.of(named.name, together(named.name, reader.parquet(*map(_path, tables)), columns), taken_at)
    lines = [_path(one) for one in files if one.is_text]
    payloads = [_path(one) for one in files if not one.is_text and not one.is_table]
    frames = [_lines(reader, lines)] if lines else []
    frames += [_payloads(reader.parquet(*payloads), named.name, columns)] if payloads else []
    alike = groupby(sorted(tables, key=attrgetter("columns")), key=attrgetter("columns"))
    frames += [_records(reader.parquet(*map(_path, same))) for _, same in alike]
    if not frames:
        nothing = session.createDataFrame([], f"{COLUMN} binary, {PATH} string, {BLOCK} long")
        return Input(named.name, nothing, (), taken_at)
    return Input(named.name, reduce(lambda one, other: one.unionByName(other), frames), files, taken_at)


def _file(storage: Storage, path: str, folder: Path, listed: Sequence[str]) -> File:
    """Return a file with what its manifest says; `listed` are the files that it was found among.

    Raises SourceProblem for one that is known to be none that Spark reads.
    """
    if (unfit := _unfit(path)) is not None:
        raise SourceProblem(name_of(path, folder), unfit)
    manifest = path + MANIFEST
    is_text = not path.lower().endswith(".parquet")
    said = storage.read(manifest) if manifest in listed or len(listed) == 1 else None
    if said is None:
        return File(name_of(path, folder), path, is_text)
    try:
        known = msgspec.json.decode(said, type=Manifest)
    except msgspec.DecodeError as error:
        raise SourceProblem(
            manifest, Text(f"the manifest cannot be read: {error}", f"манифест не читается: {error}")
        ) from None
    return File(
        name=name_of(path, folder),
        path=path,
        is_text=is_text,
        closing=Closing(known.complete, known.query.account),
        taken_at=known.taken_at,
        is_empty=not sum(known.postings.values()),
    )


def _unfit(path: str) -> Text | None:
    """Return why Spark is not to read a file, by its name; None where it is."""
    if path.endswith(PARTIAL):
        return Text(
            "its fetch has not come to an end: resume it first (`ozlint fetch --resume`)",
            "загрузка не закончена: сначала завершите её (`ozlint fetch --resume`)",
        )
    return FORMS if path.lower().removesuffix(".gz").endswith(_OTHER) else None


def _path(file: File) -> str:
    """Return the path of a file in which Spark sees no pattern."""
    return _SIGNS.sub(r"\\\g<0>", file.path)


def _lines(reader: Any, paths: Sequence[str]) -> Frame:  # noqa: ANN401 - as above
    """Return the lines of files, blank ones left out as everywhere."""
    from pyspark.sql import functions as f

    text = reader.text(list(paths), lineSep="\n").where(f.col("value").rlike(r"\S"))
    return _placed(text, "value")


def _payloads(rows: Frame, name: str, columns: Mapping[str, str] | None) -> Frame:
    """Return the texts of Parquet files; raises SourceProblem where what is called so holds none."""
    column = payload_of(rows)
    if column is None:
        return _records(rows) if columns is None else together(name, rows, columns)
    return _placed(rows, column)


def _records(rows: Frame) -> Frame:
    """Return the rows of a table as texts, each with what it has."""
    from pyspark.sql import functions as f

    return _placed(rows.withColumn(COLUMN, f.to_json(f.struct("*"))), COLUMN)


def _placed(rows: Frame, column: str) -> Frame:
    """Return payloads with the files that they are from."""
    from pyspark.sql import functions as f

    return rows.select(
        f.col(column).cast("binary").alias(COLUMN),
        f.col("_metadata.file_path").alias(PATH),
        f.col("_metadata.file_block_start").cast("long").alias(BLOCK),
    )


def missing(arguments: Sequence[str], folder: Path) -> Iterator[SourceProblem]:
    """Yield what is wrong with arguments that are no file, folder or pattern of this machine."""
    from ozlint.sources.problem import not_found

    for argument in arguments:
        where = folder / (local(argument) or argument)
        if "://" not in argument and not _SIGNS.search(argument) and not where.exists():
            yield not_found(name_of(argument, folder), where)
