"""Constructs that reference managers' own test files are full of, each with what a librarian reads in it."""

import pytest

from publications.bibtex.dates import from_fields, parse_date
from publications.bibtex.entry import Entry, Name
from publications.bibtex.identifiers import bare_doi, doi, find
from publications.bibtex.latex import decode
from publications.bibtex.literal import address_alone, read_literal
from publications.bibtex.names import format_names, split_names
from publications.bibtex.parse import parse
from publications.bibtex.write import write
from tests.steps import grow_with_the_text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"Layers on (10\=24) faces, (00{$\bar{3}$})", "Layers on (102̄4) faces, (003̄)"),
        (r"\'{\={1}}", "1̄́"),
        (r"$\mathbb{F}[x]$ over $\mathbb{k}$", "𝔽[<i>x</i>] over 𝕜"),
        (r"Fran{\ocirc{u}} and Pol\polhk{a}k, Vasil{\cprime}ev", "Franů and Poląk, Vasilʹev"),
        (r"non\hyphen linear \mkbibacro{NATO}, 12\psqq", "non-linear NATO, 12\u00a0sqq."),
        (r"an open \{\vphantom{\}} brace and \vphantom{\{}\} its end", "an open { brace and } its end"),
        ('<span class="nocase">DNA</span> again', "DNA again"),
        ("A long%\n  word and its %\n end", "A longword and its end"),
        (r"$5 \times 10^{-3}$, from $5 for one \& to $6", "5 × 10<sup>-3</sup>, from $5 for one & to $6"),
        (r"$\alpha = 5$, $\epsilon > 0$, $\beta -1$", "α = 5, ϵ > 0, β-1"),
        (r"{\$}\backslashalpha{\_}1 > 0{\$}, R$\backslash$'{\{}e{\}}nyi", "α<sub>1</sub> > 0, Rényi"),
        (
            r"$\backslash$textit{\{}one{\}} of {\$}x{\_}1{\^{}}2{\$}",
            "<i>one</i> of <i>x</i><sub>1</sub><sup>2</sup>",
        ),
        (
            r"NF-$\kappa B$, $\langle n\rangle$, $\mathrm{\mu m}$, $n\ge 3$",
            "NF-κB, ⟨<i>n</i>⟩, μm, <i>n</i>≥3",
        ),
        (
            r"$a \leq b$, $\alpha \leq \beta$, $\log n$, $\pm 5$",
            "<i>a</i> ≤ <i>b</i>, α ≤ β, log <i>n</i>, ±5",
        ),
        (r"$\sqrt{s_{NN}}$, $\sqrt 2$, $\sqrt{x+1}$", "√<i>s</i><sub>NN</sub>, √2, √(<i>x</i>+1)"),
        (r"\og a\fg{} b", "«a» b"),
        (r"{\$}p{\$}-norms", "<i>p</i>-norms"),
        (r"{\$}5 for {\{}a, b{\}} in C:$\backslash$5 and {\$}6", "$5 for {a, b} in C:\\5 and $6"),
        ("of 50%\n of all, 30 %\n of some", "of 50% of all, 30 % of some"),
    ],
)
def test_text(latex: str, text: str) -> None:
    assert decode(latex) == text


def test_a_title_protects_case_at_one_level_only() -> None:
    assert decode('{a <span class="nocase">B</span>}', protect=True) == '<span class="nocase">a B</span>'


@pytest.mark.parametrize("latex", [r"$\sqrt[3]{x}$", r"$\sqrt$"])
def test_a_root_that_is_no_plain_one_is_left(latex: str) -> None:
    assert decode(latex) == latex


def test_what_has_no_case_is_not_protected() -> None:
    assert (
        decode("CO{$_2$} in {$^{a}$}", protect=True)
        == 'CO<sub>2</sub> in <span class="nocase"><sup>a</sup></span>'
    )


