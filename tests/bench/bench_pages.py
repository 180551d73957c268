"""What a public page costs: kept, made anew, and as plain Django makes it; behind nginx where there is one.

On SQLite and then on PostgreSQL; CPU of the processes that answer, per request, in rounds that take turns.
The databases are filled once and kept in var/bench, profiles go to var/. Prints tables; asserts nothing.
Run: python -m tests.bench.bench_pages [PUBLICATIONS] [--sqlite | --postgresql]
"""

from tests.bench.databases import on_each_filled

if __name__ == "__main__":
    on_each_filled(
        "from tests.bench.page_site import fill; fill({count})",
        "from tests.bench.page_times import measure; measure({count})",
    )
