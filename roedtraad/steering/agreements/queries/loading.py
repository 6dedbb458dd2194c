"""An agreement with every row of its text, in few and prepared queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from roedtraad.foundation.lib.attached import attach, grouped
from roedtraad.foundation.lib.prepared import Given, prepared
from roedtraad.steering.agreements.models import Agreement, FocusArea

from .work import attach_work

PARTS = (
    *("units", "parties", "strategies", "target_groups", "facts", "budget_lines", "sections"),
    *("focus_areas", "projects", "goals", "annexes"),
)
LINKS_OF_AREAS = ("serves", "departments")
BESIDE = {"parties": "unit", "goals": "owner", "annexes": "file"}
ORDER: Mapping[str, Sequence[str]] = {"units": ("name", "pk")}


def loaded(agreement: Agreement) -> Agreement:
    """A copy of `agreement` with every row of its text; the same number of queries always.

    A copy, since what is written afterwards would not be seen in it.
    """
    columns = [each.attname for each in Agreement._meta.concrete_fields]
    plan = Agreement(**{name: getattr(agreement, name) for name in columns})
    plan.unit, plan.template_version = agreement.unit, agreement.template_version
    for name in PARTS:
        attach(plan, name, _part(name).rows(agreement=plan.pk))
    for name in LINKS_OF_AREAS:
        _attach_to_areas(plan, name)
    attach_work(list(plan.goals.all()))
    return plan


@prepared
def _part(name: str) -> QuerySet[Any]:
    """The rows of one relation of an agreement."""
    relation: Any = Agreement._meta.get_field(name)
    rows = relation.related_model._default_manager
    if not relation.many_to_many:
        beside = [BESIDE[name]] if name in BESIDE else []
        return rows.filter(agreement=Given("agreement")).select_related(*beside)  # type: ignore[no-any-return]
    linked = relation.remote_field.through.objects.filter(agreement=Given("agreement"))
    keys = linked.values(relation.m2m_reverse_field_name())
    return rows.filter(pk__in=keys).order_by(*ORDER.get(name, ("pk",)))  # type: ignore[no-any-return]


def _attach_to_areas(plan: Agreement, name: str) -> None:
    relation: Any = FocusArea._meta.get_field(name)
    links = _links_of_areas(name).rows(agreement=plan.pk)
    of_area = grouped(links, f"{relation.m2m_field_name()}_id")
    target = relation.m2m_reverse_field_name()
    for area in plan.focus_areas.all():
        attach(area, name, [getattr(link, target) for link in of_area[area.pk]])


@prepared
def _links_of_areas(name: str) -> QuerySet[Any]:
    relation: Any = FocusArea._meta.get_field(name)
    source, target = relation.m2m_field_name(), relation.m2m_reverse_field_name()
    links = relation.remote_field.through.objects.filter(
        **{f"{source}__agreement": Given("agreement")}
    )
    return links.select_related(target).order_by(target)  # type: ignore[no-any-return]