def test_a_control_space_stands_between_initials_and_family() -> None:
    assert split_names(r"Ada B. C.\ Lind")[0] == [Name("Lind", "Ada B. C.")]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("{given={Ada}, family={Lind}, prefix={van der}, useprefix=false}", Name("Lind", "Ada", "van der")),
        ("Ada van LIND", Name("LIND", "Ada", "van")),
        ("Ada Lind III", Name("Lind", "Ada", "", "III")),
        ("A. B. Lind III", Name("Lind", "A. B.", "", "III")),
        ("Ada Lind, Ph.D.", Name("Lind", "Ada", "", "Ph.D.")),
        ("Lind, Ada, M.D.", Name("Lind", "Ada", "", "M.D.")),
        ("Lind, Jr., M.D.", Name("Lind", "M.D.", "", "Jr.")),
        ("Ab Van der Berg", Name("Berg", "Ab", "Van der")),
        ("Lind, Ada$^{1,*}$", Name("Lind", "Ada")),
        (r"Ada Lind\textsuperscript{2}\thanks{Supported}", Name("Lind", "Ada")),
        ("佐藤 一郎", Name("佐藤", "一郎")),
        ("佐藤, 一郎", Name("佐藤", "一郎")),
        ("김 민준", Name("김", "민준")),
        ("Lind IV", Name("Lind", "IV")),
        (r"Bo H\aa kansson", Name("Håkansson", "Bo")),
        (r"\v Sime, Ada", Name("Šime", "Ada")),
        (r"{\O}st, \O ivind", Name("Øst", "Øivind")),
    ],
)
def test_names_as_they_are_found(written: str, name: Name) -> None:
    assert split_names(written)[0] == [name]
    assert split_names(format_names([name]))[0] == [name]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Lind AB, O'Hara C and Wu T-K", [Name("Lind", "AB"), Name("O'Hara", "C"), Name("Wu", "T-K")]),
        ("Lind AB, O'Hara C.", [Name("Lind", "AB"), Name("O'Hara", "C")]),
        ("Lind , A . , Wu ,  T", [Name("Lind", "A ."), Name("Wu", "T")]),
        (
            r"L{\"u}tz, A., M{\'a}rai, B. and Wu, C.",
            [Name("Lütz", "A."), Name("Márai", "B."), Name("Wu", "C.")],
        ),
        (r"\v{S}ima AB; L\"utz C", [Name("Šima", "AB"), Name("Lütz", "C")]),
        ("Ada Lind\nB. Wu\nCarl D. Ohm", [Name("Lind", "Ada"), Name("Wu", "B."), Name("Ohm", "Carl D.")]),
        ("A. Lind    B. Wu    C. Ohm", [Name("Lind", "A."), Name("Wu", "B."), Name("Ohm", "C.")]),
    ],
)
def test_lists_as_they_are_found(written: str, names: list[Name]) -> None:
    assert split_names(written) == (names, False, True)


def test_a_name_over_two_lines_is_one() -> None:
    assert split_names("Ada Beatrix\n   Lind")[0] == [Name("Lind", "Ada Beatrix")]


def test_a_name_that_is_a_command_nobody_knows_comes_back() -> None:
    names = [Name(r"\sortname{Ada}{Lind}")]

    assert split_names(format_names(names))[0] == names


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("http://doi.example.org/10.1000/Ab.1", "10.1000/Ab.1"),
        ("https://journals.example.org/doi/abs/10.1000/Ab.1", "10.1000/Ab.1"),
        ("https://doi.org/10.1000%2FAb.1", "10.1000/Ab.1"),
        ("urn:doi:10.1000/Ab.1", "10.1000/Ab.1"),
        ("10.231/short", "10.231/short"),
        ("fg6rf9", "fg6rf9"),
    ],
)
def test_the_doi_of_a_field(written: str, bare: str) -> None:
    assert bare_doi(written) == bare
    assert doi(bare) == (bare.lower() if "/" in bare else "")


