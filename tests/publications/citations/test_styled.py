"""How to cite, in six styles: as the styles' own handbooks would have it."""

import pytest

from nidairp.rich import strip
from publications.citations import styled
from publications.models import EntryType, Publication
from tests.factories import make_publication
from tests.publications.citations.hard_titles import HARD, PLAIN

# What is shown and said is the same on every database.
pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def cited(style: str, **values: object) -> str:
    publication = Publication.objects.with_people().get(pk=make_publication(**values).pk)
    return next(styled.render([publication], style=style))


ARTICLE = {
    "title": "Relief of pain in <i>Rattus norvegicus</i> with <5 mg of β-endorphin.",
    "authors": "Carmack, Stephanie A; Koob, George F",
    "journal": "J Clin Invest",
    "volume": "130",
    "number": "6",
    "pages": "2480–2492",
    "year": 2019,
    "doi": "10.1172/JCI125534",
    "url": "https://doi.org/10.1172/JCI125534",
    "pubstate": "published",
}


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (
            "apa",
            "Carmack, S. A., & Koob, G. F. (2019). Relief of pain in <i>Rattus norvegicus</i> with <5 mg of "
            "β-endorphin. <i>J Clin Invest</i>, <i>130</i>(6), 2480–2492. https://doi.org/10.1172/JCI125534",
        ),
        (
            "ama",
            "Carmack SA, Koob GF. Relief of pain in <i>Rattus norvegicus</i> with <5 mg of β-endorphin. "
            "<i>J Clin Invest</i>. 2019;130(6):2480-2492. doi:10.1172/JCI125534",
        ),
        (
            "chicago",
            "Carmack, Stephanie A., and George F. Koob. 2019. “Relief of Pain in <i>Rattus norvegicus</i> "
            "with <5 mg of β-endorphin.” <i>J Clin Invest</i> 130 (6): 2480–92. https://doi.org/10.1172/JCI125534",
        ),
        (
            "mla",
            "Carmack, Stephanie A., and George F. Koob. “Relief of Pain in <i>Rattus norvegicus</i> with "
            "<5 mg of β-endorphin.” <i>J Clin Invest</i>, vol. 130, no. 6, 2019, pp. 2480–2492, "
            "https://doi.org/10.1172/JCI125534",
        ),
        (
            "nature",
            "Carmack, S. A. & Koob, G. F. Relief of pain in <i>Rattus norvegicus</i> with <5 mg of "
            "β-endorphin. <i>J Clin Invest</i> <b>130</b>, 2480–2492 (2019).",
        ),
        (
            "ieee",
            "S. A. Carmack and G. F. Koob, “Relief of pain in <i>Rattus norvegicus</i> with <5 mg of "
            "β-endorphin,” <i>J Clin Invest</i>, vol. 130, no. 6, pp. 2480–2492, 2019, "
            "doi: 10.1172/JCI125534.",
        ),
    ],
)
def test_an_article(style, expected):
    assert cited(style, **ARTICLE) == expected


EDITED = {
    "entry_type": "collection",
    "title": "Views",
    "editors": "Stein, Elliot A; Müller, Anna",
    "year": 2013,
}


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("apa", "Stein, E. A., & Müller, A. (Eds.). (2013). <i>Views</i>. House."),
        ("ama", "Stein EA, Müller A, eds. <i>Views</i>. House; 2013."),
        ("chicago", "Stein, Elliot A., and Anna Müller, eds. 2013. <i>Views</i>. House."),
        ("mla", "Stein, Elliot A., and Anna Müller, editors. <i>Views</i>. House, 2013."),
        ("ieee", "E. A. Stein and A. Müller, Eds., <i>Views</i>. House, 2013."),
    ],
)
def test_editors_of_a_book_are_named_once(style, expected):
    assert cited(style, **EDITED, publisher="House") == expected


@pytest.mark.parametrize("style", styled.STYLES)
@pytest.mark.parametrize("kind", EntryType.values)
def test_every_type_has_its_title_once_in_every_style(style, kind):
    text = cited(style, entry_type=kind, title="Nobody wrote this", year=2001)
    assert text.casefold().count("nobody wrote this") == 1


@pytest.mark.parametrize("style", styled.STYLES)
@pytest.mark.parametrize("name", HARD)
def test_hard_titles_keep_their_letters(style, name):
    text = strip(cited(style, title=HARD[name], authors="A, B", journal="J"))
    assert PLAIN[name].casefold() in text.casefold()


@pytest.mark.parametrize("style", styled.STYLES)
def test_what_is_forthcoming_says_so(style):
    assert (
        "forthcoming"
        in cited(style, title="T", authors="A, B", journal="J", pubstate="forthcoming").casefold()
    )


def test_letters_that_stand_for_markup_inside_are_not_taken_from_outside():
    assert "\ue000" not in cited("apa", title="A \ue000letter\ue001")


def test_words_that_are_no_plain_words_keep_their_case_where_a_style_writes_capitals():
    text = cited("mla", title="mRNA of tp53 and <sup>18</sup>F in vitro at 5 mg", authors="A, B", journal="J")
    assert "“mRNA of tp53 and <sup>18</sup>F in Vitro at 5 mg.”" in text


def test_many_authors_end_in_one_full_stop():
    many = "; ".join(f"Family{letter}, Given" for letter in "ABCDEFGH")
    assert "<i>et al.</i> Relief" in cited("nature", **ARTICLE | {"authors": many})


