"""What holds for every test: none is skipped, and none writes into the checkout."""

import shutil
from collections.abc import Generator
from pathlib import Path

import hypothesis
import pytest
from pytest_django.fixtures import Settings

from tests.counting import django_assert_max_num_queries, django_assert_num_queries, in_one_segment
from tests.migrated import django_db_keepdb, django_db_setup, kept_database, new_site
from tests.renditions import renditions_made_once

__all__ = [
    "django_assert_max_num_queries",
    "django_assert_num_queries",
    "django_db_keepdb",
    "django_db_setup",
    "in_one_segment",
    "kept_database",
    "new_site",
    "renditions_made_once",
]

# How long an example takes is the machine's business, and no claim about the code.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")

# The Nu HTML checker needs Java, which the project does not bring along.
WITHOUT_JAVA = "No Java on this machine: the HTML of the pages was NOT checked (tests/browser/test_html.py)."
collect_ignore = [] if shutil.which("java") else ["browser/test_html.py"]

TRANSACTION_FIXTURES = {"transactional_db", "live_server", "django_db_reset_sequences"}
DATABASE_FIXTURES = {"db", "admin_user", *TRANSACTION_FIXTURES}


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what touches a database: those tests run a second time on PostgreSQL.

    A test with transactions of its own empties the tables. After each of them what the migrations wrote is
    put back: if only some asked for that, it would meet the rows that Django made anew after the others.
    """
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        marker = item.get_closest_marker("django_db") or pytest.mark.django_db().mark
        if marker.kwargs.get("transaction") or TRANSACTION_FIXTURES & fixtures:
            asked = marker.kwargs | {"transaction": True, "serialized_rollback": True}
            item.add_marker(pytest.mark.django_db(*marker.args, **asked), append=False)
        if item.get_closest_marker("one_database"):
            continue
        if item.get_closest_marker("django_db") or DATABASE_FIXTURES & fixtures:
            item.add_marker(pytest.mark.database)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if collect_ignore:
        terminalreporter.section("left out", sep="!", red=True)
        terminalreporter.line(WITHOUT_JAVA)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped or hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} did not run to its end: a test that cannot run has failed"
        vars(report).pop("wasxfail", None)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} was left out: a file of tests that cannot run has failed"
    return report
