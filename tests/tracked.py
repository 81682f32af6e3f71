"""Reading bytes as a tracking file, the whole way from the argument to the events and their places."""

import io
import json
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ozlint.errors import SourceError
from ozlint.model.record import Place, Undecodable
from ozlint.model.tracking import TrackingEvent
from ozlint.sources.tracking.file import TrackingFile
from ozlint.sources.tracking.opening import open_tracking


@dataclass(frozen=True)
class Tracked:
    """Everything that one tracking file gave."""

    file: TrackingFile | None
    problem: str
    """Why it is none, in English; empty where it is one."""
    items: list[Any]
    places: list[Place]

    @property
    def events(self) -> list[TrackingEvent]:
        """The events, in order."""
        return [item[1] for item in self.items if isinstance(item, tuple)]

    @property
    def phases(self) -> list[str]:
        """What each of them is."""
        return [event.phase for event in self.events]

    @property
    def spoiled(self) -> list[Undecodable]:
        """What could not be read."""
        return [item for item in self.items if isinstance(item, Undecodable)]

    @property
    def faults(self) -> list[str]:
        """Why it could not."""
        return [one.reason.en for one in self.spoiled]

    @property
    def format(self) -> str:
        """What was recognised."""
        return self.file.format if self.file else ""

    @property
    def lines(self) -> list[tuple[int, str]]:
        """Where each item stands: its line, and the pointer in it."""
        return [(place.line, place.pointer) for place in self.places]


def track(content: Any, name: str = "file", **terms: Any) -> Tracked:  # noqa: ANN401 - bytes, text, or what becomes JSON
    """Read a file with this content; a dict or list is written as JSON."""
    if isinstance(content, dict | list):
        content = json.dumps(content, ensure_ascii=False)
    data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    with TemporaryDirectory() as folder:
        (Path(folder) / name).write_bytes(data)
        opened = open_tracking([name], stdin=io.BytesIO(), cwd=Path(folder), **terms)
        if opened.problems:
            return Tracked(None, opened.problems[0].text.en, [], [])
        file = opened.files[0]
        try:
            items = list(file.read())
        except SourceError as problem:
            return Tracked(file, str(problem), [], [])
        addresses = [item.address if isinstance(item, Undecodable) else item[0] for item in items]
        places = file.places(sorted(set(addresses)))
        assert set(places) == set(addresses)
        return Tracked(file, "", items, [places[address] for address in addresses])


def lines(*values: Any) -> str:  # noqa: ANN401 - JSON
    """Return NDJSON with these values."""
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values)
