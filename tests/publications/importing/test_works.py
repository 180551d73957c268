"""What tells works apart beside their titles."""

import pytest

from publications.importing.works import Work, first_page, genre, number, same_container, same_person


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("J Clin Invest", "The Journal of Clinical Investigation"),
        (
            "Proc Natl Acad Sci U S A",
            "Proceedings of the National Academy of Sciences of the United States of America",
        ),
        ("PNAS", "Proceedings of the National Academy of Sciences"),
        ("N Engl J Med", "The New England Journal of Medicine"),
        ("Psychopharmacology (Berl)", "Psychopharmacology"),
        ("Addiction (Abingdon, England)", "Addiction"),
        ("Z. Psychol.", "Zeitschrift für Psychologie"),
    ],
)
def test_abbreviations_of_journals_are_understood(one: str, other: str) -> None:
    assert same_container(one, other)
    assert same_container(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nature", "Nature Neuroscience"),
        ("J Neurosci", "Journal of Neuroscience Methods"),
        ("Brain", "Addiction"),
        ("Addiction", "Addiction Biology"),
    ],
)
def test_other_journals_are_other_journals(one: str, other: str) -> None:
    assert not same_container(one, other)


@pytest.mark.parametrize(
    ("pages", "first"),
    [
        ("123–129", "123"),
        ("0012-20", "12"),
        ("e12345", "e12345"),
        ("S112", "s112"),
        ("", ""),
        ("in press", ""),
    ],
)
def test_first_pages(pages: str, first: str) -> None:
    assert first_page(Work(1, pages=pages)) == first


@pytest.mark.parametrize(
    ("text", "plain"), [("Vol. 130", "130"), ("2nd", "2"), ("Second", "2"), ("II", "2"), ("0", "0"), ("", "")]
)
def test_numbers_of_volumes_and_editions(text: str, plain: str) -> None:
    assert number(text) == plain


@pytest.mark.parametrize(
    ("work", "kind"),
    [
        (Work(1, type="article", container="bioRxiv"), "preprint"),
        (Work(1, type="article", doi="10.1101/2020.01.02.123456"), "preprint"),
        (Work(1, type="article", doi="10.1101/gr.123.4"), "article"),
        (Work(1, type="misc", arxiv="1706.03762"), "preprint"),
        (Work(1, type="misc", container="Brain", volume="3"), "article"),
        (Work(1, type="misc"), ""),
        (Work(1, type="conference"), "conference paper"),
    ],
)
def test_genres(work: Work, kind: str) -> None:
    assert genre(work) == kind


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("Müller", "Anna"), ("Mueller", "A"), True),
        (("van der Berg", "Jan"), ("Berg", "J"), True),
        (("Wang", "Li"), ("Li", "Wang"), True),
        (("Smith", "Anna"), ("Smith", "Zoe"), False),
        (("Smith", ""), ("Smithson", ""), False),
    ],
)
def test_first_authors(one: tuple[str, str], other: tuple[str, str], same: bool) -> None:
    assert same_person(Work(1, family=one[0], given=one[1]), Work(2, family=other[0], given=other[1])) is same
