"""An example of every address with arguments, found in the demonstration's data.

Run as a program with the environment of an installation it prints them as JSON. A route that takes
arguments and is not answered here fails its accessibility test.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from tests.e2e.case_addresses import CASEWORK
from tests.e2e.found_rows import Arguments, by_pk, one, rows

NO_PAGE = {  # address: why no person ever sees a page there with the demonstration's data
    "account_reset_password_from_key": "its key is mailed; a journey follows it",
    "account_set_password": "only for users without a password, who cannot sign in",
    "mfa_edit_webauthn": "needs a passkey, which a journey makes",
    "mfa_remove_webauthn": "needs a passkey, which a journey makes",
    "accounts:invitation": "its token is mailed; a journey follows it",
    "account_signup": "signing up is closed: 404",
    "mfa_deactivate_totp": "needs an app for codes, which a journey makes",
    "mfa_view_recovery_codes": "needs an app for codes, which a journey makes",
    "mfa_download_recovery_codes": "needs an app for codes, which a journey makes",
    **{
        f"family:{name}": "the family's alone; a journey looks at each as a child and as a parent"
        for name in (
            *("home", "sign_in", "over", "sign_out", "stay", "language", "seen", "goal", "score"),
            *("answer", "let_see", "plan", "questionnaire"),
        )
    },
    "notices:feed": "its address is a secret that is shown once; calendars read it",
    "indicators:entry_draft": "answers a page's own question while somebody writes",
    "indicators:draft": "answers a page's own question while somebody writes",
    "agreements:draft": "answers a page's own question while somebody writes",
    "strategy:draft": "answers a page's own question while somebody writes",
    "profiles:draft": "answers a page's own question while somebody writes",
    "profiles:outbox_key": "answers a page's own question while somebody is at a visit",
    "theory:draft": "answers a page's own question while somebody writes",
}


def routes(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from routes(entry, inner)
        else:
            yield f"{namespace}{entry.name}", entry


def names() -> list[str]:
    return sorted({name for name, _ in routes(get_resolver())})


def strategy() -> Any:
    return one("agreements.Vision").strategy


def in_writing() -> Any:
    """An agreement that is being written."""
    return one("agreements.Goal", agreement__state="draft").agreement


def in_force() -> Any:
    return one("agreements.Action", goal__agreement__state="active").goal.agreement


def agreement_parts() -> list[Arguments]:
    """One row of every kind that an agreement is written in, as far as there are any."""
    from roedtraad.steering.agreements.views._kinds import KINDS

    found = []
    for name, kind in KINDS.items():
        # what is followed up is not written while the text is
        of = in_force() if name.endswith("status") else in_writing()
        if not kind.parent:
            found.append({"pk": of.pk, "kind": name, "part": of.pk})
        elif part := kind.model.objects.filter(**{kind.parent: of}).first():
            found.append({"pk": of.pk, "kind": name, "part": part.pk})
    return found


def new_agreement_parts() -> list[Arguments]:
    from roedtraad.steering.agreements.views._kinds import KINDS

    # an action and an indicator hang on a goal, which the address does not name
    kinds = [name for name, kind in KINDS.items() if kind.may_be_new]
    return [{"pk": in_writing().pk, "kind": kind} for kind in kinds if kind not in UNDER_A_GOAL]


UNDER_A_GOAL = {"handling", "indikator"}


def strategy_parts() -> list[Arguments]:
    from roedtraad.steering.agreements.views.strategy_parts import KINDS

    found = []
    for name, kind in KINDS.items():
        if part := kind.model.objects.filter(**{kind.parent: strategy()}).first():
            found.append({"pk": strategy().pk, "kind": name, "part": part.pk})
    return found


def new_strategy_parts() -> list[Arguments]:
    from roedtraad.steering.agreements.views.strategy_parts import KINDS

    # an indicator hangs on an effect goal, which the address does not name
    return [{"pk": strategy().pk, "kind": kind} for kind in KINDS if kind not in UNDER_A_GOAL]


def being_changed() -> Any:
    """A version of a template that is not published."""
    return one("agreements.TemplateVersion", published_at__isnull=True)


def every_kind_of_unit() -> list[Arguments]:
    firsts = {row.kind: row.pk for row in rows("organisation.Unit").reverse()}
    return [{"pk": pk} for pk in firsts.values()]


def every_state() -> list[Arguments]:
    """An agreement in each state there is."""
    firsts = {row.state: row.pk for row in rows("agreements.Agreement").reverse()}
    return [{"pk": pk} for pk in firsts.values()]


def measured_goals() -> list[Arguments]:
    """A goal followed by each kind of indicator that goals are followed by."""
    followed = rows("agreements.GoalIndicator", goal__agreement__state="active")
    first_of_kind: dict[str, Any] = {}
    for each in followed.select_related("use__indicator"):
        first_of_kind.setdefault(each.use.indicator.kind, each)
    return [{"pk": each.goal_id, "indicator": each.pk} for each in first_of_kind.values()]


def own_target() -> Arguments:
    """A target that no agreement holds, so that it is revised on the indicator's own page."""
    agreed = rows("agreements.GoalIndicator").values("use")
    target = rows("indicators.Target", replaced_by=None).exclude(use__in=agreed).first()
    return {"pk": target.use_id, "target": target.pk}


