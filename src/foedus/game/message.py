"""How does a message enter the tree?

As a move of whoever tells, with the options of the step that it is about: it can be true or not.
If the hearer can verify, it then trusts or verifies, at a price; the answer is a move of whoever
is asked, or, where it is truthful, no move at all but a look at the step itself.

A message is heard by the two whom it names: naming them says who sees it. ``seen by`` adds
others. A question and its answer are seen by hearer and asked alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.case.conditions import Reached, Taken
from foedus.case.steps import TRUST, VERIFY, Option
from foedus.game.draft import Draft, choices
from foedus.game.expansion import Charge, Primitive

if TYPE_CHECKING:
    from foedus.case.steps import Message, Verify
    from foedus.game.draft import Setting


def expand_message(step: Message, setting: Setting) -> Draft:
    """The message, and the question whether to believe it."""
    audience = setting.audience(step.seen_by or (), step.by, step.to)
    told = setting.move(step, step.name, step.by, choices(*step.options), step.when, audience)
    if step.verify is None:
        return Draft((step.name,), (told,))
    check = f"{step.name}.check"
    both_see = setting.audience((), step.to, step.verify.asks)
    asked = setting.move(step, check, step.to, choices(TRUST, VERIFY), Reached(step.name), both_see)
    charges: tuple[Charge, ...] = ()
    if step.verify.price is not None:
        price = step.verify.price.scaled(-1)
        charges = (Charge(step.to, Taken(check, (VERIFY,)), price, f"verifying {step.name}"),)
    answer = _answer(step, step.verify, both_see, setting)
    return Draft((step.name,), (told, asked, answer), charges=charges)


def _answer(step: Message, verify: Verify, seen_by: tuple[str, ...], setting: Setting) -> Primitive:
    name = f"{step.name}.answer"
    is_asked = Taken(f"{step.name}.check", (VERIFY,))
    if not verify.is_truthful:
        return setting.move(step, name, verify.asks, choices(*step.options), is_asked, seen_by)
    return Primitive(
        name=name,
        step=name,
        kind="reveal",
        options=tuple(Option(option, Taken(step.about, (option,))) for option in step.options),
        when=is_asked,
        seen_by=seen_by,
        copies=step.about,
        source=step.name,
        place=step.place,
    )
