"""The bytes of a file to text: told, marked, or guessed; never silently wrong.

Not a cleaner (that is `clean`) and not a reader of BibTeX.
"""

import codecs
import re
from dataclasses import dataclass, field
from itertools import islice

from publications.bibtex.entry import Note

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_FILES = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"{\\rtf", "an RTF document"),
    (b"SQLite format", "a database"),
)
_WEB_PAGE = re.compile(rb"\s*(?:<!doctype html|<html|<\?xml)", re.IGNORECASE)
_DECLARED = re.compile(rb"(?:%+ *Encoding:|Saved with string encoding) *([\w ()-]+)", re.IGNORECASE)
_HIGH_LINES = re.compile(rb"[^\n]{0,200}[\x80-\xff][^\n]{0,200}")
_BAD_UTF8 = re.compile("[\udc80-\udcff]+")
_LETTERS_BESIDE = re.compile(
    r"(?<=[a-z])[à-öø-ÿœšžß](?=[a-z\s,.}-])|[À-ÖØ-ÞŒŠŽ](?=[a-z])|(?<=[a-z])[’–](?=[a-z\s\d])|[“”]"
)
_UNLIKELY = re.compile(
    r"(?<=[a-z])[^\w\s’'–-](?=[a-z])|(?<=[a-z])[À-ÖØ-Þ](?=[a-z])|[\x80-\x9f¤¦¨¬¯¸∂∑∏π∫Ω√≈∆◊ﬁﬂˇ˘˙˚¸˝˛\uf8ff]"
)

_SAMPLE = 60_000
_NAMED = 8
#: One byte to a sign: in text of these no whole line is well-formed UTF-8 by chance.
_ONE_BYTE = re.compile(r"(?:cp(?:125\d|8\d\d)|iso-?8859-\d+|latin[-_]?\d|koi8-[ru]|mac-\w+)\Z", re.IGNORECASE)
_LOOK = "if they are wrong, read the file again and say its encoding."
_ACCENTED = re.compile(r"[^\s{},\"=]{0,20}[^\x00-\x7f][^\s{},\"=]{0,20}")
_EXAMPLES = 3


class UnreadableFile(Exception):
    """The file holds no text that could be read; the message says why and what to do."""


