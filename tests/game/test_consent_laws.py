"""Whatever the rule, every end of a council is what its voices make it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ten_lines import read

from foedus.case import parse_condition
from foedus.game import compile_game

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True)
class Council:
    """A council of parties `0` to `size - 1`.

    Attributes
    ----------
    needed
        How many must agree.
    vetoes
        Who may not object; where it is empty the count decides.
    """

    size: int
    needed: int
    vetoes: frozenset[int]
    deferrals: int
    is_whole: bool
    at_once: bool

    @property
    def text(self) -> str:
        """The council as a case."""
        rule = f"{{at least: {self.needed}}}"
        if self.vetoes:
            rule = f"{{veto: [{', '.join(f'p{one}' for one in sorted(self.vetoes))}]}}"
        parties = [f"p{party}" for party in range(self.size)]
        spoken = "all speak: yes, " if self.is_whole else ""
        spoken += "at once: yes, " if self.at_once else ""
        return (
            f"actors: {{{', '.join(f'{party}: {{}}' for party in parties)}}}\n"
            f"play:\n  - {{consent: council, of: [{', '.join(parties)}], rule: {rule}, {spoken}"
            f"otherwise: {{defer: {self.deferrals}}}}}\n"
            "outcomes: {done: council = agreed, undone: council = lapsed}\n"
        )

    def result(self, voices: Sequence[bool]) -> bool | None:
        """Whether a round with these voices so far is carried; None while it is open."""
        if self.vetoes:
            heard = [voice for party, voice in enumerate(voices) if party in self.vetoes]
            if not all(heard):
                return False
            return True if len(heard) == len(self.vetoes) else None
        if sum(voices) >= self.needed:
            return True
        return False if len(voices) - sum(voices) > self.size - self.needed else None

    def rounds(self) -> Iterator[tuple[tuple[bool, ...], bool]]:
        """Every way in which a round can go, and whether it is carried."""
        pending: list[tuple[bool, ...]] = [()]
        while pending:
            voices = pending.pop()
            result = self.result(voices)
            is_whole = self.is_whole or self.at_once
            if result is not None and (len(voices) == self.size or not is_whole):
                yield voices, result
            else:
                pending.extend((*voices, voice) for voice in (True, False))

    def ends(self) -> Iterator[tuple[tuple[tuple[bool, ...], ...], bool]]:
        """Every way in which the council can go, and whether it agrees."""
        pending: list[tuple[tuple[bool, ...], ...]] = [()]
        while pending:
            before = pending.pop()
            for voices, is_carried in self.rounds():
                if is_carried or len(before) == self.deferrals:
                    yield (*before, voices), is_carried
                else:
                    pending.append((*before, voices))


@st.composite
def councils(draw: st.DrawFn) -> Council:
    size = draw(st.integers(1, 4))
    return Council(
        size=size,
        needed=draw(st.integers(1, size)),
        vetoes=draw(st.frozensets(st.integers(0, size - 1))),
        deferrals=draw(st.integers(0, 1 if size > 2 else 2)),
        is_whole=draw(st.booleans()),
        at_once=draw(st.booleans()),
    )


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(councils())
def test_the_voices_settle_the_council(council: Council) -> None:
    game = compile_game(read(council.text))
    agreed = game.mask(parse_condition("council = agreed"))
    found: dict[tuple[tuple[bool, ...], ...], bool] = {}
    for node, is_end in enumerate(game.form.is_terminal.tolist()):
        if not is_end:
            continue
        rounds: dict[int, list[bool]] = {}
        for primitive, option in zip(game.expansion.primitives, game.taken[node], strict=True):
            if option >= 0:
                number = int(primitive.name.split(".")[1])
                rounds.setdefault(number, []).append(primitive.options[option].name == "agree")
        found[tuple(tuple(voices) for _, voices in sorted(rounds.items()))] = bool(agreed[node])
    assert found == dict(council.ends())
