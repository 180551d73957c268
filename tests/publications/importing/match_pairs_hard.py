"""Pairs by hand: what the seeded builder would not think of. Each work takes only what matters."""

from collections.abc import Iterator
from typing import Any

from publications.importing.works import Work
from tests.publications.importing.match_pairs import Pair

Said = dict[str, Any]

_SMOKE: Said = {
    "title": "Cue-induced relapse after voluntary abstinence: a review of the evidence",
    "family": "Caprioli",
    "given": "Daniele",
    "year": 2017,
    "container": "Psychopharmacology",
}


def hard() -> Iterator[Pair]:
    """All of them, in a fixed order."""
    for same, pairs in ((True, _SAME), (False, _DIFFERENT)):
        for name, shared, one, other in pairs:
            yield Pair(name, Work(1, **_given(shared, one)), Work(2, **_given(shared, other)), same)


def _given(shared: Said, own: Said) -> Said:
    return {"type": "article", **shared, **own}


def _by(title: str, family: str = "Koob", year: int = 2019, **more: Any) -> Said:
    return {"title": title, "family": family, "year": year, **more}


_SAME: list[tuple[str, Said, Said, Said]] = [
    (
        "British and American",
        {},
        _by("Tumour growth and behaviour of knock-out mice", container="Addiction"),
        _by("Tumor growth and behavior of knock-out mice", container="Addiction"),
    ),
    (
        "hyphen, space or nothing",
        {},
        _by("Heroin self-administration and wellbeing"),
        _by("Heroin selfadministration and well-being"),
    ),
    (
        "Greek letter by name",
        {},
        _by("α-Synuclein spreads through the olfactory bulb"),
        _by("Alpha-synuclein spreads through the olfactory bulb."),
    ),
    (
        "receptor with and without markup",
        {},
        _by("Blockade of 5-HT<sub>2A</sub> receptors reduces drinking"),
        _by("Blockade of 5-HT2A receptors reduces drinking"),
    ),
    (
        "receptor in parentheses",
        {},
        _by("Blockade of 5-HT(2A) receptors reduces drinking"),
        _by("Blockade of 5-HT2A receptors reduces drinking"),
    ),
    (
        "isotope",
        {},
        _by("[<sup>18</sup>F]FDG uptake of the smoker’s brain"),
        _by("18F-FDG uptake of the smokers brain"),
    ),
    (
        "delta",
        {},
        _by("Δ9-THC impairs memory of adolescent rats"),
        _by("Delta(9)-THC impairs memory of adolescent rats"),
    ),
    (
        "ampersand",
        {},
        _by("Drugs, brain & behavior of young men"),
        _by("Drugs, Brain, and Behavior of Young Men"),
    ),
    (
        "Roman and Arabic part",
        {},
        _by("A theory of addiction. Part II: Withdrawal"),
        _by("A theory of addiction: part 2. Withdrawal"),
    ),
    (
        "translated title, same DOI",
        {"doi": "10.5555/aa.1"},
        _by("[Opioid dependence in Germany]", "Müller", pages="12-19", volume="4", container="Sucht"),
        _by("Opioidabhängigkeit in Deutschland", "Mueller", pages="12–19", volume="4", container="Sucht"),
    ),
    (
        "same PMID, DOI mistyped",
        {"pmid": "30913040"},
        _by("Negative emotional learning", doi="10.5555/abc"),
        _by("Negative emotional learning", doi="10.5555/abd"),
    ),
    (
        "retracted since, same DOI",
        {"doi": "10.5555/aa.2"},
        _by("Neurotoxicity of a drug after one dose"),
        _by("RETRACTED: Neurotoxicity of a drug after one dose"),
    ),
    (
        "retracted since, same pages",
        {"volume": "297", "pages": "2260-2263", "container": "Science"},
        _by("Neurotoxicity of a drug after one dose"),
        _by("Retracted article: Neurotoxicity of a drug after one dose"),
    ),
    (
        "family and given name swapped",
        {"year": 2015},
        {"title": "Dopamine and the urge to act", "family": "Wang", "given": "Li"},
        {"title": "Dopamine and the urge to act", "family": "Li", "given": "Wang"},
    ),
    (
        "double name cut",
        {"year": 2015},
        {"title": "Sex differences in relapse to drinking", "family": "Lowery-Gionta"},
        {"title": "Sex differences in relapse to drinking", "family": "Gionta"},
    ),
    (
        "von part in or out",
        {"year": 2015},
        {"title": "Sex differences in relapse to drinking", "family": "van der Berg"},
        {"title": "Sex differences in relapse to drinking", "family": "Berg"},
    ),
    (
        "umlaut spelled out",
        {"year": 2015},
        {"title": "Sex differences in relapse to drinking", "family": "Müller", "given": "A"},
        {"title": "Sex differences in relapse to drinking", "family": "Mueller", "given": "Anna"},
    ),
    (
        "JAMA",
        {},
        _by("Buprenorphine in the emergency room", container="JAMA", year=2015, volume="313"),
        _by(
            "Buprenorphine in the emergency room",
            container="Journal of the American Medical Association",
            year=2015,
        ),
    ),
    (
        "PNAS",
        {},
        _by("Learning to predict pain", container="PNAS", pages="5", volume="103"),
        _by(
            "Learning to predict pain",
            container="Proceedings of the National Academy of Sciences of the United States of America",
            pages="5",
            volume="103",
        ),
    ),
    (
        "subtitle of the journal",
        {},
        _by("Learning to predict pain", container="J. Neurosci.", year=2010),
        _by(
            "Learning to predict pain",
            container="The Journal of neuroscience : the official journal of the Society for Neuroscience",
            year=2011,
        ),
    ),
    (
        "place in the journal's name",
        {},
        _by("Learning to predict pain", container="Addiction (Abingdon, England)", year=2010),
        _by("Learning to predict pain", container="Addiction", year=2011),
    ),
    (
        "last page shortened",
        {"volume": "130"},
        _by("A model of loss of control in rats and men", pages="123-9"),
        _by("A model of loss of control", pages="123–129"),
    ),
    (
        "volume with a word",
        {},
        _by("A model of loss of control in rats", volume="Vol. 130", pages="e5", year=2020),
        _by("A model of loss of control in rats", volume="130", pages="e5", year=2019),
    ),
    (
        "no year in one",
        {},
        _by("A neural substrate of craving in abstinent smokers"),
        {
            "title": "A neural substrate of craving in abstinent smokers",
            "family": "Koob",
            "container": "Brain",
        }
        | {"key": "a"},
    ),
    (
        "no author in one",
        {"container": "Brain", "volume": "12", "pages": "4-6"},
        _by("A neural substrate of craving"),
        {"title": "A neural substrate of craving", "year": 2019},
    ),
    (
        "same key, nothing else",
        {"key": "koob2001"},
        _by("Allostasis of reward"),
        {"title": "Allostasis of reward."},
    ),
    (
        "same key, title misspelt",
        {"key": "koob2001"},
        _by("Drug addiction, dysregulation of reward, and allostasis"),
        _by("Drug addiction, disregulation of reward, and allostasis"),
    ),
    (
        "book by ISBN, subtitle left out",
        {"type": "book", "isbns": ("9780123869371",)},
        _by("Drugs, Addiction, and the Brain: An Illustrated Textbook", year=2014),
        _by("Drugs, Addiction, and the Brain", year=2014),
    ),
    (
        "book by ISBN, year of printing",
        {"type": "book", "isbns": ("9780123869371",)},
        _by("Drugs, Addiction, and the Brain", year=2013),
        _by("Drugs, addiction and the brain", year=2014),
    ),
    (
        "edition in two words",
        {"type": "book"},
        _by("Principles of Addiction Medicine", edition="2nd"),
        _by("Principles of addiction medicine", edition="Second"),
    ),
    (
        "chapter, book's name shortened",
        {"type": "incollection", "pages": "33–50"},
        _by("Animal models of craving for alcohol", container="Handbook of Experimental Pharmacology"),
        _by("Animal models of craving for alcohol", container="Handb Exp Pharmacol"),
    ),
    (
        "thesis",
        {"type": "phdthesis"},
        _by("Stress and the extended amygdala", "Carmack", 2012),
        _by("Stress and the Extended Amygdala", "Carmack", 2012),
    ),
    (
        "report by an institution",
        {"type": "techreport"},
        _by("Results of the national survey, 2018", "National Institute on Drug Abuse"),
        _by("Results of the National Survey 2018", "National Institute on Drug Abuse"),
    ),
    (
        "arXiv, two ways",
        {},
        _by("Attention to reward", "Rao", 2017, type="misc", arxiv="1706.03762"),
        _by(
            "Attention to reward",
            "Rao",
            2017,
            container="arXiv preprint arXiv:1706.03762",
            arxiv="1706.03762",
        ),
    ),
    (
        "arXiv number in one only",
        {},
        _by("Attention to reward in noisy worlds", "Rao", 2017, type="misc", arxiv="1706.03762"),
        _by("Attention to reward in noisy worlds", "Rao", 2017, container="arXiv"),
    ),
    (
        "misc for article",
        {},
        _by("Withdrawal symptoms of nicotine in rats", type="misc", container="Addict Biol", volume="3"),
        _by("Withdrawal symptoms of nicotine in rats", container="Addiction Biology"),
    ),
    (
        "conference paper, acronym",
        {"type": "inproceedings", "pages": "770–778"},
        _by(
            "Deep networks of craving",
            "He",
            2016,
            container="Proceedings of the IEEE Conference on Computer Vision and Pattern Recognition",
        ),
        _by("Deep networks of craving", "He", 2016, container="Proc. of CVPR"),
    ),
    (
        "conference and inproceedings",
        {},
        _by("A circuit for aversion in the thalamus", type="conference"),
        _by("A circuit for aversion in the thalamus", type="inproceedings"),
    ),
    (
        "online first, no volume",
        {"container": "Biol Psychiatry"},
        _by("Sleep and craving", year=2018, pages="1-9"),
        _by("Sleep and craving", year=2018, volume="84", pages="345-353"),
    ),
    (
        "DOI in one only",
        {},
        _by("Sleep and craving in young men", doi="10.5555/s.1"),
        _by("Sleep and craving in young men"),
    ),
    (
        "words in another order",
        {},
        _by("Rats and mice: relapse to heroin seeking", container="Brain"),
        _by("Relapse to heroin seeking: rats and mice", container="Brain"),
    ),
    (
        "entities and quotes",
        {},
        _by("“Craving” in smokers’ brains: what it’s not"),
        _by("\"Craving\" in smokers' brains: what it's not"),
    ),
    (
        "plural lost",
        {"container": "Brain"},
        _by("Effects of nicotine on the sleep of adolescents"),
        _by("Effect of nicotine on the sleep of adolescents"),
    ),
    (
        "ligature and dash",
        {},
        _by("Oestradiol–dopamine interactions of the fœtal brain"),
        _by("Oestradiol-dopamine interactions of the foetal brain"),
    ),
]

