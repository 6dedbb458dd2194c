from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation import queries
from roedtraad.foundation.organisation.models import (
    Reorganisation,
    Unit,
    UnitKind,
    UnitPlacement,
    UnitStaff,
)
from roedtraad.foundation.organisation.reorganisation import Act
from roedtraad.foundation.organisation.services import (
    correct_facts,
    planned,
    record_staff,
    refresh_tree,
    reorganise,
    undo_latest,
)

ON = date(2024, 1, 1)
BEFORE = date(2023, 12, 31)


def do(user: User, kind: str, on: date = ON, **act: object) -> tuple[Reorganisation, dict]:
    done, made = reorganise(Act(kind=kind, on=on, **act), acting_user=user)
    return done, made


def refusal(**act: object) -> str:
    with pytest.raises(ValidationError) as refused:
        planned(Act(**({"on": ON} | act)))
    return refused.value.messages[0]


def test_figures_of_a_period_follow_the_tree_as_it_was_at_its_end(
    administrator: User, council: Unit, administration: Unit, north: Unit
) -> None:
    _done, made = do(
        administrator,
        "create",
        date(2020, 6, 1),
        names=("Kultur",),
        unit_kind="administration",
        parent=council.pk,
    )
    culture = made[-1]

    do(administrator, "move", units=(north.pk,), parent=culture.pk)

    assert north in queries.units_below(administration, BEFORE)
    assert north not in queries.units_below(administration, ON)
    assert north in queries.units_below(culture, ON)
    north.refresh_from_db()
    assert north.path == f"{council.pk}/{culture.pk}/{north.pk}/"


def test_an_act_of_the_future_takes_effect_on_its_date(
    administrator: User, council: Unit, north: Unit, south: Unit
) -> None:
    later = timezone.localdate() + timedelta(days=30)
    old_path = north.path

    do(administrator, "move", later, units=(north.pk,), parent=south.pk)
    do(administrator, "rename", later, units=(south.pk,), names=("Familiehuset Sydøst",))

    north.refresh_from_db()
    assert north.path == old_path
    assert queries.names_on(later)[south.pk] == "Familiehuset Sydøst"

    assert refresh_tree(later) == 2

    north.refresh_from_db()
    south.refresh_from_db()
    assert north.path.startswith(south.path)
    assert south.name == "Familiehuset Sydøst"


def test_a_circle_is_refused(administrator: User, north: Unit, administration: Unit) -> None:
    assert "Familiehuset Nord" in refusal(kind="move", units=(administration.pk,), parent=north.pk)
    assert UnitPlacement.objects.filter(unit=administration).count() == 1


def test_a_circle_that_would_only_come_later_is_refused(
    administrator: User, north: Unit, south: Unit
) -> None:
    do(administrator, "move", date(2025, 1, 1), units=(north.pk,), parent=south.pk)

    assert "står under" in refusal(kind="move", units=(south.pk,), parent=north.pk)


def test_planning_saves_nothing(administrator: User, north: Unit, south: Unit) -> None:
    plan = planned(Act(kind="merge", on=ON, units=(north.pk, south.pk), names=("Familiehuset",)))

    assert [new.name for new in plan.new_units] == ["Familiehuset"]
    assert plan.closed == (north.pk, south.pk)
    assert Unit.objects.count() == 4
    assert not Reorganisation.objects.exists()


def test_a_merger_closes_the_old_units_and_keeps_their_history(
    administrator: User, administration: Unit, north: Unit, south: Unit
) -> None:
    done, made = do(administrator, "merge", units=(north.pk, south.pk), names=("Familiehuset",))

    north.refresh_from_db()
    new = made[-1]
    assert north.ends_on == BEFORE
    assert {unit for unit, above in queries.parents_on(BEFORE).items() if above} == {
        *(administration.pk, north.pk, south.pk),
    }
    assert {unit for unit, above in queries.parents_on(ON).items() if above} == {
        *(administration.pk, new.pk),
    }
    assert set(queries.units_below(new, ON)) == {new, north, south}
    assert north.path.startswith(new.path)
    assert done.successions.count() == 2


def test_a_split_moves_what_stood_below_to_the_first_new_unit(
    administrator: User, administration: Unit, north: Unit
) -> None:
    _done, made = do(
        administrator, "create", date(2021, 1, 1), names=("Team A",), unit_kind="team",
        parent=north.pk,
    )  # fmt: skip
    team = made[-1]

    _done, made = do(administrator, "split", units=(north.pk,), names=("Nordøst", "Nordvest"))

    team.refresh_from_db()
    assert team.path.startswith(made[-1].path)
    assert {unit.name for unit in queries.units_below(administration, ON)} >= {
        "Nordøst",
        "Nordvest",
    }


def test_a_unit_can_be_split_and_live_on(administrator: User, north: Unit) -> None:
    do(administrator, "split", units=(north.pk,), names=("Nordvest",), continues=True)

    north.refresh_from_db()
    assert north.ends_on is None


def test_what_stands_below_a_closing_unit_goes_to_its_parent(
    administrator: User, council: Unit, administration: Unit, north: Unit
) -> None:
    do(administrator, "close", units=(administration.pk,))

    north.refresh_from_db()
    assert north.path == f"{council.pk}/{north.pk}/"


