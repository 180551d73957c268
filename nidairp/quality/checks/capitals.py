"""Whether a text is written in capitals, as opposed to one that holds names such as NIDA or GLP1R."""

#: Fewer letters or words than this are a name, not a sentence.
LETTERS, WORDS = 12, 3


def is_shouting(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    if len(letters) < LETTERS or len(text.split()) < WORDS:
        return False
    return sum(letter.isupper() for letter in letters) > 0.9 * len(letters)