@pytest.mark.parametrize(
    "written",
    [
        r"10.1000/(ABCD)12:3\textless{}4::AID-E5\textgreater{}3.0.CO;2-A",
        r"10.1000/(ABCD)12:3{\textless}4::AID-E5{\textgreater}3.0.CO;2-A",
        r"https://doi.org/10.1000/(ABCD)12:3$<$4::AID-E5$>$3.0.CO;2-A",
        "10.1000/(ABCD)12:3&lt;4::AID-E5&gt;3.0.CO;2-A",
        "10.1000/(ABCD)12:3%3C4::AID-E5%3E3.0.CO;2-A",
    ],
)
def test_angle_brackets_of_old_dois(written: str) -> None:
    (entry,) = parse(f"@article{{a, title = {{T}}, doi = {{{written}}}}}").entries

    assert find(entry).doi == "10.1000/(abcd)12:3<4::aid-e5>3.0.co;2-a"


@pytest.mark.parametrize("tail", ["v2", "v1.full", "v3.full.pdf+html", ""])
def test_the_version_in_a_preprint_servers_address_is_no_part_of_the_doi(tail: str) -> None:
    address = f"https://www.biorxiv.org/content/10.1101/2020.02.03.123456{tail}"

    assert doi(address) == "10.1101/2020.02.03.123456"


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("26-3-2019", "2019-03-26"),
        ("3-4-2019", "2019"),
        ("3/2019", "2019-03"),
        ("03.2019", "2019-03"),
        ("20190326", "2019-03-26"),
        ("2019-03-26 / 2019-04-02", "2019-03-26/2019-04-02"),
        ("26. März 2019", "2019-03-26"),
        ("26 mars 2019", "2019-03-26"),
        ("décembre 2019", "2019-12"),
        ("13/2019", "2019"),
    ],
)
def test_dates_as_they_are_found(written: str, edtf: str) -> None:
    assert from_fields({"date": written}).edtf == edtf
    assert from_fields({"year": written}).edtf == edtf


@pytest.mark.parametrize(
    ("month", "edtf"), [("Okt.", "2019-10"), ("juin", "2019-06"), ("10--12", "2019-10"), ("7/8", "2019-07")]
)
def test_months_as_they_are_found(month: str, edtf: str) -> None:
    assert from_fields({"year": "2019", "month": month}).edtf == edtf


@pytest.mark.parametrize("written", ["7 – 16", "7 -- 16", "7—16", "7--16", "7-16"])
def test_a_range_of_pages_has_one_form(written: str) -> None:
    (entry,) = parse(f"@article{{a, title = {{T}}, pages = {{{written}}}}}").entries

    assert entry.fields["pages"] == "7–16"


def test_a_thin_space_at_the_end_of_a_title_goes() -> None:
    assert decode(r"\,`So' it ``ends''\,") == "‘So’ it “ends”"


def test_a_book_in_a_book_is_by_the_author_of_the_whole() -> None:
    part, chapter, _ = parse(
        "@bookinbook{p, title = {Part}, crossref = w}"
        "@inbook{c, title = {Chapter}, author = {Bea Ohm}, crossref = w}"
        "@book{w, title = {Whole}, author = {Ada Lind}}"
    ).entries

    assert (part.authors, part.fields["booktitle"]) == ([Name("Lind", "Ada")], "Whole")
    assert (chapter.authors, chapter.fields["bookauthor"]) == ([Name("Ohm", "Bea")], "Ada Lind")


def test_european_dates_with_dots() -> None:
    date = parse_date("23.04.2019")

    assert date is not None
    assert date.edtf() == "2019-04-23"


def test_where_date_and_year_disagree_the_date_counts_and_it_is_said() -> None:
    (entry,) = parse("@misc{a, title = {T}, date = {2016-12-13}, year = 2017}").entries

    assert from_fields(entry.fields).edtf == "2016-12-13"
    assert [note.code for note in entry.notes] == ["dates-disagree"]
    assert entry.fields["year"] == "2017"


def test_the_month_helps_a_date_that_has_none() -> None:
    assert from_fields({"date": "2019", "year": "2019", "month": "March"}).edtf == "2019-03"


def test_a_key_with_a_space_begins_a_block_in_parentheses_too() -> None:
    (entry,) = parse("@techreport(K 14,\n  title = {T}\n)\n").entries

    assert (entry.key, entry.fields) == ("K_14", {"title": "T"})


