"""The report of a move, as a file: a spreadsheet opens it without running what an old title says."""

import csv
from pathlib import Path

import pytest

from nidairp.wordpress.report import Outcome, Report


@pytest.mark.parametrize("title", ["=1+1", " =1+1", "\r=1+1", "＝1+1", "@SUM(A1)", "+1", "-1"])
def test_a_title_is_no_formula_in_the_table(tmp_path: Path, title: str) -> None:
    report = Report()
    report.add(Outcome.MADE, "post", title)
    report.write(tmp_path / "report.csv")
    with (tmp_path / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        (line,) = csv.DictReader(file)
    assert line["what"] == f"'{title}"
