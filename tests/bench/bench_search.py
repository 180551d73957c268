"""How fast the search answers over many publications, and what keeping its index adds to an import.

On SQLite and then on PostgreSQL, each with a database that is thrown away. Prints tables; asserts nothing.
Run: python -m tests.bench.bench_search [PUBLICATIONS] [--sqlite | --postgresql]
"""

from tests.bench.databases import on_each

if __name__ == "__main__":
    on_each("from tests.bench.search_times import measure; measure({count})")
