"""Write docs/words.md, the reference of the case language, from the language's own declaration.

Run ``python docs/make_words.py``; a test fails while the page and the language differ.
"""

from __future__ import annotations

from pathlib import Path

from foedus.case.grammar import Either, Kind, ListOf, Shape, Tagged, Value
from foedus.case.language import CASE

PAGE = Path(__file__).with_name("words.md")
PREAMBLE = """\
# The words of the case language

Made from the declaration that also checks every case (`src/foedus/case/language.py`), by
`python docs/make_words.py`. For a guide with examples see [The case language](language.md).
"""


def shapes_in(kind: Kind) -> list[Shape]:
    """The shapes that a form is made of, itself first, in the order of the file."""
    match kind:
        case Value():
            return []
        case ListOf(item=item):
            return shapes_in(item)
        case Either(kinds=kinds):
            return [shape for each in kinds for shape in shapes_in(each)]
        case Tagged(shapes=shapes):
            return [shape for each in shapes for shape in shapes_in(each)]
        case Shape():
            below = [shape for word in kind.words for shape in shapes_in(word.kind)]
            others = shapes_in(kind.others.value) if kind.others else []
            return [kind, *below, *others]


def in_words(kind: Kind) -> str:
    """What may follow a word, in one phrase."""
    match kind:
        case Value(choices=choices) if choices:
            return " or ".join(f"`{choice}`" for choice in choices)
        case Value(what=what) | ListOf(what=what) | Tagged(what=what):
            return what
        case Shape(title=title):
            return title
        case Either(kinds=kinds):
            return "; or ".join(in_words(each) for each in kinds)


def section(shape: Shape) -> str:
    """One shape as a heading, a sentence and a table."""
    rows = [
        f"| `{word.name}`{' (required)' if word.is_required else ''} | {in_words(word.kind)} "
        f"| {word.says} |"
        for word in shape.words
    ]
    if shape.others is not None:
        others = shape.others
        rows.append(f"| *{in_words(others.key)}* | {in_words(others.value)} | {others.says} |")
    heading = shape.title[0].upper() + shape.title[1:]
    table = "\n".join(["| word | what follows | meaning |", "| --- | --- | --- |", *rows])
    return f"## {heading}\n\n{shape.says}\n\n{table}\n"


def page() -> str:
    """The whole page."""
    shapes = dict.fromkeys(shapes_in(CASE))
    return "\n".join([PREAMBLE, *(section(shape) for shape in shapes)])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
