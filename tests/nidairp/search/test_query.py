"""What somebody typed, understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nidairp.search import postgresql, sqlite
from nidairp.search.query import LONGEST, parse


def spellings(text: str) -> list[set[str]]:
    return [{" ".join(words) for words in term.spellings} for term in parse(text).terms]


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("heroin rats", [{"heroin", "heroins"}, {"rats", "rat"}]),
        ('"negative emotional"', [{"negative emotional"}]),
        ("“negative emotional” heroin", [{"negative emotional"}, {"heroin", "heroins"}]),
        ('"unfinished phrase', [{"unfinished", "unfinisheds"}, {"phrase", "phrases"}]),
        ("Müller", [{"muller", "mullers", "mueller"}]),
        ("Mueller", [{"mueller", "muellers", "muller"}]),
        ("Mue*", [{"mue", "mu"}]),
        ("Boe", [{"boe", "boes", "bo"}]),
        ("Bauer queue", [{"bauer", "bauers"}, {"queue", "queues"}]),
        ('"cue" "algae"', [{"cue"}, {"algae"}]),
        ("α-synuclein", [{"alpha synuclein", "alpha synucleins", "alphasynuclein"}]),
        ("alpha4beta2", [{"alpha4beta2", "alpha 4 beta 2"}]),
        ("knock-out", [{"knock out", "knock outs", "knockout"}]),
        ("5HT2A", [{"5ht2a", "5 ht2a"}]),
        ("COVID19", [{"covid19", "covid 19"}]),
        ("D3", [{"d3"}]),
        ("nuclei", [{"nuclei", "nucleus", "nucleis"}]),
        ("mouse hypothesis", [{"mouse", "mice"}, {"hypothesis", "hypotheses"}]),
        ("behaviour", [{"behaviour", "behaviours", "behavior", "behaviors"}]),
        ("pain OR reward rat", [{"pain", "pains", "reward", "rewards"}, {"rat", "rats"}]),
        ("OR pain", [{"pain", "pains"}]),
        ("pain OR", [{"pain", "pains"}]),
        ("Carmack et al. 2019", [{"carmack", "carmacks"}, {"2019"}]),
        ("author:Koob", [{"koob", "koobs"}]),
        ("GABA", [{"gaba", "gabas", "gabaa", "gabab", "gabac"}]),
        ("GABA-A", [{"gaba a", "gabaa"}]),
        ('"GABA A receptor"', [{"gaba a receptor", "gabaa receptor"}]),
        ("OBrien", [{"obrien", "obriens", "o brien"}]),
        ("memories memory", [{"memories", "memory"}, {"memory", "memories"}]),
        ("doi:10.1172/JCI125534", [{"10 1172 jci125534"}]),
        ("https://doi.org/10.1172/JCI125534", [{"10 1172 jci125534"}]),
        ("dx.doi.org/10.1172%2FJCI125534", [{"10 1172 jci125534"}]),
        ("DOI 10.1172/JCI125534", [{"10 1172 jci125534"}]),
        ("PMID: 30913040", [{"30913040"}]),
        ("PubMed 30913040", [{"30913040"}]),
        ("10.1/x%3C1%3E3.0", [{"10 1 x 1 3 0"}]),
        ("title: psilocybin", [{"psilocybin", "psilocybins"}]),
        ("pubmed.ncbi.nlm.nih.gov/30913040/?from=x#abstract", [{"30913040"}]),
        ("ISBN 978-0-00-000000-2", [{"978 0 00 000000 2", "9780000000002", "0000000000"}]),
        ("pubmed search", [{"pubmed", "pubmeds"}, {"search", "searchs"}]),
        ("the role of sleep", [{"role", "roles"}, {"sleep", "sleeps"}]),
        ("the", [{"the", "thes"}]),
        ("", []),
        ('* - "" AND:', [{"and", "ands"}]),
        ("\x00", []),
    ],
)
def test_what_is_understood(typed, understood):
    assert spellings(typed) == understood


def test_a_star_asks_for_beginnings():
    (term,) = parse("neuro*").terms
    assert term.begun == {("neuro",)} and term.spellings == (("neuro",),)
    assert not parse("a*").terms[0].begun
    assert parse('"koob g"*').terms[0].begun


def test_of_two_either_may_be_a_beginning():
    (term,) = parse('neuro* OR "pain"').terms
    assert term.spellings == (("neuro",), ("pain",)) and term.begun == {("neuro",)}


@pytest.mark.parametrize("typed", ["pain NOT rat", "pain -rat", "-rat pain", "pain AND NOT rat"])
def test_what_is_unwanted_is_told_apart(typed):
    query = parse(typed)
    assert [term.spellings[0] for term in query.terms] == [("pain",)]
    assert [set(term.spellings) for term in query.unwanted] == [{("rat",), ("rats",)}]


@pytest.mark.parametrize("typed", ["pain NOT (rat OR mice)", "pain -rat OR mice", "pain NOT rat OR mice"])
def test_either_of_two_may_be_unwanted(typed):
    query = parse(typed)
    assert [term.spellings[0] for term in query.terms] == [("pain",)]
    (unwanted,) = query.unwanted
    assert {("rat",), ("mice",)} <= set(unwanted.spellings)


@pytest.mark.parametrize("typed", ["NOT rat", "-rat", "rat -", "rat - NOT", "rat NOT"])
def test_what_is_alone_is_wanted(typed):
    query = parse(typed)
    assert query.terms[0].spellings == (("rat",), ("rats",)) and not query.unwanted


def test_what_is_too_long_is_cut_and_shown_cut():
    assert len(parse("word " * 1200).text) <= LONGEST


@given(st.text())
def test_any_text_is_a_question_that_both_engines_can_write(text):
    query = parse(text)
    assert len(query.text) <= LONGEST
    for term in query.terms:
        for words in term.spellings:
            assert words and all(word and not set(word) & set(" '\"\\:*()&|<>!") for word in words)
    if query:
        assert sqlite.match(query, "news").isprintable()
        assert postgresql.match(query).isprintable()


@given(st.text())
def test_understanding_again_what_is_shown_changes_nothing(text):
    query = parse(text)
    assert parse(query.text) == query
