"""`foedus source`: what was repaired, what is doubtful, and where."""

import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.cli.repaired import in_words
from foedus.sources import Source, repair


def test_it_says_how_the_file_was_encoded_wrapped_and_divided(
    foedus: Callable, minutes: Path
) -> None:
    called = foedus("source", minutes)
    assert called.code == 0
    assert not called.err
    assert "encoding: utf-8" in called.out
    assert "lines: 17, wrapped at 48 columns" in called.out
    assert "paragraphs: 2" in called.out


def test_every_operation_is_counted_and_listed_by_rule_with_its_lines(
    foedus: Callable, minutes: Path
) -> None:
    out = foedus("source", minutes).out
    assert "Repaired: 14 operations" in out
    assert (
        "drop an adjacent repeat: 1\n    line 5: although two engineers had written to him that\n"
    ) in out
    assert "join lines at a hyphen: 1\n    lines 14-15: well-known\n" in out
    assert "join lines: 12\n    lines 1-7, 9-14, 15-17\n" in out


def test_a_paragraph_that_repair_began_is_listed_with_its_first_words(
    foedus: Callable, tmp_path: Path
) -> None:
    first = "The men of the ward met in the yard and spoke of water. " * 5
    words = f"{first}Then it rained again.".split()
    lines = [" ".join(words[place : place + 3]) for place in range(0, len(words), 3)]
    lines += ["In March", "the river rose", "over the wall", "and the yard", "was a pond."]
    path = tmp_path / "page.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert (
        f"begin a paragraph: 1\n    line {len(lines) - 4}: In March the river rose over the …"
        in (foedus("source", path).out)
    )


def test_every_doubt_is_told_in_the_words_of_tei_with_its_line_and_the_words_around(
    foedus: Callable, minutes: Path
) -> None:
    out = foedus("source", minutes).out
    for words in (
        "written to him that [[surplus]] the ground",
        "line 5: surplus (adjacent repeat)",
        "nobody asked for [[gap]] ¶ In the second",
        "line 7: gap (sentence without an end)",
        "get its pledge [[unclear]] [in writing",
        "line 13: unclear (unbalanced bracket)",
        "the well[[-]]known inn",
        "line 14: unclear (hyphen at a line end)",
    ):
        assert words in out


def test_a_text_without_damage_is_left_and_no_proof_is_claimed(
    foedus: Callable, tmp_path: Path
) -> None:
    path = tmp_path / "verse.txt"
    path.write_text("The water came,\nAnd stayed all night.\n", encoding="utf-8")
    out = foedus("source", path).out
    assert "Nothing was repaired" in out
    assert "each stays as it is" in out
    assert "no proof" in out


def test_text_prints_the_repaired_text_and_nothing_else(foedus: Callable, minutes: Path) -> None:
    out = foedus("source", minutes, "--text").out
    assert out.startswith("The council met in spring, when the river stood high and the lower")
    assert out.count("although two engineers") == 1
    assert out.endswith("Nobody at all.\n")
    assert len(out.splitlines()) == 3


def test_json_holds_every_operation_and_mark_and_takes_the_repair_back(
    foedus: Callable, minutes: Path
) -> None:
    record = json.loads(foedus("source", minutes, "--json").out)
    assert record["wrap"]["size"] == 48
    assert [mark["kind"] for mark in record["marks"]] == ["surplus", "gap", "unclear", "unclear"]
    text = record["text"]
    for made in reversed(record["operations"]):
        assert not made["added"].strip()
        text = text[: made["repaired_start"]] + made["removed"] + text[made["repaired_end"] :]
    assert text == minutes.read_text(encoding="utf-8")


def test_json_keeps_every_sign_on_a_terminal_that_knows_few(
    foedus: Callable, tmp_path: Path
) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("“Žádná válka”, he wrote.", encoding="utf-8")
    out = foedus("source", path, "--json").out
    assert out.isascii()
    assert json.loads(out)["text"] == "“Žádná válka”, he wrote."


def test_text_that_the_output_would_change_is_not_printed(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Starosta řekl ano.", encoding="utf-8")
    shown = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "foedus.cli.main", "source", path, "--text"],
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONIOENCODING": "cp1252"},
    )
    assert shown.returncode == 2
    assert not shown.stdout
    assert b"cp1252" in shown.stderr


