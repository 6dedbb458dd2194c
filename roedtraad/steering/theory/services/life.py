"""The life of a theory: begun, copied, put in use, revised as a new edition, ended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.steering.agreements.models import Theme
from roedtraad.steering.agreements.services.acts import one_act
from roedtraad.steering.theory.access import readable, require_write
from roedtraad.steering.theory.models import (
    Link,
    Node,
    NodeIndicator,
    Risk,
    TheoryOfChange,
    TheoryState,
)
from roedtraad.steering.theory.shipped_theories import ShippedTheory

from . import editing

S = TheoryState
WAYS: Mapping[str, frozenset[TheoryState]] = {
    S.DRAFT: frozenset({S.IN_USE}),
    S.IN_USE: frozenset({S.ENDED}),
    S.ENDED: frozenset({S.IN_USE}),
}


class NoSuchWay(Exception):
    """A theory cannot go from the state it is in to the one that was asked for."""


@transaction.atomic
@one_act()
def start_theory(
    theory: TheoryOfChange,
    *,
    acting_user: User,
    themes: Iterable[Theme] = (),
    template: ShippedTheory | None = None,
    like: TheoryOfChange | None = None,
) -> TheoryOfChange:
    """Store a new theory as a draft: empty, from a template, or like another one."""
    access.require(acting_user, Permission.THEORY_EDIT, unit=theory.unit)
    theory.state, theory.made_by = TheoryState.DRAFT, acting_user
    editing.create(theory, acting_user=acting_user, links={"themes": themes})
    if template is not None:
        _fill_from_template(theory, template, acting_user)
    elif like is not None:
        _fill_like(theory, like, acting_user)
    return theory


@transaction.atomic
def copy_theory(
    theory: TheoryOfChange, *, title: str, unit: Any, acting_user: User
) -> TheoryOfChange:
    """A draft of the same theory, for this or another unit. Boxes point to what they pointed to."""
    if not readable(acting_user).filter(pk=theory.pk).exists():
        raise ValidationError(_("The theory to copy is not there."))
    copied = TheoryOfChange(
        title=title,
        unit=unit,
        text=theory.text,
        target_group=theory.target_group,
        agreement=theory.agreement if unit == theory.unit else None,
    )
    return start_theory(copied, acting_user=acting_user, themes=theory.themes.all(), like=theory)


@transaction.atomic
def revise_theory(theory: TheoryOfChange, *, acting_user: User) -> TheoryOfChange:
    """The draft of the next edition; the one in use stays until the draft is put in use.

    When somebody has begun a next edition already, that one is the answer.
    """
    theory = editing.locked_theory(theory)
    require_write(acting_user, theory)
    if theory.state == TheoryState.DRAFT:
        return theory
    begun = theory.revisions.filter(state=TheoryState.DRAFT).first()
    if begun is not None:
        return begun
    draft = TheoryOfChange(
        title=theory.title,
        unit=theory.unit,
        text=theory.text,
        target_group=theory.target_group,
        agreement=theory.agreement,
        number=theory.number + 1,
        revises=theory,
    )
    return start_theory(draft, acting_user=acting_user, themes=theory.themes.all(), like=theory)


@transaction.atomic
def move_to(theory: TheoryOfChange, state: TheoryState, *, acting_user: User) -> TheoryOfChange:
    """Put a draft in use (what it revises ends), end what is in use, or take an ending back."""
    theory = editing.locked_theory(theory)
    require_write(acting_user, theory)
    if state not in WAYS[theory.state]:
        raise NoSuchWay(
            _("A theory that is “%(now)s” cannot become “%(then)s”.")
            % {"now": theory.get_state_display(), "then": state.label}
        )
    if state == TheoryState.IN_USE:
        _end_other_editions(theory, acting_user)
    return _moved(theory, state, acting_user)


def _end_other_editions(theory: TheoryOfChange, acting_user: User) -> None:
    """Of all editions of a theory one is in use."""
    first = theory
    while first.revises is not None:
        first = first.revises
    waiting = [first]
    while waiting:
        each = waiting.pop()
        waiting += each.revisions.all()
        if each.pk != theory.pk and each.state == TheoryState.IN_USE:
            _moved(each, TheoryState.ENDED, acting_user)


def _moved(theory: TheoryOfChange, state: TheoryState, acting_user: User) -> TheoryOfChange:
    before = theory.state
    theory.state = state
    if state == TheoryState.IN_USE:
        theory.in_use_since = timezone.now()
    theory.save(update_fields=["state", "in_use_since"])
    audit.record(
        "theoryofchange.ended" if state == TheoryState.ENDED else "theoryofchange.put_in_use",
        theory,
        acting_user=acting_user,
        unit=theory.unit,
        before={"state": before},
        after={"state": state.value},
    )
    return theory


@transaction.atomic
def discard_theory(theory: TheoryOfChange, *, acting_user: User) -> None:
    """Throw a draft away for good; what was ever in use is kept."""
    theory = editing.locked_theory(theory)
    editing.require_editable(theory, acting_user)
    audit.record("theoryofchange.discarded", theory, acting_user=acting_user, unit=theory.unit)
    theory.delete()


def _fill_like(theory: TheoryOfChange, like: TheoryOfChange, acting_user: User) -> None:
    """Every box, arrow and risk of `like`; references are kept, never copied."""
    new: dict[int, Node] = {}
    for node in like.nodes.all():
        copied = _copy_of(node, theory=theory)
        new[node.pk] = editing.create(copied, acting_user=acting_user)
    followed = NodeIndicator.objects.filter(node__theory=like)
    for row in followed:
        editing.create(
            NodeIndicator(node=new[row.node_id], use_id=row.use_id), acting_user=acting_user
        )
    for link in like.links.all():
        ends = {"from_node": new[link.from_node_id], "to_node": new[link.to_node_id]}
        editing.create(_copy_of(link, theory=theory, **ends), acting_user=acting_user)
    for risk in like.risks.all():
        node_of = new.get(risk.node_id) if risk.node_id else None
        editing.create(_copy_of(risk, theory=theory, node=node_of), acting_user=acting_user)


def _copy_of(row: Any, **changed: Any) -> Any:
    """The same words and references in a row that is not stored yet."""
    left_out = {"id", "version", *changed, *(f"{name}_id" for name in changed)}
    values = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.attname not in left_out
    }
    return type(row)(**values, **changed)


def _fill_from_template(theory: TheoryOfChange, template: ShippedTheory, acting_user: User) -> None:
    nodes: dict[str, Node] = {}
    for position, box in enumerate(template.boxes):
        node = Node(theory=theory, position=position, **box.values)
        nodes[box.key] = editing.create(node, acting_user=acting_user)
    for arrow in template.arrows:
        link = Link(
            theory=theory,
            from_node=nodes[arrow.start],
            to_node=nodes[arrow.end],
            assumption=arrow.assumption,
        )
        editing.create(link, acting_user=acting_user)
    for text, response in template.risks:
        editing.create(Risk(theory=theory, text=text, response=response), acting_user=acting_user)