@dataclass(slots=True)
class Decoded:
    """The text, the name of its encoding, and what had to be guessed for it."""

    text: str
    encoding: str
    notes: list[Note] = field(default_factory=list)


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """The text of a file, in the encoding that is told, marked or most likely."""
    refuse_other_files(data)
    if encoding:
        return _told(data, encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _utf8(data.removeprefix(mark)) if mark == codecs.BOM_UTF8 else _strict(data, name)
    wide = _without_mark(data)
    if wide:
        return _strict(data, wide)
    if data.count(b"\0") * 100 > len(data):
        raise UnreadableFile("The file is not text: it is full of zero bytes. Choose a .bib file.")
    return _utf8(data)


def _utf8(data: bytes) -> Decoded:
    """What should be, by its mark or by custom: a mark tells of the file that it was put before alone."""
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _not_utf8(data)


def refuse_other_files(data: bytes) -> None:
    """Raises UnreadableFile for what is plainly no BibTeX, by how it begins."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise UnreadableFile("The file is empty.")
    for start, what in _OTHER_FILES:
        if data.startswith(start):
            raise UnreadableFile(f"This is {what}, not BibTeX. Choose a .bib file.")
    if _WEB_PAGE.match(data[:1000]) and b"@" not in data[:1000]:
        raise UnreadableFile("This is a web page or XML, not BibTeX. Download the .bib file itself.")


def _told(data: bytes, encoding: str) -> Decoded:
    try:
        name = codecs.lookup(encoding).name
        if name == "utf-8":
            name = "utf-8-sig"
        pieced = _by_lines(data, name) if is_one_byte(name) else None
        text = data.decode(name)
    except LookupError:
        raise UnreadableFile(f"There is no encoding called “{encoding}”.") from None
    except UnicodeError:
        raise UnreadableFile(
            f"The file is not in the encoding “{encoding}”. Leave the encoding open to have it guessed."
        ) from None
    return pieced or Decoded(text, encoding)


def is_one_byte(encoding: str) -> bool:
    return bool(_ONE_BYTE.match(codecs.lookup(encoding).name))


def _strict(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding.removesuffix("-sig"))
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        return Decoded(
            text,
            encoding,
            [Note("encoding-damaged", f"Some bytes are not {encoding}; they were read as “\ufffd”.")],
        )


def _without_mark(data: bytes) -> str:
    """UTF-16 by its zero bytes, which stand at every other place."""
    sample = data[:2000]
    half = len(sample) // 2
    if half and sample[1::2].count(0) > half * 0.7:
        return "utf-16-le"
    if half and sample[::2].count(0) > half * 0.7:
        return "utf-16-be"
    return ""


def _not_utf8(data: bytes) -> Decoded:
    mixed = data.decode("utf-8", "surrogateescape")
    bad = sum(len(run[0]) for run in _BAD_UTF8.finditer(mixed))
    good = sum(sign > "\x7f" for sign in mixed[: _SAMPLE * 10]) - bad
    if good > bad * 3:
        text = _BAD_UTF8.sub(
            lambda run: run[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace"), mixed
        )
        lines = [number for number, line in enumerate(mixed.split("\n"), 1) if _BAD_UTF8.search(line)]
        read = text.split("\n")
        return Decoded(text, "utf-8", [_mixed(lines, "Windows-1252", [read[line - 1] for line in lines])])
    name = _declared(data) or _guessed(data)
    if is_one_byte(name) and (pieced := _by_lines(data, name)):
        return pieced
    text = data.decode(name, "replace")
    said = f"The file is not UTF-8; it was read as {name}."
    return Decoded(text, name, [Note("encoding-guessed", f"{said} {_look(text.splitlines())}")])


def _by_lines(data: bytes, name: str) -> Decoded | None:
    """What several people put together: lines of UTF-8 among those of an older encoding.

    None where no line is UTF-8.
    """
    lines, older = [], []
    found_utf8 = False
    for number, line in enumerate(data.splitlines(keepends=True), 1):
        try:
            lines.append(line.decode("utf-8"))
            found_utf8 = found_utf8 or not line.isascii()
        except UnicodeDecodeError:
            lines.append(line.decode(name, "replace"))
            older.append(number)
    if not found_utf8:
        return None
    return Decoded("".join(lines), "utf-8", [_mixed(older, name, [lines[line - 1] for line in older])])


def _mixed(lines: list[int], name: str, texts: list[str]) -> Note:
    """Which lines were read otherwise than the rest: an encoding that is guessed can be the wrong one."""
    if not lines:
        return Note("encoding-mixed", f"The file is UTF-8 and was read as such, not as {name}.")
    named = ", ".join(map(str, lines[:_NAMED])) + (" …" if len(lines) > _NAMED else "")
    which = f"{len(lines)} lines that are not ({named})" if len(lines) > 1 else f"one that is not: {named}"
    said = f"The lines of the file are UTF-8, but for {which}; read as {name}."
    return Note("encoding-mixed", f"{said} {_look(texts)}")


def _look(lines: list[str]) -> str:
    """Some of the words as they were read: whoever knows them sees at once whether that was right."""
    some = " ".join(islice((line for line in lines if not line.isascii()), _NAMED))[:_SAMPLE]
    words = list(islice(dict.fromkeys(found[0] for found in _ACCENTED.finditer(some)), _EXAMPLES))
    told = f", as in {', '.join(f'“{word}”' for word in words)}" if words else " there"
    return f"Look at the letters{told}: {_LOOK}"


def _declared(data: bytes) -> str:
    """What a comment of JabRef or BibDesk says, where it can be true."""
    found = _DECLARED.search(data[:2000])
    name = found[1].decode("ascii").strip().lower().replace(" ", "-") if found else ""
    name = (
        "mac-roman" if "mac-os-roman" in name else "cp1252" if "windows" in name and "latin" in name else name
    )
    try:
        codec = codecs.lookup(name).name if name else ""
        data.decode(codec or "ascii")
    except (LookupError, UnicodeDecodeError):
        return ""
    return codec


def _guessed(data: bytes) -> str:
    sample = b"\n".join(_HIGH_LINES.findall(data[: _SAMPLE * 20]))[:_SAMPLE]
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    names = ["cp1252", "mac-roman", *([best.encoding] if best else [])]
    return max(names, key=lambda name: _plausibility(sample, name))


def _plausibility(sample: bytes, name: str) -> int:
    """Letters where letters belong, less signs where none belong."""
    text = sample.decode(name, "replace")
    return len(_LETTERS_BESIDE.findall(text)) - 2 * len(_UNLIKELY.findall(text)) - 5 * text.count("\ufffd")
