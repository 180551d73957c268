"""What a public page costs: kept, made anew, and as plain Django makes it; behind nginx where there is one.

On SQLite and then on PostgreSQL, each with a database that is thrown away; CPU of the processes that answer,
per request, in rounds that take turns. A profile of the article goes to var/. Prints tables; asserts nothing.
Run: python -m tests.bench.bench_pages [PUBLICATIONS] [--sqlite | --postgresql]
"""

from tests.bench.databases import on_each

if __name__ == "__main__":
    on_each("from tests.bench.page_times import measure; measure({count})")
