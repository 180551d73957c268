"""Publications per year, ready to be drawn: bars, each with where it leads, and the same as a table.

It takes counts and knows no database, so that any page may show any publications so:

    {% load charts %}{% chart_figure chart %}   where   chart = per_year(counts, address)
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

#: Units of the drawing, which is stretched to the place it gets.
HEIGHT = 100
WIDTH = 10
#: More bars than this are too thin to be hit: then each stands for several years.
MOST_BARS = 80
_STEPS = (1, 5, 10, 50, 100, 500)
_LEAST_SEEN = 1.5


@dataclass(slots=True)
class Bar:
    """``years`` is what an address asks for (``2019``, ``2015-2019``), ``label`` what people read."""

    years: str
    label: str
    count: int
    url: str
    x: int
    height: float
    is_chosen: bool

    @property
    def y(self) -> float:
        return HEIGHT - self.height


@dataclass(frozen=True, slots=True)
class Chart:
    bars: list[Bar]
    step: int

    def __bool__(self) -> bool:
        """One bar says nothing that the number beside it does not."""
        return len(self.bars) > 1

    @property
    def width(self) -> int:
        return WIDTH * len(self.bars)

    @property
    def highest(self) -> Bar:
        return max(self.bars, key=lambda bar: bar.count)

    @property
    def rows(self) -> list[Bar]:
        """The table's: newest first, without those where nothing appeared."""
        return [bar for bar in reversed(self.bars) if bar.count]

    @property
    def ticks(self) -> list[Bar]:
        """First, middle and last, to be written under the bars."""
        return [self.bars[0], *self.bars[len(self.bars) // 2 : -1][:1], self.bars[-1]]


def per_year(
    counts: Mapping[int, int],
    address: Callable[[str], str],
    chosen: range | None = None,
) -> Chart:
    """A bar for each year from the first to the last, those without publications too.

    ``address`` makes a link of the years a bar stands for; ``chosen`` are the years already asked for.
    """
    years = {year: count for year, count in counts.items() if year and count}
    if not years:
        return Chart([], 1)
    first, last = min(years), max(years)
    step = next((step for step in _STEPS if last - first < step * MOST_BARS), _STEPS[-1])
    sums = dict.fromkeys(range(first - first % step, last + 1, step), 0)
    for year, count in years.items():
        sums[year - year % step] += count
    most = max(sums.values())
    bars = [
        _bar(at, start, start + step - 1, count, most, address, chosen)
        for at, (start, count) in enumerate(sums.items())
    ]
    return Chart(bars, step)


def _bar(
    at: int,
    first: int,
    last: int,
    count: int,
    most: int,
    address: Callable[[str], str],
    chosen: range | None,
) -> Bar:
    asked = str(first) if first == last else f"{first}-{last}"
    height = max(_LEAST_SEEN, round(HEIGHT * count / most, 1)) if count else 0
    is_chosen = chosen is not None and first <= chosen[-1] and last >= chosen[0]
    return Bar(asked, asked.replace("-", "–"), count, address(asked), at * WIDTH, height, is_chosen)
