"""bibtexparser's fast way and the careful reader give the same answer."""

from hypothesis import given
from hypothesis import strategies as st

from publications.bibtex.splitting import split
from publications.bibtex.strings import Strings
from publications.bibtex.tolerant import Reader

VALUES = st.sampled_from(
    ["{x}", "{a {b} c}", '"q"', "2019", "jan", "{a, b = c}", '"a, b"', "{}", "{a\n b}", r"{\'e}", "{@x}"]
)
FIELDS = st.lists(st.tuples(st.sampled_from(["title", "YEAR", "note", "bdsk-url-1"]), VALUES), max_size=5)


@given(FIELDS, st.sampled_from(["{}", "()"]), st.booleans())
def test_both_readers_agree(fields: list[tuple[str, str]], brackets: str, last_comma: bool) -> None:
    body = ",\n ".join(["key", *(f"{name} = {value}" for name, value in fields)])
    text = f"@article{brackets[0]}{body}{',' if last_comma else ''}\n{brackets[1]}"

    fast, careful = split(text, 7, Strings()), Reader(text, 7, Strings()).entry()

    assert (fast.key, fast.fields, fast.notes) == (careful.key, careful.fields, [])
