"""Draws the time of the processors by the number of postings: an SVG with a logarithmic scale on both sides."""

from collections.abc import Iterator, Sequence
from html import escape
from math import ceil, floor, log10
from typing import NamedTuple

WIDTH, HEIGHT = 860, 520
LEFT, TOP, RIGHT, BOTTOM = 70, 30, 600, 460
"""Where the plot stands; the names of the lines are to the right of it."""
COLOURS = ("#0b62d6", "#7a3fc4", "#c2410c", "#e08a00", "#2f8f4e", "#1c7f8c", "#6b7280")
APART = 18
"""Pixels between two names, at least."""


class Line(NamedTuple):
    """What one process takes."""

    name: str
    points: tuple[tuple[float, float], ...]
    """Postings and seconds."""
    is_floor: bool
    """Whether it judges nothing: it is drawn with dashes."""


def plotted(lines: Sequence[Line]) -> str:
    """The whole picture."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"',
        ' font-family="sans-serif" font-size="13">',
        f"<title>Time of the processors by postings: {escape(', '.join(line.name for line in lines))}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        *_parts(lines),
        "</svg>\n",
    ]
    return "\n".join(parts)


def _parts(lines: Sequence[Line]) -> Iterator[str]:
    counts, seconds = (_decades([point[side] for line in lines for point in line.points]) for side in (0, 1))
    for power in range(counts[0], counts[1] + 1):
        x = _across(10**power, counts, LEFT, RIGHT)
        yield f'<path d="M{x:.0f} {TOP}V{BOTTOM}" stroke="#ddd"/>'
        yield f'<text x="{x:.0f}" y="{BOTTOM + 20}" text-anchor="middle">{10**power:,}</text>'
    for power in range(seconds[0], seconds[1] + 1):
        y = _across(10**power, seconds, BOTTOM, TOP)
        yield f'<path d="M{LEFT} {y:.0f}H{RIGHT}" stroke="#ddd"/>'
        yield f'<text x="{LEFT - 8}" y="{y + 4:.0f}" text-anchor="end">{10.0**power:g} s</text>'
    yield f'<text x="{(LEFT + RIGHT) // 2}" y="{BOTTOM + 45}" text-anchor="middle">postings</text>'
    yield f'<text x="{LEFT}" y="{TOP - 12}" text-anchor="middle">time of the processors</text>'
    lowest = float(HEIGHT)
    # From below to above, so that a name that has to make room does so upwards.
    coloured = list(zip(lines, COLOURS, strict=False))
    for line, colour in sorted(coloured, key=lambda pair: pair[0].points[-1][1]):
        at = [
            (_across(count, counts, LEFT, RIGHT), _across(second, seconds, BOTTOM, TOP))
            for count, second in line.points
        ]
        dashes = ' stroke-dasharray="6 4"' if line.is_floor else ""
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in at)
        yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dashes}/>'
        yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in at)
        lowest = min(lowest - APART, at[-1][1])
        yield f'<text x="{RIGHT + 12}" y="{lowest + 4:.0f}" fill="{colour}">{escape(line.name)}</text>'


def _decades(values: Sequence[float]) -> tuple[int, int]:
    """The powers of ten around some values."""
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return low, max(high, low + 1)


def _across(value: float, decades: tuple[int, int], begin: int, end: int) -> float:
    """The pixel of a value between two sides that stand for powers of ten."""
    low, high = decades
    return begin + (end - begin) * (log10(value) - low) / (high - low)
