"""What arguments stand for where Hadoop reads: files, folders and patterns of any of its file systems."""

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from py4j.protocol import Py4JJavaError

from ozlint.model.text import Text
from ozlint.sources.arguments import MANIFEST, OWN, PARTIAL, READABLE, natural, shown
from ozlint.sources.problem import SourceProblem, not_found

_HIDDEN = (".", "~$")
_COPYING = "._COPYING_"
"""How the name of a file ends that Hadoop is still writing."""


class Storage:
    """The file systems of a session, as its driver sees them."""

    def __init__(self, session: Any) -> None:  # noqa: ANN401 - a session of Spark
        context = session.sparkContext
        self._hadoop = context._jvm.org.apache.hadoop.fs  # noqa: SLF001 - PySpark has no other way to its files
        self._io = context._jvm.org.apache.commons.io.IOUtils  # noqa: SLF001 - as above
        self._parquet = context._jvm.org.apache.parquet.hadoop  # noqa: SLF001 - as above
        self._settings = context._jsc.hadoopConfiguration()  # noqa: SLF001 - as above

    def find(self, argument: str, folder: Path) -> list[str]:
        """Return where the files lie that an argument stands for, manifests too, in the order that counts.

        Raises SourceProblem for what is not there, cannot be looked at, or holds no file. `folder` is the working one.
        """
        try:
            path = self._hadoop.Path(argument)
            system = path.getFileSystem(self._settings)
            whole = system.makeQualified(path)
            if local(str(whole.toString())) is not None and not argument.startswith("file:"):
                whole = system.makeQualified(self._hadoop.Path((folder / argument).as_posix()))
            found = self._matching(system, whole) if not system.exists(whole) else None
            if found is None and system.getFileStatus(whole).isFile():
                return [str(whole.toString())]
            found = list(self._inside(system, whole)) if found is None else found
        except Py4JJavaError as error:
            raise SourceProblem(argument, cannot_read(_said(error))) from None
        if not found:
            raise self._nothing(system, whole, argument, folder)
        return sorted(found, key=natural)

    def read(self, path: str) -> str | None:
        """Return the text of a small file; None where it is not there."""
        where = self._hadoop.Path(path)
        system = where.getFileSystem(self._settings)
        if not system.exists(where):
            return None
        stream = system.open(where)
        try:
            return str(self._io.toString(stream, "UTF-8"))
        finally:
            stream.close()

    def columns(self, path: str) -> tuple[str, ...]:
        """Return the columns of a Parquet file, by name; raises SourceProblem for what is none."""
        try:
            file = self._parquet.util.HadoopInputFile.fromPath(self._hadoop.Path(path), self._settings)
            reader = self._parquet.ParquetFileReader.open(file)
            try:
                paths = reader.getFooter().getFileMetaData().getSchema().getPaths()
                return tuple(sorted(".".join(parts) for parts in paths))
            finally:
                reader.close()
        except Py4JJavaError as error:
            raise SourceProblem(path, cannot_read(_said(error))) from None

    def encoded(self, path: str) -> str:
        """Return where a file lies as a URI."""
        return str(self._hadoop.Path(path).toUri().toASCIIString())

    def _matching(self, system: Any, whole: Any) -> list[str]:  # noqa: ANN401 - of Hadoop
        """Return the files that a pattern matches, and those in the folders that it does."""
        found: list[str] = []
        for one in system.globStatus(whole) or ():
            path = one.getPath()
            if one.isFile():
                found += [str(path.toString())] if is_data(str(path.getName())) else []
            elif is_data(f"{path.getName()}/"):
                found += self._inside(system, path)
        return found

    def _inside(self, system: Any, root: Any) -> Iterator[str]:  # noqa: ANN401 - as above
        """Yield the files of a folder and of the folders in it, without those that are no data."""
        begin = len(str(root.toString()).rstrip("/")) + 1
        files = system.listFiles(root, True)  # noqa: FBT003 - Java has no names of arguments; with those below
        while files.hasNext():
            path = str(files.next().getPath().toString())
            if is_data(path[begin:]):
                yield path

    def _nothing(self, system: Any, whole: Any, argument: str, folder: Path) -> SourceProblem:  # noqa: ANN401 - as above
        if system.exists(whole):
            return SourceProblem(argument, Text("no files are there", "файлов здесь нет"))
        where = local(str(whole.toString()))
        if where is not None:
            return not_found(shown(where, folder), where)
        return SourceProblem(argument, Text("no such file or folder", "такого файла или папки нет"))


def cannot_read(why: str) -> Text:
    """Return what is said of a file that Spark does not read, in its words."""
    return Text(f"Spark cannot read it: {why}", f"Spark не может прочитать: {why}")


def _said(error: Py4JJavaError) -> str:
    return str(error.java_exception).partition("\n")[0]


def is_data(path: str) -> bool:
    """Return whether a file of a folder is data, or the manifest of data, by its path in that.

    Hidden files are none, nor what a lake keeps of its own: `_SUCCESS`, `_delta_log/`. `_orders.ndjson` is some.
    """
    *folders, name = path.split("/")
    if any(one.startswith(".") or is_passed_over(one) for one in folders):
        return False
    if name.startswith(_HIDDEN) or name.endswith(_COPYING) or name in OWN:
        return False
    return not name.startswith("_") or name.lower().removesuffix(PARTIAL).endswith((*READABLE, MANIFEST))


def is_passed_over(name: str) -> bool:
    """Return whether Spark says nothing of a file with such a name, and reads it not even when it is named."""
    return (name.startswith("_") and "=" not in name) or name.startswith(".") or name.endswith(_COPYING)


def local(path: str) -> Path | None:
    """Return where a file lies on this machine; None for one that lies elsewhere."""
    return Path("/" + path.removeprefix("file:").lstrip("/")) if path.startswith("file:") else None


def name_of(path: str, folder: Path) -> str:
    """Return what the report calls a file: on this machine as any other run does."""
    where = local(path)
    return path if where is None else shown(where, folder)


def linked(storage: Storage, paths: Sequence[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return by what names Spark reads files that it would pass over, by their paths, and the options for that.

    The links are those of Hadoop's viewfs, which gives a file of any file system another name.
    """
    from hashlib import sha256

    passed = [path for path in paths if is_passed_over(PurePosixPath(path).name)]
    if not passed:
        return {}, {}
    table = f"ozlint-{sha256(chr(10).join(passed).encode()).hexdigest()[:16]}"
    names = {path: f"{place}{PurePosixPath(path).suffix.lower()}" for place, path in enumerate(passed)}
    options = {f"fs.viewfs.mounttable.{table}.link./{name}": storage.encoded(path) for path, name in names.items()}
    return {path: f"viewfs://{table}/{name}" for path, name in names.items()}, options
