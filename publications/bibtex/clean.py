"""The border: characters that no record may hold are taken out of text before anything else looks at it.

Control and format characters (NUL, U+202E and their like), lone surrogates and non-characters go, line ends
become one kind, the rest becomes NFC. Not a check of what the text says.
"""

import re
import unicodedata

_ASCII_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ASCII_CONTROLS = bytes([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F])

_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
    # The joiners are letters to Persian and Indic writing, and noise behind a Latin letter.
    "|(?<![\u0590-\u1fff\u2600-\u27bf\u3040-\U0010ffff])[\u200c\u200d]"
)


def clean(text: str) -> str:
    """The text without unwanted characters, with `\\n` between its lines, in NFC."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():
        if _ASCII_CONTROL.search(text):
            text = text.encode("ascii").translate(None, _ASCII_CONTROLS).decode("ascii")
        return text
    text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    text = _UNWANTED.sub("", text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)