_DIFFERENT: list[tuple[str, Said, Said, Said]] = [
    (
        "Part I, Part II",
        {"container": "Brain"},
        _by("A theory of addiction. Part I", pages="1-9", volume="2"),
        _by("A theory of addiction. Part II", pages="10-19", volume="2"),
    ),
    (
        "I and II at the end",
        {"container": "Brain"},
        _by("A theory of addiction: I"),
        _by("A theory of addiction: II"),
    ),
    (
        "part one, part two",
        {"container": "Brain"},
        _by("A theory of addiction, part one"),
        _by("A theory of addiction, part two"),
    ),
    ("erratum", _SMOKE, {}, {"title": f"Erratum to: {_SMOKE['title']}"}),
    ("correction to a preprint's article", _SMOKE, {}, {"title": f"{_SMOKE['title']} (Correction)"}),
    ("author's reply", _SMOKE, {}, {"title": f"{_SMOKE['title']}: authors’ reply"}),
    ("comment on it", _SMOKE, {}, {"title": f"Comment on “{_SMOKE['title']}”", "family": "Shaham"}),
    ("retraction notice", _SMOKE, {}, {"title": f"Retraction: {_SMOKE['title']}"}),
    ("protocol of a study", _SMOKE, {}, {"title": f"{_SMOKE['title']}: study protocol"}),
    (
        "first and second edition",
        {"type": "book"},
        _by("Principles of Addiction Medicine", edition="1st", year=2003),
        _by("Principles of Addiction Medicine", edition="2nd", year=2003),
    ),
    (
        "editions by year",
        {"type": "book"},
        _by("Principles of Addiction Medicine", year=2003),
        _by("Principles of Addiction Medicine", year=2014),
    ),
    (
        "editions with the ISBN kept",
        {"type": "book", "isbns": ("9780123869371",)},
        _by("Drugs and the Brain", edition="1", year=2003),
        _by("Drugs and the Brain", edition="2", year=2009),
    ),
    (
        "chapter and book of one name",
        {},
        _by("Drugs and the Brain", type="book"),
        _by("Drugs and the Brain", type="incollection", pages="1-20"),
    ),
    (
        "chapter with the book's DOI",
        {"doi": "10.5555/book"},
        _by("Drugs and the Brain", type="book"),
        _by("Neurons of reward", type="incollection", container="Drugs and the Brain"),
    ),
    (
        "two chapters with the book's ISBN",
        {"type": "incollection", "isbns": ("9780123869371",)},
        _by("Neurons of reward"),
        _by("Circuits of stress"),
    ),
    (
        "two volumes of a book",
        {"type": "book", "isbns": ("9780123869371",)},
        _by("Handbook of Addiction, Volume 1"),
        _by("Handbook of Addiction, Volume 2"),
    ),
    (
        "preprint and article",
        {},
        _by("A circuit for aversion in the thalamus", container="bioRxiv", doi="10.1101/2019.01.01.123456"),
        _by("A circuit for aversion in the thalamus", container="Nature"),
    ),
    (
        "preprint and article of one key",
        {"key": "koob2019"},
        _by("A circuit for aversion in the thalamus", type="unpublished"),
        _by("A circuit for aversion in the thalamus", container="Nature"),
    ),
    (
        "arXiv number on the article",
        {"arxiv": "1706.03762"},
        _by("Attention to reward", "Rao", 2017, container="arXiv"),
        _by(
            "Attention to reward", "Rao", 2018, container="Neural Computation", volume="30", doi="10.5555/n.1"
        ),
    ),
    (
        "talk and article",
        {},
        _by("A circuit for aversion in the thalamus", type="presentation"),
        _by("A circuit for aversion in the thalamus"),
    ),
    (
        "thesis and book",
        {},
        _by("Stress and the amygdala", type="phdthesis"),
        _by("Stress and the amygdala", type="book"),
    ),
    (
        "master's and doctor's thesis",
        {},
        _by("Stress and the amygdala", type="mastersthesis"),
        _by("Stress and the amygdala", type="phdthesis"),
    ),
    (
        "abstract in a supplement",
        {},
        _by("A circuit for aversion", container="Neuropsychopharmacology", volume="43", pages="S112"),
        _by("A circuit for aversion", container="Neuropsychopharmacology", volume="44", pages="200-210"),
    ),
    (
        "abstract in another journal",
        {},
        _by("A circuit for aversion", container="FASEB J"),
        _by("A circuit for aversion", container="J Neurosci"),
    ),
    (
        "journals that begin alike",
        {},
        _by("Learning to predict pain", container="Journal of Neuroscience"),
        _by("Learning to predict pain", container="Journal of Neuroscience Methods"),
    ),
    (
        "journal and its daughter",
        {},
        _by("Learning to predict pain", container="Nature"),
        _by("Learning to predict pain", container="Nature Neuroscience"),
    ),
    (
        "D1 and D2",
        {"container": "Brain"},
        _by("Dopamine D1 receptors and the taking of risks"),
        _by("Dopamine D2 receptors and the taking of risks"),
    ),
    (
        "alpha and beta",
        {"container": "Brain"},
        _by("Role of estrogen receptor α in drinking"),
        _by("Role of estrogen receptor β in drinking"),
    ),
    (
        "in vitro and in vivo",
        {"container": "Brain"},
        _by("Release of dopamine in vitro by amphetamine"),
        _by("Release of dopamine in vivo by amphetamine"),
    ),
    (
        "nitrate and nitrite",
        {"container": "Brain"},
        _by("Effects of sodium nitrate on cerebral blood flow"),
        _by("Effects of sodium nitrite on cerebral blood flow"),
    ),
    (
        "ethanol and methanol",
        {"container": "Brain"},
        _by("Effects of ethanol on cerebral blood flow"),
        _by("Effects of methanol on cerebral blood flow"),
    ),
    (
        "male and female",
        {"container": "Brain"},
        _by("Craving in male smokers after abstinence"),
        _by("Craving in female smokers after abstinence"),
    ),
    (
        "agonist and antagonist",
        {"container": "Brain"},
        _by("A kappa opioid agonist and the intake of alcohol"),
        _by("A kappa opioid antagonist and the intake of alcohol"),
    ),
    (
        "increase and decrease",
        {"container": "Brain"},
        _by("Increased sleep predicts relapse"),
        _by("Decreased sleep predicts relapse"),
    ),
    (
        "with and without",
        {"container": "Brain"},
        _by("Smokers with depression: a study of outcomes"),
        _by("Smokers without depression: a study of outcomes"),
    ),
    (
        "hypo and hyper",
        {"container": "Brain"},
        _by("Frontal hypoactivity of cocaine users"),
        _by("Frontal hyperactivity of cocaine users"),
    ),
    (
        "micro and macro",
        {"container": "Brain"},
        _by("Microglia of the aged brain and opioids"),
        _by("Macroglia of the aged brain and opioids"),
    ),
    (
        "survey of another year",
        {"type": "techreport"},
        _by("Results of the national survey, 2018", "NIDA", 2019),
        _by("Results of the national survey, 2019", "NIDA", 2020),
    ),
    (
        "survey, year not in the title",
        {"type": "techreport"},
        _by("Results of the national survey", "NIDA", 2018),
        _by("Results of the national survey", "NIDA", 2021),
    ),
    (
        "introductions to two issues",
        {},
        _by("Introduction", container="Brain", volume="3"),
        _by("Introduction", container="Addiction", volume="9"),
    ),
    (
        "two editorials",
        {"container": "Brain"},
        _by("Editorial", volume="3", pages="1"),
        _by("Editorial", volume="3", pages="201"),
    ),
    (
        "short common title",
        {},
        _by("Opioids", container="Lancet"),
        _by("Opioids", container="Nature Reviews"),
    ),
    (
        "letters of one name",
        {"container": "Lancet"},
        _by("Reply to Smith", volume="1", pages="5"),
        _by("Reply to Smith", volume="1", pages="77"),
    ),
    (
        "same title, another person",
        {},
        _by("The neurobiology of addiction", "Koob", container="Brain"),
        _by("The neurobiology of addiction", "Volkow", container="Lancet"),
    ),
    (
        "namesake with other initials",
        {},
        _by("The neurobiology of addiction", "Smith", given="A"),
        _by("The neurobiology of addiction", "Smith", given="Z"),
    ),
    (
        "key taken by another work",
        {"key": "koob2001"},
        _by("Allostasis of reward"),
        _by("Neurons of stress and anxiety"),
    ),
    (
        "another DOI",
        {"container": "Brain"},
        _by("The neurobiology of addiction", doi="10.5555/1"),
        _by("The neurobiology of addiction", doi="10.5555/2"),
    ),
    (
        "another PMID",
        {"container": "Brain"},
        _by("The neurobiology of addiction", pmid="1111111"),
        _by("The neurobiology of addiction", pmid="2222222"),
    ),
    (
        "DOI copied to the next record",
        {"doi": "10.5555/copied"},
        _by("The neurobiology of addiction"),
        _by("Sleep of the adolescent rat", "Stein", 2012),
    ),
    (
        "sequel with the same beginning",
        {"container": "Brain"},
        _by("Incubation of cocaine craving"),
        _by("Incubation of cocaine craving after withdrawal: role of sleep"),
    ),
    (
        "conference of the next year",
        {"type": "inproceedings"},
        _by("A robot for drinking studies", "Lu", 2018, container="Proc SfN"),
        _by("A robot for drinking studies", "Lu", 2020, container="Proc SfN"),
    ),
    (
        "dose",
        {"container": "Brain"},
        _by("Nicotine at 2 mg and the sleep of smokers"),
        _by("Nicotine at 4 mg and the sleep of smokers"),
    ),
    (
        "phase",
        {"container": "Brain"},
        _by("A phase 2 trial of a vaccine against nicotine"),
        _by("A phase 3 trial of a vaccine against nicotine"),
    ),
    (
        "review of the book",
        {},
        _by("Drugs and the Brain", type="book"),
        _by("Drugs and the Brain (book review)", "Stein"),
    ),
    (
        "supplement to it",
        {"container": "Brain"},
        _by("Maps of the opioid system of man"),
        _by("Supplement to maps of the opioid system of man"),
    ),
]
