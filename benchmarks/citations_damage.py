"""How are quotes and texts damaged?

At random, a character at a time; and as the page of May 1950 is, of which a quote and a text can
both be copies: lines broken after three words, fragments pasted in twice, words lost, the
quotation marks gone. Every damaged text knows where its characters stood.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import random

__all__ = [
    "Damaged",
    "altered_characters",
    "altered_letter",
    "altered_word",
    "damaged_page",
    "damaged_quote",
]

_WORDS_A_LINE = 3
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MARKS = str.maketrans(dict.fromkeys('"\u201c\u201d', None))
_WORD = re.compile(r"\S+")


class Damaged(NamedTuple):
    """A damaged text, where each of its characters stood, and where it was damaged before."""

    text: str
    origins: list[int]
    places: list[int]


def altered_characters(quote: str, share: float, chance: random.Random) -> str:
    """Change this share of the characters: a third substituted, inserted, deleted each."""
    signs = list(quote)
    for at in chance.sample(range(len(quote)), max(1, round(share * len(quote)))):
        letter = chance.choice(_LETTERS.replace(quote[at].lower(), ""))
        signs[at] = chance.choice((letter, quote[at] + letter, ""))
    return "".join(signs)


def altered_letter(quote: str, chance: random.Random) -> str:
    """Put another letter in the place of one."""
    at = chance.choice([at for at, sign in enumerate(quote) if sign.isalnum()] or [0])
    letter = chance.choice(_LETTERS.replace(quote[at].lower(), ""))
    return quote[:at] + letter + quote[at + 1 :]


def altered_word(quote: str, chance: random.Random) -> str:
    """Change one word, or one number if there is one, as a careless or a partial hand would."""
    words = list(_WORD.finditer(quote))
    numbers = [word for word in words if any(sign.isdigit() for sign in word[0])]
    word = chance.choice(numbers if numbers and chance.random() < 0.5 else words)
    digits = [at for at, sign in enumerate(word[0]) if sign.isdigit()]
    if digits:
        at = chance.choice(digits)
        other = chance.choice([digit for digit in "0123456789" if digit != word[0][at]])
        new = word[0][:at] + other + word[0][at + 1 :]
    else:
        new = chance.choice([f"not {word[0]}", f"{word[0]} not", "perhaps", word[0] + "s"])
        if new == word[0]:
            new = "hardly"
    return quote[: word.start()] + new + quote[word.end() :]


def damaged_quote(quote: str, chance: random.Random) -> str:
    """Copy a quote with a fragment pasted in twice, one to three words lost, and no marks."""
    while True:
        damaged = _damaged_once(quote.translate(_MARKS).split(), chance)
        if " ".join(damaged.split()) not in quote:  # a loss may undo a copy
            return damaged


def _damaged_once(words: list[str], chance: random.Random) -> str:
    words = list(words)
    length = chance.randint(2, max(2, len(words) // 3))
    start = chance.randint(0, max(0, len(words) - length))
    words[start:start] = words[start : start + length]
    lost = chance.randint(1, min(3, max(1, len(words) // 8)))
    start = chance.randint(0, len(words) - lost)
    del words[start : start + lost]
    return _joined(_broken([(word, 0) for word in words]), []).text


def damaged_page(text: str, chance: random.Random) -> Damaged:
    """Damage a text as the page is, at its rates: seven copies and five losses in 7,100 signs."""
    lines: list[list[tuple[str, int]]] = []
    places: list[int] = []
    words = [
        (kept, word.start()) for word in _WORD.finditer(text) if (kept := word[0].translate(_MARKS))
    ]
    at = 0
    while at < len(words):
        taken = words[at : at + chance.randint(50, 150)]
        at += len(taken)
        places.append(taken[-1][1])
        if chance.random() < 7 / 12:
            # a pasted fragment is a whole line of the page, longer than the others, and its copy
            fragment = taken[-chance.randint(3, 20) :]
            lines += [*_broken(taken[: -len(fragment)]), fragment, fragment]
        else:
            lines += _broken(taken[: -chance.randint(1, 4)])
    return _joined(lines, places)


def _broken(words: list[tuple[str, int]]) -> list[list[tuple[str, int]]]:
    return [words[at : at + _WORDS_A_LINE] for at in range(0, len(words), _WORDS_A_LINE)]


def _joined(lines: list[list[tuple[str, int]]], places: list[int]) -> Damaged:
    signs: list[str] = []
    origins: list[int] = []
    for line in lines:
        for at, (word, start) in enumerate(line):
            if signs:
                signs.append(" " if at else "\n")
                origins.append(start)
            signs += word
            origins += range(start, start + len(word))
    return Damaged("".join(signs), origins, places)