def test_type_bracket_key_and_comma_may_stand_on_lines_of_their_own() -> None:
    (entry,) = parse("Free words\n@incollection\n(\n  Lake:95\n  ,\n  title = {T}\n)\n").entries

    assert (entry.type, entry.key, entry.fields) == ("incollection", "Lake:95", {"title": "T"})


@pytest.mark.parametrize(
    "piece", ["$\\{}a,@string{", "\\{} {", "{\\}} ", 'a="{",', "a={\\},", 'a="{\\}"', "a=#{\\} ", "a=b{\\}, "]
)
@pytest.mark.parametrize("ending", ["", "'", "}", '"}'])
def test_the_work_for_damaged_fields_grows_with_their_number(piece: str, ending: str) -> None:
    assert grow_with_the_text(parse, lambda parts: "@a{b,c={d}," + piece * parts + ending, 200)


@pytest.mark.parametrize("piece", ["@a(", "@a(x ", "@string(", "@a{b("])
def test_the_work_for_block_starts_without_end_grows_with_their_number(piece: str) -> None:
    assert grow_with_the_text(parse, piece.__mul__, 250)


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "From $5 and 6 -- to \\sqrt{x}$ more", "translator": "É. Lü", "url": "http://x.org/ü, été"},
        {"title": "T", "note": "1\u0301\u0304"},
    ],
)
def test_ascii_comes_back_whatever_the_field(fields: dict[str, str]) -> None:
    written = "".join(write([Entry("misc", "a", fields)], ascii=True))
    (back,) = parse(written).entries

    assert written.isascii()
    assert {name: back.fields[name] for name in fields if name != "title"} == {
        name: value for name, value in fields.items() if name != "title"
    }


def test_where_a_patent_holds_and_where_its_holder_lives_stay_two_things() -> None:
    entry = Entry("patent", "a", {"title": "T", "address": "Basel", "location": "CH"})

    (back,) = parse("".join(write([entry], dialect="biblatex"))).entries

    assert (back.fields["address"], back.fields["location"]) == ("Basel", "CH")


@pytest.mark.parametrize("end", ["{et al.}", "{others}", "et al."])
def test_and_others_may_stand_in_braces(end: str) -> None:
    assert split_names(f"Lind, Ada and {end}")[:2] == ([Name("Lind", "Ada")], True)


def test_a_command_before_and_is_a_name_of_its_own() -> None:
    assert split_names(r"Ida \AA and Bo Lind")[0] == [Name("Å", "Ida"), Name("Lind", "Bo")]


@pytest.mark.parametrize("dashes", ["-–", "–-", "---", " -- ", "‐"])
def test_pages_have_one_dash(dashes: str) -> None:
    (entry,) = parse(f"@misc{{a, title = {{T}}, pages = {{225{dashes}240}}}}").entries

    assert entry.fields["pages"] == "225–240"


@pytest.mark.parametrize("value", ["a { b", "} \\{", "\\} and \\", "{}}"])
@pytest.mark.parametrize("ascii_only", [False, True])
def test_what_is_kept_raw_comes_back_with_braces_that_do_not_pair_up(value: str, ascii_only: bool) -> None:
    entry = Entry("misc", "a", {"title": "T", "bdsk-file-1": value})
    (back,) = parse("".join(write([entry], ascii=ascii_only))).entries

    assert back.fields == entry.fields


def test_a_year_of_five_digits_is_written_as_biblatex_reads_it() -> None:
    date = parse_date("y12345")

    assert date is not None
    assert date.edtf() == "y12345"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ({"keyword": "soil, \\'etang"}, {"keywords": "soil, étang"}),
        ({"keyword": "soil", "keywords": "water"}, {"keyword": "soil", "keywords": "water"}),
        ({"volume": "7", "issue": "3"}, {"volume": "7", "number": "3"}),
        ({"volume": "7", "issue": "Spring"}, {"volume": "7", "issue": "Spring"}),
        ({"volume": "7", "issue": "3", "number": "9"}, {"volume": "7", "issue": "3", "number": "9"}),
        ({"issue": "3"}, {"issue": "3"}),
    ],
)
def test_fields_under_names_of_other_programs(written: dict[str, str], read: dict[str, str]) -> None:
    said = ", ".join(f"{name} = {{{value}}}" for name, value in written.items())
    (entry,) = parse(f"@article{{a, {said}}}").entries

    assert entry.fields == read