def one_measurement() -> Arguments:
    """The newest figure that is not about persons."""
    found = rows(
        "indicators.Measurement", value__isnull=False, use__indicator__is_about_persons=False
    )
    each = found.order_by("-pk").first()
    return {"pk": each.use_id, "measurement": each.pk}


def one_version_of_each_template() -> list[Any]:
    return list(
        {row.agreement.template_version_id: row for row in rows("agreements.Version")}.values()
    )


def agreement_examples() -> dict[str, Any]:
    """Parts of an agreement, for the addresses that name one."""
    step = one("agreements.Change", agreement__isnull=False, undone_at__isnull=True)
    return {"change": step.pk, "pk": step.agreement_id}


def theory_being_drawn() -> Arguments:
    """A theory that is being drawn, with a box, an arrow, a risk and a change of it."""
    link = one("theory.Link", theory__state="draft")
    theory = link.theory
    return {
        **{"pk": theory.pk, "node": link.from_node_id, "link": link.pk, "paper": "a3"},
        **{"risk": theory.risks.all()[0].pk, "change": theory.changes.all()[0].pk},
    }


def unit_parts() -> list[Arguments]:
    """A unit's part of each kind of phase, in the round that is open."""
    found = rows("followup.UnitPhase", phase__round__state="open").reverse()
    firsts = {row.phase.kind: row.pk for row in found.select_related("phase")}
    return [{"pk": pk} for pk in firsts.values()]


