"""Bytes to text."""

import pytest

from publications.bibtex.clean import clean
from publications.bibtex.encoding import UnreadableFile, decode

TEXT = (
    "@article{k,\n author = {Müller, Jörg and Étienne, José and Åsa Lindström},\n"
    " title = {Das schöne Café},\n}\n"
)


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252", "mac-roman"],
)
def test_the_encoding_is_found(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)).text == TEXT


def test_a_guess_is_noted_and_a_told_encoding_is_used() -> None:
    assert [note.code for note in decode(TEXT.encode("cp1252")).notes] == ["encoding-guessed"]
    assert decode(TEXT.encode("cp1252"), "windows-1252").notes == []


def test_what_was_guessed_shows_some_of_the_words_as_they_were_read() -> None:
    data = "@article{k, author = {Иванов, Пётр}, title = {Сон}}\n".encode("koi8-r")

    assert "Look at the letters, as in “é×ÁÎÏ×”, “ð£ÔÒ”" in decode(data).notes[0].message
    assert "Иванов" in decode(data, "koi8-r").text
    assert (
        "as in “Muñoz”, “José”:"
        in decode("{Muñoz, José}\n".encode("cp1252") + b"{M\xc3\xbcller}").notes[0].message
    )


def test_single_wrong_bytes_in_utf8_are_read_and_noted() -> None:
    data = (TEXT * 3).encode() + "é".encode("cp1252")
    decoded = decode(data)

    assert decoded.text == TEXT * 3 + "é"
    assert [note.code for note in decoded.notes] == ["encoding-mixed"]
    line = TEXT.count("\n") * 3 + 1
    assert f"but for one that is not: {line}; read as Windows-1252." in decoded.notes[0].message


def test_lines_of_two_encodings_are_read_each_in_its_own() -> None:
    older, newer = "author = {Muñoz, José}\n", "author = {Müller, Jörg}\n"
    decoded = decode(older.encode("cp1252") * 3 + newer.encode())

    assert decoded.text == older * 3 + newer
    assert "but for 3 lines that are not (1, 2, 3); read as" in decoded.notes[0].message


def test_a_mark_of_utf8_does_not_vouch_for_what_was_put_behind_it() -> None:
    older, newer = "author = {Muñoz, José}\n", "author = {Müller, Jörg}\n"
    decoded = decode("\ufeff".encode() + newer.encode() * 9 + older.encode("cp1252"))

    assert decoded.text == newer * 9 + older
    assert "but for one that is not: 10;" in decoded.notes[0].message


def test_lines_of_utf8_are_none_of_an_older_encoding_though_somebody_says_so() -> None:
    older, newer = "title = {Příliš žluťoučký kůň}\n", "author = {Müller, Jörg}\n"
    decoded = decode(newer.encode() * 9 + older.encode("cp1250"), "windows-1250")

    assert decoded.text == newer * 9 + older
    assert "but for one that is not: 10; read as cp1250." in decoded.notes[0].message
    assert "not as cp1252" in decode(newer.encode(), "windows-1252").notes[0].message
    assert decode(older.encode("cp1250") * 3 + newer.encode()).text == older * 3 + newer


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \r\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.7 \xff", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b"a\0\0\0b\0c" * 50, "zero bytes"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        decode(data)


@pytest.mark.parametrize("encoding", ["klingon", "ascii"])
def test_a_told_encoding_that_cannot_be_is_refused(encoding: str) -> None:
    with pytest.raises(UnreadableFile, match=encoding):
        decode(TEXT.encode(), encoding)


def test_unwanted_characters_stay_outside() -> None:
    assert clean("a\0b\u202ec\ud800d\x85\ufeffe\r\nf\rg e\u0301") == "abcde\nf\ng é"
    assert clean("می\u200cخواهم") == "می\u200cخواهم"
