"""What is wrong with an input as a whole."""

from pathlib import Path

from ozlint.errors import SourceError
from ozlint.model.text import Text


class SourceProblem(SourceError):  # noqa: N818 - an error by its base, a problem among several by its name
    """One input that cannot be read, with the reason in both languages."""

    def __init__(self, path: str, text: Text, hint: Text | None = None) -> None:
        super().__init__(f"{path}: {text.en}")
        self.path = path
        self.text = text
        self.hint = hint
        """What would have been right, the same for all inputs: said once of all of them."""

    def __reduce__(self) -> tuple[type["SourceProblem"], tuple[str, Text, Text | None]]:
        return SourceProblem, (self.path, self.text, self.hint)


def refused(path: str, error: OSError) -> SourceProblem:
    """Return what to say of a file that the operating system would not hand over."""
    match error:
        case FileNotFoundError():
            text = Text(
                "the file was there a moment ago and is gone now",
                "файл только что был, а теперь его нет",
            )
        case PermissionError():
            text = Text(
                "no permission to read it: check the file's rights",
                "нет прав на чтение: проверьте права доступа к файлу",
            )
        case IsADirectoryError():
            text = Text("it is a directory, not a file", "это папка, а не файл")
        case _:
            why = error.strerror or str(error)
            text = Text(f"it cannot be read: {why}", f"не читается: {why}")
    return SourceProblem(path, text)


def not_found(path: str, location: Path) -> SourceProblem:
    """Return what to say of a file that is not there, with the nearest name beside it."""
    from difflib import get_close_matches  # only needed when a name was mistyped

    folder = location.parent
    try:
        names = [entry.name for entry in folder.iterdir()]
    except OSError:
        return SourceProblem(
            path,
            Text(
                f"no such file, and no folder {folder.as_posix()} that it could be in",
                f"такого файла нет, и папки {folder.as_posix()} тоже",
            ),
        )
    near = get_close_matches(location.name, names, n=1)
    if near:
        return SourceProblem(
            path,
            Text(f"no such file; did you mean {near[0]}?", f"такого файла нет; может быть, {near[0]}?"),
        )
    return SourceProblem(path, Text("no such file", "такого файла нет"))