def test_a_name_counts_from_its_date(administrator: User, north: Unit) -> None:
    do(administrator, "rename", units=(north.pk,), names=("Familiehuset Fjorden",))

    assert queries.names_on(BEFORE, [north.pk]) == {north.pk: "Familiehuset Nord"}
    assert queries.names_on(ON, [north.pk]) == {north.pk: "Familiehuset Fjorden"}


@pytest.mark.parametrize("kind", ["rename", "move", "split", "merge", "close", "create"])
def test_the_latest_act_can_be_undone(
    kind: str, administrator: User, council: Unit, north: Unit, south: Unit
) -> None:
    before = state()
    acts: dict[str, dict[str, object]] = {
        "rename": {"units": (north.pk,), "names": ("Nyt navn",)},
        "move": {"units": (north.pk,), "parent": south.pk},
        "split": {"units": (north.pk,), "names": ("A", "B")},
        "merge": {"units": (north.pk, south.pk), "names": ("A",)},
        "close": {"units": (north.pk,)},
        "create": {"names": ("A",), "unit_kind": "team", "parent": council.pk},
    }
    done, _made = do(administrator, kind, **acts[kind])
    assert state() != before

    undo_latest(done, acting_user=administrator)

    assert state() == before
    assert Reorganisation.objects.get().undone_by == administrator


def state() -> list[tuple[object, ...]]:
    return sorted(
        Unit.objects.values_list(
            "pk", "name", "path", "ends_on", "placements__parent", "placements__ends_on"
        ),
        key=str,
    )


def test_what_has_been_built_on_is_not_undone(administrator: User, north: Unit) -> None:
    done, made = do(administrator, "split", units=(north.pk,), names=("A", "B"))
    UnitStaff.objects.create(unit=made[-1], year=2024, staff=4)

    with pytest.raises(ValidationError, match="kan ikke fortrydes"):
        undo_latest(done, acting_user=administrator)


def test_only_the_latest_act_is_undone(administrator: User, north: Unit, south: Unit) -> None:
    first, _made = do(administrator, "rename", units=(north.pk,), names=("A",))
    do(administrator, "rename", units=(south.pk,), names=("B",))

    with pytest.raises(ValidationError, match="seneste"):
        undo_latest(first, acting_user=administrator)


def test_there_is_one_tree(administrator: User, council: Unit) -> None:
    assert "ét træ" in refusal(kind="create", names=("Endnu et råd",), unit_kind="council")


def test_two_units_of_one_name_under_one_parent_are_refused(north: Unit, south: Unit) -> None:
    assert "findes allerede" in refusal(
        kind="rename", units=(south.pk,), names=("familiehuset nord",)
    )


def test_what_is_decided_for_later_is_not_contradicted(
    administrator: User, council: Unit, north: Unit
) -> None:
    do(administrator, "move", date(2025, 1, 1), units=(north.pk,), parent=council.pk)

    assert "Fortryd" in refusal(kind="close", units=(north.pk,))


def test_the_tree_is_drawn_in_danish_order(
    council: Unit, administration: Unit, north: Unit, south: Unit
) -> None:
    Unit.objects.filter(pk=south.pk).update(name="Ærtevang")
    Unit.objects.filter(pk=north.pk).update(name="Zigzag")

    nodes = queries.tree_on(timezone.localdate())

    assert [(node.name, node.depth) for node in nodes] == [
        ("Byrådet", 0),
        ("Børn og Familie", 1),
        ("Zigzag", 2),
        ("Ærtevang", 2),
    ]


def test_the_tree_takes_the_same_number_of_queries_however_large(
    administration: Unit, django_assert_num_queries: object
) -> None:
    Unit.objects.bulk_create(
        Unit(name=f"Hus {n}", kind=UnitKind.TEAM, starts_on=ON) for n in range(200)
    )
    UnitPlacement.objects.bulk_create(
        UnitPlacement(unit=unit, parent=administration, starts_on=ON)
        for unit in Unit.objects.filter(kind=UnitKind.TEAM)
    )

    with django_assert_num_queries(4):
        assert len(queries.tree_on(timezone.localdate())) == 202


def test_facts_are_corrected_and_the_log_holds_no_personal_value(
    administrator: User, north: Unit
) -> None:
    from roedtraad.foundation.audit.models import AuditEvent

    changed = correct_facts(
        north, {"leader_name": "Asta Holm", "phone": "12 34 56 78"}, acting_user=administrator
    )

    event = AuditEvent.objects.get(action="unit.facts_changed")
    assert changed == ["phone", "leader_name"] or set(changed) == {"phone", "leader_name"}
    assert "Asta" not in str(event.detail)
    assert event.detail["after"] == {"phone": "12 34 56 78"}


def test_staff_of_a_year_is_recorded_corrected_and_removed(
    administrator: User, north: Unit
) -> None:
    for staff in (12, 0, None):
        record_staff(
            north, 2025, staff=staff, full_time_equivalents=None, acting_user=administrator
        )
        assert list(UnitStaff.objects.values_list("staff", flat=True)) == (
            [] if staff is None else [staff]
        )


@pytest.mark.parametrize(("year", "staff"), [(25, 1), (2025, -1)])
def test_impossible_staff_is_refused(
    administrator: User, north: Unit, year: int, staff: int
) -> None:
    with pytest.raises(ValidationError):
        record_staff(
            north, year, staff=staff, full_time_equivalents=None, acting_user=administrator
        )