# by name of the route, else by its namespace
EXAMPLES: dict[str, Callable[[], list[Arguments]]] = {
    "agreements:": lambda: [{"pk": in_writing().pk, "step": "dialogue", "number": 1}],
    "agreements:page": every_state,
    "agreements:history": by_pk("agreements.Agreement", state="active"),
    "agreements:version": lambda: [
        {"pk": each.agreement_id, "number": each.number} for each in one_version_of_each_template()
    ],
    "agreements:undo": lambda: [agreement_examples()],
    "agreements:section": lambda: [
        {"pk": each.agreement_id, "key": each.key}
        for each in rows("agreements.Section", agreement=in_writing())[:1]
    ],
    "agreements:part_new": new_agreement_parts,
    "agreements:part_edit": agreement_parts,
    "agreements:part_remove": agreement_parts,
    "agreements:part_move": agreement_parts,
    "agreements:comment_thread": lambda: [
        {"pk": each.agreement_id, "thread": each.pk} for each in rows("agreements.Thread")[:1]
    ],
    "agreements:approvals": by_pk("agreements.Agreement", state="submitted"),
    "agreements:approve": lambda: [
        {"pk": each.agreement_id, "party": each.pk} for each in rows("agreements.Party")[:1]
    ],
    "agreements:take_back": lambda: [
        {"pk": each.party.agreement_id, "approval_pk": each.pk}
        for each in rows("agreements.Approval")[:1]
    ],
    "agreements:open_amendment": by_pk("agreements.Agreement", state="active"),
    "agreements:amendment": lambda: [
        {"pk": each.agreement_id, "number": each.number}
        for each in rows("agreements.Amendment")[:1]
    ],
    "agreements:abandon_amendment": lambda: [
        {"pk": each.agreement_id, "number": each.number}
        for each in rows("agreements.Amendment")[:1]
    ],
    "agreements:next_period": by_pk("agreements.Agreement", state="followed_up"),
    "agreements:annex": lambda: [
        {"pk": each.agreement_id, "annex": each.pk} for each in rows("agreements.Annex")[:1]
    ],
    "agreements:undo_roll": by_pk("agreements.Agreement", state="active"),
    "agreements:goal_page": lambda: measured_goals(),
    "agreements:measurements": lambda: measured_goals(),
    "agreements:withdraw_measurement": lambda: [
        {**measured_goals()[0], "measurement": rows("indicators.Measurement").first().pk}
    ],
    "agreements:action_status": lambda: [
        {"pk": each.goal_id, "action": each.pk}
        for each in rows("agreements.Action", goal__agreement__state="active")[:1]
    ],
    "agreements:judge": measured_goals,
    "agreements:management_panel": measured_goals,
    "agreements:profile_open": measured_goals,
    "agreements:end_judgement": measured_goals,
    "strategy:": lambda: [{"pk": strategy().pk, "change": 0, "theme": 0}],
    "strategy:part_new": new_strategy_parts,
    "strategy:part_edit": strategy_parts,
    "strategy:part_remove": strategy_parts,
    "strategy:part_move": strategy_parts,
    "templates:": lambda: [
        {"pk": being_changed().pk, "part": part, "place": 0} for part in ("afsnit", "maalfelter")
    ],
    "templates:template": by_pk("agreements.AgreementTemplate"),
    "templates:begin": by_pk("agreements.AgreementTemplate"),
    **CASEWORK,
    "accounts:": by_pk("accounts.User", username="leder"),
    "accounts:unit": every_kind_of_unit,
    "accounts:unit_facts": by_pk("organisation.Unit", kind="agreement_unit"),
    "accounts:unit_staff": by_pk("organisation.Unit", kind="agreement_unit"),
    "accounts:reorganise": lambda: [
        {"kind": kind} for kind in ("create", "rename", "move", "split", "merge", "close")
    ],
    "accounts:undo_reorganisation": by_pk("organisation.Reorganisation"),
    "accounts:roster_preview": lambda: [
        {"pk": one("files.StoredFile", name=name).pk} for name in ("enheder.xlsx", "fejl.csv")
    ],
    "accounts:roster_wrong_rows": by_pk("files.StoredFile", name="fejl.csv"),
    "accounts:role_end": lambda: [
        {"pk": each.user_id, "membership": each.pk} for each in rows("accounts.Membership")[:1]
    ],
    "importing:measurement_import": by_pk("importing.MeasurementImport"),
    "importing:measurements_wrong": by_pk("importing.MeasurementImport"),
    "importing:goal_source": by_pk("agreements.Goal"),
    "importing:agreement_source": lambda: [{"pk": in_force().pk}],
    "importing:strategy_source": by_pk("agreements.Strategy"),
    "importing:": lambda: [
        {"pk": each.reading_id, "element_pk": each.pk, "act": "accept"}
        for each in rows("importing.ReadElement")[:1]
    ],
    "analytics:unit": by_pk("organisation.Unit", kind="administration"),
    **dict.fromkeys(
        ("analytics:measure", "analytics:cases", "analytics:register_links"),
        by_pk(
            "indicators.IndicatorUse",
            indicator__register_measure="evaluations_in_time",
            unit__kind="agreement_unit",
        ),
    ),
    "analytics:profiles_of": by_pk("organisation.Unit", kind="administration"),
    "indicators:": by_pk("indicators.Indicator"),
    "indicators:use": by_pk("indicators.IndicatorUse"),
    "indicators:use_file": lambda: [
        {"pk": each.use_id, "kind": "csv"}
        for each in rows("indicators.Measurement").filter(value__isnull=False)[:1]
    ],
    "indicators:annotation_new": by_pk("indicators.IndicatorUse"),
    "indicators:credibility": lambda: [one_measurement()],
    "indicators:measurement_withdraw": lambda: [one_measurement()],
    "indicators:note_new": by_pk("indicators.Indicator", is_shared=True, as_agreed_of=None),
    "indicators:note_end": lambda: [
        {"pk": one("indicators.Indicator").pk, "annotation": 1}  # only takes a POST
    ],
    "indicators:annotation_end": lambda: [
        {"pk": one("indicators.IndicatorUse").pk, "annotation": 1}  # only takes a POST
    ],
    "indicators:use_edit": by_pk("indicators.IndicatorUse"),
    "indicators:target_new": by_pk("indicators.IndicatorUse"),
    "indicators:target_revise": lambda: [own_target()],
    "matrix:area": by_pk("agreements.FocusArea", strategy__isnull=False),
    "matrix:new_goal": by_pk("agreements.FocusArea", strategy__isnull=False),
    "matrix:effect": by_pk("agreements.EffectGoal"),
    "matrix:theme": by_pk("agreements.Theme"),
    "reports:agreement": lambda: [{"pk": in_force().pk, "edition": "i-dag", "as_format": "pdf"}],
    "reports:agreement_panel": lambda: [{"pk": in_force().pk}],
    "reports:strategy": lambda: [{"pk": strategy().pk, "as_format": "pdf"}],
    "reports:strategy_panel": lambda: [{"pk": strategy().pk}],
    "reports:theory": lambda: [
        {"pk": one("theory.TheoryOfChange", state="in_use").pk, "paper": "a3", "as_format": "pdf"}
    ],
    "reports:theory_panel": by_pk("theory.TheoryOfChange", state="in_use"),
    "reports:units": lambda: [
        {"pk": one("indicators.Indicator", is_shared=True).pk, "as_format": "pdf"}
    ],
    "reports:units_panel": by_pk("indicators.Indicator", is_shared=True),
    "reports:overview": lambda: [{"as_format": "pdf"}],
    "theory:": lambda: [theory_being_drawn()],
    "theory:page": lambda: [{"pk": row.pk} for row in rows("theory.TheoryOfChange")],
    "theory:print": lambda: [{**theory_being_drawn(), "paper": each} for each in ("a4", "a3")],
    "theory:goal_panel": lambda: [
        {"pk": one("theory.Node", goal__isnull=False, theory__state="in_use").goal_id}
    ],
    "theory:agreement_panel": lambda: [{"pk": in_force().pk}],
    "notices:notice": by_pk("notices.Notice"),
    "followup:": lambda: [
        {"pk": each.round_id, "phase": each.pk}
        for each in rows("followup.Phase", round__state="open")[:1]
    ],
    "followup:round": lambda: [{"pk": row.pk} for row in rows("followup.FollowUpRound")],
    "followup:reopen": by_pk("followup.FollowUpRound", state="locked"),
    "followup:copy": lambda: [{"year": one("followup.WheelDate").on.year}],
    "followup:date_edit": by_pk("followup.WheelDate"),
    "followup:date_remove": by_pk("followup.WheelDate"),
    "followup:part": unit_parts,
    "followup:person": unit_parts,
}


def examples() -> dict[str, list[str]]:
    """Name of route: addresses that exist in these data; or "none" and why."""
    found: dict[str, list[str]] = {}
    for name, route in routes(get_resolver()):
        wanted = route.pattern.regex.groupindex
        make = EXAMPLES.get(name) or EXAMPLES.get(name.rpartition(":")[0] + ":")
        try:
            given = make() if wanted and make else [{}]
            addresses = [
                reverse(name, kwargs={each: arguments[each] for each in wanted})
                for arguments in given
            ]
            found[name] = list(dict.fromkeys(addresses)) or ["none: no example in the data"]
        except (AttributeError, KeyError, NoReverseMatch, LookupError) as fault:
            found[name] = [f"none: {fault!r}"]
    return found


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(examples()))