@pytest.mark.parametrize(
    ("written", "address"),
    [
        (r"howpublished = {\url{http://x.org/a_b\%20c}}", "http://x.org/a_b%20c"),
        (r"howpublished = {Available online at: \url{http://x.org/~a}.}", "http://x.org/~a"),
        (r"howpublished = {https://x.org/{\textasciitilde}a{\_}b.}", "https://x.org/~a_b"),
        (r"note = {<http://x.org/a>}", "http://x.org/a"),
        (r"ee = {http://x.org/a}", "http://x.org/a"),
        (r"link = {http://x.org/a}", "http://x.org/a"),
        (r"url = {\url{http://x.org/a}, \burl{http://y.org/b{c}}}", "http://x.org/a\nhttp://y.org/b{c}"),
        ("url = {http://x.org/a/\n   b}", "http://x.org/a/b"),
        ("url = {http://x.org/a/\n  http://y.org/b}", "http://x.org/a/\nhttp://y.org/b"),
        (
            "url = {http://x.org/a http://y.org/b, http://z.org/}",
            "http://x.org/a\nhttp://y.org/b\nhttp://z.org/",
        ),
        (r"url = {{\tt http://x.org/a\allowbreak b}}", "http://x.org/ab"),
        (r"url = {http://x.org/$\tilde{\;}$a\hspace{0pt}b}", "http://x.org/~ab"),
    ],
)
def test_addresses_wherever_they_stand(written: str, address: str) -> None:
    (entry,) = parse(f"@misc{{a, {written}}}").entries

    assert entry.fields == {"url": address}


@pytest.mark.parametrize(
    "fields",
    [
        {"howpublished": "Lecture, see http://x.org/a"},
        {"note": "http://x.org/a, seen 2019"},
        {"note": "http://x.org/a", "url": "http://x.org/b"},
        {"link": "part two"},
        {"ee": "http://x.org/b", "url": "http://x.org/a"},
    ],
)
def test_an_address_among_words_stays_there(fields: dict[str, str]) -> None:
    said = ", ".join(f"{name} = {{{value}}}" for name, value in fields.items())
    (entry,) = parse(f"@misc{{a, {said}}}").entries

    assert entry.fields == fields


@pytest.mark.parametrize("piece", ["\\url{", "\\url{{x}{x}", "{\\tt ", "at at at http://x{", "http://\\_{a}"])
def test_the_work_for_damaged_addresses_grows_with_their_number(piece: str) -> None:
    assert grow_with_the_text(read_literal, piece.__mul__, 250)
    assert grow_with_the_text(address_alone, piece.__mul__, 250)


@pytest.mark.parametrize(
    ("fields", "number"),
    [
        ({"eprint": "0612147", "archiveprefix": "arXiv", "primaryclass": "quant-ph"}, "quant-ph/0612147"),
        ({"journal": "CoRR", "volume": "abs/1402.6711"}, "1402.6711"),
        ({"journal": "CoRR", "volume": "abs/cs/0612147"}, "cs/0612147"),
        ({"journal": "J", "volume": "1402.6711"}, ""),
    ],
)
def test_numbers_of_arxiv_that_are_written_in_parts(fields: dict[str, str], number: str) -> None:
    assert find(Entry("article", "a", fields)).arxiv == number


def test_what_no_text_holds_does_not_come_in_by_a_doi() -> None:
    assert bare_doi("https://doi.org/10.1000/a.%03b") == "10.1000/a.%03b"
    assert doi("https://doi.org/10.1000/a.%03b") == "10.1000/a.%03b"
    assert bare_doi("https://doi.org/10.1000/a%28b%29") == "10.1000/a(b)"


@pytest.mark.parametrize("letter", ["κ", "é", "ß"])
def test_an_address_of_words_is_the_same_in_ascii(letter: str) -> None:
    entry = Entry("misc", "a", {"howpublished": f"http://x.org/{letter}b"})
    (back,) = parse("".join(write([entry], ascii=True))).entries

    assert back.fields == entry.fields
