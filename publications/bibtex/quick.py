"""bibtexparser's splitter, quicker: a plain field is one match, not a walk from mark to mark.

The same answers, held side by side by a test. Whatever is not plain is left to bibtexparser, from there on.
"""

import re

from bibtexparser.model import Field
from bibtexparser.splitter import Splitter

# As bibtexparser's own pattern of that name, for blocks in braces.
_MARKS = re.compile(r"(?<!\\)[\{\}\",=\n]|@[\w]*( |\t)*(?=[{(])")
# A value in braces, at most two deep, or a number. After a backslash a brace or the end of a line means
# something else to bibtexparser, and with an @ another block may begin.
_TEXT = r"(?:[^{}\\@]++|\\[^{}\\@\n])*+"
_PLAIN = re.compile(
    r"\s*+([^\s\"#%'(),={}\\@]++)\s*+(=)\s*+"
    rf"(\{{{_TEXT}(?:\{{{_TEXT}\}}{_TEXT})*+\}}|[0-9]++)\s*+(?:,|(?=\}}))"
)


class QuickSplitter(Splitter):
    """For one block of text."""

    def _move_to_end_of_entry(self, first_key_start: int) -> tuple[list[Field], int, set[str]]:
        if self._closing_delimiter != "}":
            return super()._move_to_end_of_entry(first_key_start)
        fields, at = self._plain_fields(first_key_start)
        self._markiter = _MARKS.finditer(self.bibstr, at)  # type: ignore[assignment]
        others, end, twice = super()._move_to_end_of_entry(at)
        fields += others
        keys = [field.key for field in fields]
        if len(set(keys)) < len(keys):
            twice |= {key for key in keys if keys.count(key) > 1}
        return fields, end, twice

    def _plain_fields(self, at: int) -> tuple[list[Field], int]:
        """The fields up to the first that is not plain, and where that begins."""
        fields: list[Field] = []
        text, counted = self.bibstr, at
        while found := _PLAIN.match(text, at):
            self._current_line += text.count("\n", counted, found.start(2))
            counted, at = found.start(2), found.end()
            fields.append(Field(start_line=self._current_line, key=found[1], value=found[3]))
        self._current_line += text.count("\n", counted, at)
        return fields, at