def test_a_long_list_is_cut_and_says_how_much_more_there_is(
    foedus: Callable, tmp_path: Path
) -> None:
    path = tmp_path / "brackets.txt"
    sentences = (f"The clerk (number {n}) of (all) towns (once wrote." for n in range(50))
    path.write_text("\n\n".join(sentences))
    cut, whole = foedus("source", path).out, foedus("source", path, "--all").out
    assert "Doubtful: 50 marks" in cut
    assert cut.count("unbalanced bracket") == 30
    assert "… and 20 more (--all lists them)" in cut
    assert whole.count("unbalanced bracket") == 50
    assert "--all" not in whole


def test_a_guessed_encoding_is_called_a_guess_and_can_be_declared(
    foedus: Callable, tmp_path: Path
) -> None:
    path = tmp_path / "cafe.txt"
    path.write_bytes("The café was closed.".encode("cp1252"))
    assert "cp1252, which is a guess" in foedus("source", path).out
    declared = foedus("source", path, "--encoding", "latin-1").out
    assert "latin-1" in declared
    assert "guess" not in declared


def test_a_text_cannot_command_the_terminal(foedus: Callable, tmp_path: Path) -> None:
    path = tmp_path / "hostile.txt"
    path.write_text("The clerk (\x1b[2Jwas gone.", encoding="utf-8")
    assert "\x1b" not in foedus("source", path).out
    assert "\x1b" not in foedus("cite", path, "was gone").out


BROKEN = {
    "empty": (b"", "empty"),
    "blank": (b" \n\n", "no words"),
    "binary": (bytes(range(256)) * 4, "not plain text"),
    "pdf": (b"%PDF-1.7\n", "is damaged, or no PDF"),
    "docx": (b"PK\x03\x04rest", "DOCX"),
}


@pytest.mark.parametrize("rest", [("source",), ("cite", "words")], ids=["source", "cite"])
@pytest.mark.parametrize(("content", "said"), BROKEN.values(), ids=BROKEN.keys())
def test_what_is_no_text_is_refused(
    foedus: Callable, tmp_path: Path, content: bytes, said: str, rest: tuple[str, ...]
) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(content)
    called = foedus(rest[0], path, *rest[1:])
    assert called.is_refused_in_sentences
    assert said in called.err
    assert not called.out


@pytest.mark.parametrize("rest", [("source",), ("cite", "words")], ids=["source", "cite"])
def test_no_file_a_folder_and_a_wrong_encoding_are_refused(
    foedus: Callable, tmp_path: Path, minutes: Path, rest: tuple[str, ...]
) -> None:
    command, *words = rest
    assert "no file" in foedus(command, tmp_path / "nothing.txt", *words).err
    assert "is a folder" in foedus(command, tmp_path, *words).err
    minutes.write_bytes("The café was closed.".encode("cp1252"))
    assert "byte 8 does not fit" in foedus(command, minutes, *words, "--encoding", "utf-8").err
    for name in ("klingon", "undefined", "rot13", ""):
        called = foedus(command, minutes, *words, "--encoding", name)
        assert called.is_refused_in_sentences
        assert "no encoding" in called.err


def test_text_and_json_exclude_each_other(foedus: Callable, minutes: Path) -> None:
    assert foedus("source", minutes, "--text", "--json").is_refused_in_sentences


@given(st.text(min_size=1).filter(str.strip), st.booleans())
def test_any_text_is_told_without_a_sign_that_commands_the_terminal(
    text: str, is_whole: bool
) -> None:
    source = repair(Source("any", f"The clerk ({text}\n\n({text}"))
    told = in_words(source, is_whole=is_whole)
    for ours in ("\x1b[1m", "\x1b[0m", "\n"):
        told = told.replace(ours, "")
    assert not {sign for sign in told if unicodedata.category(sign) == "Cc"}


@given(
    st.lists(st.sampled_from(["a dam", "The men", "of it.", "(2) So", "well-", "no,"]), max_size=90)
)
def test_every_operation_and_every_mark_of_any_text_is_counted(lines: list[str]) -> None:
    source = repair(Source("any", "\n".join(["It rained.", *lines])))
    told = in_words(source, is_whole=True)
    for rule in {made.rule for made in source.operations}:
        count = sum(made.rule is rule for made in source.operations)
        assert f"  {rule.value}: {count}\n" in told
    for mark in source.marks:
        assert f"line {mark.line}: {mark.kind.value} ({mark.rule})" in " ".join(told.split())