@pytest.mark.parametrize(
    ("authors", "shown"), [("王, 小明", "王小明"), ("الخوارزمي, محمد", "محمد الخوارزمي")]
)
def test_names_in_letters_without_capitals_get_no_initials(authors, shown):
    assert cited("apa", authors=authors, title="Of cues", year=2001).startswith(f"{shown}. (2001)")


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("apa", "Stein, E. A. (Ed.). (2013). <i>Views</i> (3rd ed., Vol. 2). House."),
        ("ama", "Stein EA, ed. <i>Views</i>. Vol 2. 3rd ed. House; 2013."),
        ("chicago", "Stein, Elliot A., ed. 2013. <i>Views</i>. 3rd ed. Vol. 2. House."),
        ("mla", "Stein, Elliot A., editor. <i>Views</i>. 3rd ed., vol. 2, House, 2013."),
        ("ieee", "E. A. Stein, Ed., <i>Views</i>, 3rd ed., vol. 2. House, 2013."),
    ],
)
def test_one_editor_of_a_volume_is_named_once_and_is_one(style, expected):
    values = EDITED | {"editors": "Stein, Elliot A", "edition": "Third", "volume": "2"}
    assert cited(style, **values, publisher="House") == expected


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("apa", "Stein, E. A., et al. (Eds.). (2013). <i>Views</i>. House."),
        ("ama", "Stein EA, et al., eds. <i>Views</i>. House; 2013."),
        ("chicago", "Stein, Elliot A., et al., eds. 2013. <i>Views</i>. House."),
        ("mla", "Stein, Elliot A., et al., editors. <i>Views</i>. House, 2013."),
        ("ieee", "E. A. Stein <i>et al.</i>, Eds., <i>Views</i>. House, 2013."),
    ],
)
def test_editors_of_whom_not_all_are_named_are_named_once_too(style, expected):
    values = EDITED | {"editors": "Stein, Elliot A", "has_more_editors": True}
    assert cited(style, **values, publisher="House") == expected


@pytest.mark.parametrize("title", ["Vision. 2020. What now", "Manual, eds. and others"])
@pytest.mark.parametrize("style", styled.STYLES)
def test_a_title_that_looks_like_a_year_or_an_editor_stays_whole(style, title):
    text = cited(style, **EDITED | {"title": title, "editors": "Stein, Elliot A"}).lower()
    assert f"<i>{title}</i>".lower() in text


@pytest.mark.parametrize(
    "said", ["3", "3rd", "Third", "third edition", "Third ed.", "3rd edition", "3rd ed."]
)
def test_an_edition_is_counted_in_the_words_of_the_style(said):
    values = {"entry_type": "book", "title": "Views", "authors": "A, B", "year": 2013, "edition": said}
    assert cited("apa", **values) == "A, B. (2013). <i>Views</i> (3rd ed.)."


def test_an_edition_that_is_no_number_stays_as_it_is():
    values = {"entry_type": "book", "title": "Views", "authors": "A, B", "year": 2013}
    assert "(2019 edition)" in cited("apa", **values, edition="2019 edition")
    assert "(International edition)" in cited("apa", **values, edition="International edition")
    assert "Rev. ed." in cited("ama", **values, edition="Rev. ed.")


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("apa", "Carmack, S. A., et al. (2019). "),
        ("ama", "Carmack SA, et al. Relief"),
        ("chicago", "Carmack, Stephanie A., et al. 2019. "),
        ("mla", "Carmack, Stephanie A., et al. “Relief"),
        ("nature", "Carmack, S. A. <i>et al.</i> Relief"),
        ("ieee", "S. A. Carmack <i>et al.</i>, “Relief"),
    ],
)
def test_others_who_are_not_named_are_et_al(style, expected):
    values = ARTICLE | {"authors": "Carmack, Stephanie A", "has_more_authors": True}
    assert cited(style, **values).startswith(expected)


def test_other_editors_of_a_book_are_et_al():
    values = {
        "entry_type": "incollection",
        "title": "T",
        "authors": "A, B",
        "booktitle": "Views",
        "year": 2013,
    }
    text = cited("apa", **values, editors="Stein, Elliot A", has_more_editors=True)
    assert "In E. A. Stein et al. (Eds.), <i>Views</i>" in text


@pytest.mark.parametrize("style", styled.STYLES)
def test_proceedings_that_name_themselves_as_their_book_are_named_once(style):
    named = {"title": "Great Conference", "booktitle": "Great Conference", "editors": "Knuth, D E"}
    assert cited(style, entry_type="proceedings", year=2001, **named).count("Great Conference") == 1


def test_a_label_stands_only_beside_what_it_labels():
    assert "dition" not in cited(
        "chicago", entry_type="periodical", title="Special issue", editors="A, B", issue="4"
    )


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("mathesis", "[Master’s thesis]"), ("phdthesis", "[PhD thesis]"), ("Habilitation", "[Habilitation]")],
)
def test_kinds_of_theses_are_said_in_words(kind, expected):
    assert expected in cited(
        "apa", entry_type="phdthesis", title="T", authors="A, B", year=2002, techtype=kind
    )


def test_what_only_reading_a_style_needs_is_let_go_once(monkeypatch):
    times = []
    monkeypatch.setattr(styled.mapped_code, "let_go", lambda: times.append(1))
    styled._known.cache_clear()
    assert styled._known("apa") is styled._known("apa")
    assert times == [1]
