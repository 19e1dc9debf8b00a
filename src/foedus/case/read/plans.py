"""Which stages does a plan have, and who is told what?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.case.nodes import Listing, Mapping
from foedus.case.problems import did_you_mean
from foedus.case.read.context import is_yes, mapping, text
from foedus.case.read.options import read_options
from foedus.case.shape import is_excused
from foedus.case.steps import Message, Phase, Plan, Purpose, Verify

if TYPE_CHECKING:
    from foedus.case.read.context import Context
    from foedus.case.read.step_words import StepWords
    from foedus.case.steps import AnyStep


def read_plan(
    context: Context, node: Mapping, words: StepWords, _earlier: tuple[AnyStep, ...]
) -> Plan:
    """``plan: …``."""
    owner = context.actor(node.get("by"))
    purpose, phases = mapping(node.get("purpose")), node.get("phases")
    found: list[Phase] = []
    for item in phases.items if isinstance(phases, Listing) else ():
        if isinstance(item, Mapping):
            phase = _phase(context, item)
            if phase.name == "purpose" or any(phase.name == one.name for one in found):
                context.problems.add(phase.place, f'"{phase.name}" is taken in this plan')
            else:
                found.append(phase)
    for phase in found:
        if phase.answer_by == owner and owner:
            context.problems.add(phase.place, f'"{owner}" answers itself: name another actor')
    return Plan(
        **words,
        by=owner,
        phases=tuple(found),
        purpose=None if purpose is None else _purpose(context, purpose, owner),
    )


def _phase(context: Context, node: Mapping) -> Phase:
    name, answer = node.get("phase"), node.get("answer by")
    return Phase(
        name=text(node, "phase") or "",
        when=context.condition(node.get("when")),
        seen_by=context.audience(node.get("seen by")),
        answer_by=None if answer is None else context.actor(answer),
        why=text(node, "why"),
        cites=(grounds := context.grounds(node)).cites,
        against=grounds.against,
        place=node.place if name is None else name.place,
    )


def _purpose(context: Context, node: Mapping, owner: str) -> Purpose:
    seen_by = context.audience(node.get("seen by")) or ()
    return Purpose(
        options=read_options(context, node.get("options")),
        seen_by=seen_by if owner in seen_by else (owner, *seen_by),
        is_type=text(node, "as") == "type",
        place=node.place,
    )


def read_message(
    context: Context, node: Mapping, words: StepWords, earlier: tuple[AnyStep, ...]
) -> Message:
    """``message: …``."""
    by, to = context.actor(node.get("from")), context.actor(node.get("to"))
    if by == to and by:
        context.problems.add(words["place"], f'"{by}" tells itself: "from" and "to" are the same')
    about = text(node, "about") or ""
    known = {name: options for step in earlier for name, options in step.names().items()}
    place = node.place if node.key("about") is None else (node.get("about") or node).place
    if about not in known and not is_excused(about, context.damaged):
        context.problems.add(
            place,
            f'"about" names a step before the message, and "{about}" is none: '
            f"{did_you_mean(about, tuple(known))}",
        )
    options = known.get(about, ())
    written = context.names(node.get("options"))
    for scalar in written:
        if options and scalar.text.strip() not in options:
            context.problems.add(
                scalar.place,
                f'"{about}" has no option "{scalar.text.strip()}": '
                f"{did_you_mean(scalar.text.strip(), options)}",
            )
    told = tuple(dict.fromkeys(scalar.text.strip() for scalar in written)) or options
    verify = mapping(node.get("verify"))
    if verify is not None and is_yes(verify, "truthful") and len(told) < len(options):
        context.problems.add(
            verify.place,
            f'a truthful answer must be able to say every option of "{about}": leave "options" out',
        )
    return Message(
        **words,
        by=by,
        to=to,
        about=about,
        options=told,
        verify=None if verify is None else _verify(context, verify, words["name"], to),
    )


def _verify(context: Context, node: Mapping, name: str, hearer: str) -> Verify:
    price, asks = node.get("costs"), node.get("asks")
    if asks is not None and text(node, "asks") == hearer:
        context.problems.add(asks.place, f'"{hearer}" asks itself: name another actor')
    return Verify(
        asks=context.actor(asks),
        price=None
        if price is None
        else context.register.linear(price, "price", f"{name}.verify costs", hearer),
        is_truthful=is_yes(node, "truthful"),
        place=node.place,
    )
