"""Publications per year as bars and as a table."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publications.charts import HEIGHT, MOST_BARS, per_year
from publications.templatetags.charts import chart_figure


def address(years: str) -> str:
    return f"/publications/?type=article&year={years}"


def test_a_bar_for_each_year_also_where_nothing_appeared():
    chart = per_year({2015: 4, 2018: 2, 2017: 0}, address)
    assert [(bar.label, bar.count, bar.height) for bar in chart.bars] == [
        ("2015", 4, 100.0), ("2016", 0, 0), ("2017", 0, 0), ("2018", 2, 50.0)
    ]  # fmt: skip
    assert chart.highest.label == "2015"
    assert [bar.label for bar in chart.rows] == ["2018", "2015"]
    assert chart.bars[3].url == "/publications/?type=article&year=2018"


def test_long_times_are_put_together():
    chart = per_year({1900: 1, 2019: 3, 2021: 5}, address)
    assert chart.step == 5
    assert (chart.bars[-1].years, chart.bars[-1].label, chart.bars[-1].count) == ("2020-2024", "2020–2024", 5)
    assert chart.bars[-2].count == 3


def test_chosen_years_are_marked():
    chart = per_year(dict.fromkeys(range(2010, 2020), 1), address, chosen=range(2012, 2015))
    assert [bar.years for bar in chart.bars if bar.is_chosen] == ["2012", "2013", "2014"]


def test_a_chosen_year_is_told_in_the_table_too():
    figure = ElementTree.fromstring(
        chart_figure(per_year({2015: 4, 2016: 1}, address, chosen=range(2016, 2017)))
    )
    told = {link.text: link.get("aria-current") for link in figure.find(".//tbody").iter("a")}
    assert told == {"2015": None, "2016": "true"}


@pytest.mark.parametrize("counts", [{}, {0: 5}, {2019: 0}, {2019: 7}])
def test_no_drawing_of_nothing_and_of_one_bar(counts):
    chart = per_year(counts, address)
    assert not chart
    assert "<svg" not in chart_figure(chart)


@given(st.dictionaries(st.integers(0, 32767), st.integers(0, 10**6), max_size=30))
@pytest.mark.slow
def test_whatever_the_years_all_are_counted_and_few_bars_are_drawn(counts):
    chart = per_year(counts, address)
    assert sum(bar.count for bar in chart.bars) == sum(count for year, count in counts.items() if year)
    assert len(chart.bars) <= MOST_BARS + 1
    assert all(0 <= bar.y <= HEIGHT for bar in chart.bars)
    assert all(bar.height > 0 for bar in chart.rows)


def test_the_drawing_is_well_formed_and_every_bar_leads_somewhere():
    chart = per_year({2015: 4, 2016: 1}, address, chosen=range(2016, 2017))
    figure = ElementTree.fromstring(chart_figure(chart))
    hrefs = [link.get("href") for link in figure.iter("a")]
    assert sorted(hrefs) == sorted(2 * [address("2015"), address("2016")])
    svg = figure.find("svg")
    assert svg.get("aria-hidden") == "true"
    assert {link.get("tabindex") for link in svg.iter("a")} == {"-1"}
    assert [cell.text for cell in figure.iter("td")] == ["1", "4"]
