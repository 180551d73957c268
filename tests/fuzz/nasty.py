"""Values that break programs: numbers without end, letters that are none, texts that mean something."""

import json
from typing import Any
from urllib.parse import quote_from_bytes

from hypothesis import strategies as st

NUMBERS = [
    *"0 -1 1 2 3 007 1e9 1.5 0x10 ٣ １ ² -0 nan inf -inf 1_000".split(),
    *map(str, (2**31, 2**63 - 1, 2**63, -(2**63) - 1, 2**64, 10**40)),
    "9" * 5000,
]
TEXTS = [
    *r"""' " ';-- % %% %s %00 _ {{1}} <script> ../ .. ....// \ / //evil.example None null true [] {} é ß İ
    ﬁ 中文 🦄 javascript:alert(1) data:,x =1+1 @x news.post auth.user object:news.post:1 1,2 a,b ,,,
    2019 2019-02-30
    0000-00-00 9999-12-31 99999-01-01 article on published draft AND NOT "unclosed * a* NEAR(a : ^a -a ( )
    & | ! <->
    """.split(),
    "", " ", "\0", "a\0b", "\u202e", "\ufeff", "\x1b[0m", "\r\nX: y", "e\u0301", "👩\u200d👩\u200d👧",
    "x" * 300, "x" * 5000,
]  # fmt: skip
BYTES = [b"\xff", b"\xed\xa0\x80", b"\xed\xb0\x80", b"\xc0\x80", b"\xf4\x90\x80\x80", b"\x00", b"%", b"%zz"]
JSON = [
    '"\\u0000"',
    '"\\ud800"',
    "1e999",
    "[[[[]]]]",
    "NaN",
    "",
    "{",
    "null",
    "[]",
    '{"a": {"b": "\\u0000"}}',
]

#: As it stands in an address: percent-encoded bytes, also such as are no UTF-8.
words = st.one_of(
    st.sampled_from(NUMBERS),
    st.sampled_from(TEXTS),
    st.text(max_size=20),
    st.text(alphabet="\0\x01\x7f\u0080\u2028\ufffe'\"%_\\<>&=;/?#[]@!$()*+, .-", max_size=12),
)
encoded = st.one_of(
    words.map(lambda text: quote_from_bytes(text.encode("utf-8", "surrogatepass"), safe="")),
    st.sampled_from(BYTES).map(lambda data: quote_from_bytes(data, safe="")),
    st.sampled_from(BYTES).map(lambda data: data.decode("latin-1")),
)


def texts(known: list[str]) -> st.SearchStrategy[str]:
    """What a form may hold: what is really there, and what is not."""
    return st.one_of(st.sampled_from(known), words, st.sampled_from(JSON))


json_bodies = st.one_of(
    st.sampled_from(JSON),
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), words),
        lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(words, inner, max_size=4)),
        max_leaves=8,
    ).map(json.dumps),
)


def dictionaries(names: list[str], known: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(st.one_of(st.sampled_from(names), words), texts(known), max_size=5)
