"""Which cases belong to a target group on a day, by its criteria on what is registered."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from roedtraad.casework.cases import access as need_to_know
from roedtraad.casework.cases.ages import years_before
from roedtraad.casework.cases.basis import Basis, Rows
from roedtraad.casework.cases.codelists import target_codes
from roedtraad.casework.cases.models import Case, CasePerson, FamilyRole, TargetGroup
from roedtraad.casework.cases.queries.lists import PER_PAGE, CaseRow, case_rows
from roedtraad.casework.interventions.models import Intervention
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.organisation.models import Unit
from roedtraad.foundation.organisation.queries import units_below


def cases_in(group: TargetGroup, on: date) -> QuerySet[Case]:
    """Cases open on the day that belong to the group then. No reader's rights are asked."""
    rows = Case.objects.open_on(on)
    if not group.has_criteria:
        return rows.filter(target_group=group)
    if group.age_from is not None or group.age_to is not None:
        rows = rows.filter(Exists(_of_age(group, on)))
    if group.code_list:
        rows = rows.filter(target_code__in=target_codes().with_those_below(group.code_list))
    if group.needs_intervention:
        running = Intervention.objects.running_on(on).filter(case=OuterRef("pk"))
        rows = rows.filter(Exists(running))
    return rows


def families_in(group: TargetGroup, unit: Unit, on: date) -> Basis:
    """Families of `unit` and what lay below it that belonged to the group on the day."""
    return families_of(cases_in(group, on).filter(unit__in=units_below(unit, on)))


def families_of(cases: QuerySet[Case], part: Exists | None = None) -> Basis:
    """The families that the cases are of; one that is in no family with others is one itself."""
    one_each = Coalesce(F("family"), -F("pk"))  # keys are above 0, so that the two never meet
    return Rows(cases, Q() if part is None else part, case="pk", one=one_each)


def page_of_cases_in(user: User, group: TargetGroup, on: date, number: object = 1) -> Page[CaseRow]:
    """Those of them that are everyday work to `user`; each is logged as seen in a list."""
    rows = cases_in(group, on).filter(need_to_know.everyday(user))
    found = rows.select_related("unit", "target_group").order_by("-opened_on", "-pk")
    pages: Paginator[object] = Paginator(found, PER_PAGE)
    page = pages.get_page(number)  # type: ignore[arg-type]
    cases: list[Case] = list(page.object_list)  # type: ignore[arg-type]
    audit.record_read("case.listed", cases, acting_user=user, group=group.pk)
    page.object_list = case_rows(cases)
    return page  # type: ignore[return-value]


def criteria_in_words(group: TargetGroup) -> str:
    """How the group is counted, in one sentence."""
    if not group.has_criteria:
        return _("Cases that somebody has put in the group.")
    parts = [_ages(group)] if group.age_from is not None or group.age_to is not None else []
    if group.code_list:
        codes = ", ".join(target_codes().shown(code) for code in group.code_list)
        parts.append(_("with a code of %(codes)s") % {"codes": codes})
    if group.needs_intervention:
        parts.append(_("with an intervention that runs"))
    return _("Open cases %(criteria)s.") % {"criteria": ", ".join(parts)}


def _ages(group: TargetGroup) -> str:
    words = {"first": group.age_from, "last": group.age_to}
    if group.age_to is None:
        return _("about somebody who is at least %(first)s years old") % words
    if group.age_from is None:
        return _("about somebody who is at most %(last)s years old") % words
    return _("about somebody of %(first)s to %(last)s years") % words


def _of_age(group: TargetGroup, on: date) -> QuerySet[CasePerson]:
    """Whoever a case was about on the day and had the age then."""
    rows = CasePerson.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=on),
        case=OuterRef("pk"),
        role=FamilyRole.SUBJECT,
        starts_on__lte=on,
    )
    if group.age_from is not None:
        rows = rows.filter(citizen__born_on__lte=years_before(on, group.age_from))
    if group.age_to is not None:
        rows = rows.filter(citizen__born_on__gt=years_before(on, group.age_to + 1))
    return rows
