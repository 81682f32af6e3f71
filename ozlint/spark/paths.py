"""What paths stand for on Spark: files of Parquet and of NDJSON, in folders too, wherever Hadoop can read."""

from collections.abc import Mapping, Sequence
from functools import reduce
from math import nan
from typing import Any

import msgspec

from ozlint.errors import UsageError
from ozlint.model.text import Text
from ozlint.model.times import read_time
from ozlint.seller_api.manifest import Manifest
from ozlint.sources.arguments import MANIFEST, PARTIAL
from ozlint.sources.payloads import COLUMN
from ozlint.sources.problem import SourceProblem
from ozlint.spark.run import Input
from ozlint.spark.runs import BLOCK, PATH
from ozlint.spark.shuffles import Frame
from ozlint.spark.tables import together

_OTHER = (".csv", ".tsv", ".xlsx", ".xml", ".xls", ".html", ".zip")
_FORMS = Text(
    "Spark reads Parquet, and NDJSON: a posting, an answer or a document a line (packed as .gz, .bz2 or .zst too)",
    "Spark читает Parquet и NDJSON: отправление, ответ или документ на строку (в том числе .gz, .bz2, .zst)",
)


class Files(msgspec.Struct, frozen=True):
    """The files that one argument stands for, with what their manifests say."""

    lines: tuple[str, ...]
    parquet: tuple[str, ...]
    manifests: tuple[Manifest, ...] = ()

    @property
    def is_whole(self) -> bool | None:
        """Whether the manifests say that nothing is missing; None where there are none."""
        return all(one.complete for one in self.manifests) if self.manifests else None

    @property
    def taken_at(self) -> float:
        """When the last of them was fetched, seconds since 1970 UTC; NaN where nobody says."""
        return max((read_time(one.taken_at)[0] for one in self.manifests), default=nan)


def input_of(session: Any, arguments: Sequence[str], columns: Mapping[str, str] | None) -> Input:  # noqa: ANN401
    """Return the rows of the files that some arguments stand for, as one input; `session` is one of Spark.

    `columns` are a seller's own names of columns in tables of postings; None: they are tables of carriers' events.
    """
    found = [files_of(session, argument) for argument in arguments]
    lines = [path for one in found for path in one.lines]
    parquet = [path for one in found for path in one.parquet]
    frames = [_lines(session, lines)] if lines else []
    frames += [_parquet(session, parquet, columns)] if parquet else []
    if len(frames) > 1 and any(PATH not in frame.columns for frame in frames):
        raise SourceProblem(
            ", ".join(arguments),
            Text(
                "a table in Parquet and files of NDJSON are two kinds of input: check them one after the other",
                "таблица в Parquet и файлы NDJSON — разные входы: проверяйте их по отдельности",
            ),
        )
    manifests = [one.is_whole for one in found if one.is_whole is not None]
    frame = reduce(lambda one, other: one.unionByName(other), frames)
    taken_at = max((one.taken_at for one in found if one.taken_at == one.taken_at), default=nan)
    return Input(", ".join(arguments), frame, taken_at, all(manifests) if manifests else None)


def files_of(session: Any, argument: str) -> Files:  # noqa: ANN401 - as above
    """Return the files that an argument stands for; raises SourceProblem and UsageError."""
    from pyspark.errors import AnalysisException

    if argument == "-":
        raise UsageError(
            f"-: Spark reads no standard input. {_FORMS.en}", f"-: Spark не читает стандартный ввод. {_FORMS.ru}"
        )
    listed = session.read.format("binaryFile").option("recursiveFileLookup", "true")
    try:
        names = sorted(str(name) for name in listed.load(argument).inputFiles())
    except AnalysisException as error:
        raise _refused(argument, error) from None
    data = [name for name in names if not name.endswith(MANIFEST)]
    for name in data:
        if name.endswith(PARTIAL):
            raise SourceProblem(
                name,
                Text(
                    "its fetch has not come to an end: resume it first (`ozlint fetch --resume`)",
                    "загрузка не закончена: сначала завершите её (`ozlint fetch --resume`)",
                ),
            )
        if name.lower().removesuffix(".gz").endswith(_OTHER):
            raise SourceProblem(name, _FORMS)
    if not data:
        raise SourceProblem(argument, Text("no files are there", "файлов здесь нет"))
    parquet = tuple(name for name in data if name.lower().endswith(".parquet"))
    lines = tuple(name for name in data if name not in set(parquet))
    told = [name for name in names if name.endswith(MANIFEST)] or _beside(session, data)
    return Files(lines, parquet, tuple(_manifest(session, name) for name in told))


def _beside(session: Any, data: Sequence[str]) -> list[str]:  # noqa: ANN401 - as above
    """Return the manifest of a file that was named by itself."""
    from pyspark.errors import AnalysisException

    if len(data) != 1:
        return []
    try:
        return [str(name) for name in session.read.format("binaryFile").load(data[0] + MANIFEST).inputFiles()]
    except AnalysisException:
        return []


def _manifest(session: Any, name: str) -> Manifest:  # noqa: ANN401 - as above
    content = session.read.text(name, wholetext=True).first()
    try:
        return msgspec.json.decode(content.value if content is not None else "", type=Manifest)
    except msgspec.DecodeError as error:
        raise SourceProblem(
            name, Text(f"the manifest cannot be read: {error}", f"манифест не читается: {error}")
        ) from None


def _lines(session: Any, paths: Sequence[str]) -> Frame:  # noqa: ANN401 - as above
    """Return the lines of files, blank ones left out as everywhere."""
    from pyspark.sql import functions as f

    text = session.read.text(list(paths), lineSep="\n").where(f.col("value").rlike(r"\S"))
    return _placed(text, "value")


def _parquet(session: Any, paths: Sequence[str], columns: Mapping[str, str] | None) -> Frame:  # noqa: ANN401
    from pyspark.sql import functions as f

    rows = session.read.parquet(*paths)
    column = next((name for name in rows.columns if name.casefold() == COLUMN), None)
    if column is None and columns is not None:
        return together(", ".join(paths), rows, columns)
    if column is None:
        return _placed(rows.withColumn(COLUMN, f.to_json(f.struct("*"))), COLUMN)
    return _placed(rows, column)


def _placed(rows: Frame, column: str) -> Frame:
    """Return payloads with the files that they are from."""
    from pyspark.sql import functions as f

    return rows.select(
        f.col(column).cast("binary").alias(COLUMN),
        f.col("_metadata.file_path").alias(PATH),
        f.col("_metadata.file_block_start").cast("long").alias(BLOCK),
    )


def _refused(argument: str, error: Exception) -> SourceProblem:
    """Return what to say of a path that Spark would not read."""
    name = getattr(error, "getCondition", getattr(error, "getErrorClass", lambda: ""))() or ""
    if name == "PATH_NOT_FOUND":
        return SourceProblem(argument, Text("no such file or folder", "такого файла или папки нет"))
    why = str(error).partition("\n")[0]
    return SourceProblem(argument, Text(f"Spark cannot read it: {why}", f"Spark не может прочитать: {why}"))
