"""How fast the list of publications answers over many of them: filters, sorts, deep pages, counts, exports.

On SQLite and then on PostgreSQL, each with a database that is thrown away. Prints tables; asserts nothing.
Run: python -m tests.bench.bench_list [PUBLICATIONS] [--sqlite | --postgresql]
"""

from tests.bench.databases import on_each

if __name__ == "__main__":
    on_each("from tests.bench.list_times import measure; measure({count})")
