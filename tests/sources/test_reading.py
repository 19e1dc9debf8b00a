"""What can be read, and what the reader is told where it cannot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from foedus.sources import SourceError, read_source

if TYPE_CHECKING:
    from pathlib import Path


TEXT = "The clerk\u2019s note: “naïve”, 20 francs \u2013 or more."


@pytest.mark.parametrize(
    ("written", "recorded"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("cp1252", "cp1252"),
        ("utf-32", "utf-32-le"),
    ],
)
def test_common_encodings_are_read_and_recorded(
    tmp_path: Path, written: str, recorded: str
) -> None:
    path = tmp_path / "note.txt"
    path.write_bytes(TEXT.encode(written))
    source = read_source(path, title="The note")
    assert source.raw == TEXT
    assert source.encoding == recorded
    assert source.encoding_is_guessed == (written == "cp1252")
    assert (source.key, source.title, source.path) == ("note", "The note", path)


def test_bytes_that_windows_does_not_know_are_latin_1(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_bytes(b"caf\xe9 \x81")
    assert read_source(path).encoding == "latin-1"


def test_an_encoding_can_be_declared(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_bytes(TEXT.encode("utf-16-be"))
    assert read_source(path, encoding="utf-16-be", key="n").raw == TEXT


def test_line_ends_are_not_translated(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_bytes(b"one\r\ntwo\rthree\n")
    assert read_source(path, repaired=False).raw == "one\r\ntwo\rthree\n"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b" \n\n ", "holds no words"),
        (b"%PDF-1.7 \n", "is damaged, or no PDF"),
        (b"PK\x03\x04abc", "zipped"),
        (b"abc\x00\x01\x02", "control characters"),
        (b"\xef\xbb\xbfabc\xff", "not in utf-8: byte 4"),
        (b"\xff\xfea", "not in utf-16-le"),
        ("a\x00b".encode("utf-16"), "zero characters"),
    ],
)
def test_what_is_not_text_gets_a_sentence(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "note.txt"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=message) as caught:
        read_source(path)
    assert "note.txt" in str(caught.value)
    assert "codec" not in str(caught.value)


def test_a_missing_file_and_a_folder_get_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="There is no file"):
        read_source(tmp_path / "nothing.txt")
    with pytest.raises(SourceError, match="is a folder"):
        read_source(tmp_path)
    with pytest.raises(SourceError, match=r"no name of a file|no file"):
        read_source("a\x00b")


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(3 * 1024**3)
    with pytest.raises(SourceError, match=r"3,221 MB.*Split the file"):
        read_source(path)
    with pytest.raises(SourceError, match="up to 0 MB"):
        read_source(path, largest=10)


def test_an_unknown_or_wrong_encoding_gets_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_bytes(TEXT.encode())
    with pytest.raises(SourceError, match="no encoding 'klingon'"):
        read_source(path, encoding="klingon")
    with pytest.raises(SourceError, match="not in ascii"):
        read_source(path, encoding="ascii")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "Größe,\r\nund Über\r\n".encode() + b"der T\xe4ler; Br\xfccke",
            "is in UTF-8 but for 2 bytes; the first is 0xE4 in line 3 behind 'der T'. ",
        ),
        ("Größe, cut at the end: ü".encode()[:-1], "1 byte; it is 0xC3 in line 1 behind "),
        (
            "\nÜber Größe\n".encode() + b"\xff",
            "1 byte; it is 0xFF in line 3. Foedus does not guess",
        ),
    ],
)
def test_utf_8_with_few_bad_bytes_is_refused_with_their_place(
    tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "damaged.txt"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=re.escape(message)):
        read_source(path)
    assert read_source(path, encoding="cp1252").encoding == "cp1252"


@pytest.mark.parametrize("encoding", ["cp1252", "koi8-r", "cp1251", "gb2312", "cp932"])
def test_other_encodings_are_not_taken_for_damaged_utf_8(tmp_path: Path, encoding: str) -> None:
    text = {
        "cp1252": "Größe «À Ô» ÉTÉ",
        "gb2312": "毛泽东和斯大林在莫斯科会谈",
        "cp932": "会談の記録",
    }
    content = text.get(encoding, "Сталин жил в городе").encode(encoding)
    path = tmp_path / "other.txt"
    path.write_bytes(content)
    assert read_source(path).encoding_is_guessed
