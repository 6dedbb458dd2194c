"""The years of Fjordby Kommune, from the first unit to today: the same every time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation

from roedtraad.casework.interventions.services.catalogue import install_catalogue
from roedtraad.casework.profiles.services.instruments_shipped import install_instruments
from roedtraad.casework.profiles.services.templates import install_profile_templates
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.accounts.services.users import system_user
from roedtraad.foundation.notices.models import Notice
from roedtraad.steering.agreements.models import (
    Agreement,
    AgreementState,
    DialogueMinutes,
    Goal,
)
from roedtraad.steering.agreements.queries.content import agreement_content, content_hash
from roedtraad.steering.agreements.services import (
    amending,
    approval,
    discussion,
    editing,
    goal_indicators,
    judgement,
    life,
    rolling,
)
from roedtraad.steering.agreements.services.templates import install_templates
from roedtraad.steering.indicators.services.registers import store_register_measures

from . import everyday, founding, places, plans_adults, plans_children, rounds
from .caseload import played as caseload
from .diary import Diary
from .evaluations import evaluate
from .families import meet_families
from .family_goals import agree_on_goals, begin_a_new_template
from .following import follow
from .management_goal import work_on_a_management_goal
from .measured import measure
from .moments import played_from
from .plans import GoalPlan, Plan
from .series import quarter_ends
from .theories import draw_theories
from .writing import World, Years, count_text, write, write_follow_up

PLANS = [*plans_children.CHILDREN, *plans_adults.ADULTS]


def is_played() -> bool:
    return User.objects.exclude(password="").exists()


@transaction.atomic
def play(today: date | None = None) -> None:
    """Fill an empty database. One that has users already is left as it is."""
    if is_played():
        return
    day = today or timezone.localdate()
    begun = date(day.year - 3, 9, 1)
    with translation.override("da"), played_from(begun) as moments:
        diary = Diary(day)
        world, author = _found(begun, day.year)
        shelf = everyday.fill_shelf(author, world)
        moments.go_to(date(day.year - 3, 12, 10))
        founding.put_in_force(world.strategy, world.principals["Børn, Familie og Social"])
        everyday.live(diary, world, shelf, author)
        for plan in PLANS:
            _Story(diary, plan, world, day).tell()
        for year in range(day.year - 2, day.year + 1):
            diary.on(date(year, 1, 2), lambda y=year: life.activate_due(on=date(y, 1, 2)))  # type: ignore[misc]
        caseload.live(diary, world, day)
        rounds.live(diary, world, day)
        diary.play(moments)
        moments.go_to(day)
        draw_theories(world, day)
        cases = meet_families(world, day)
        agree_on_goals(cases, day)
        measure(author, cases, day)
        evaluate(day)
        work_on_a_management_goal(User.objects.get(username="leder"), day)
        begin_a_new_template(User.objects.get(username="konsulent"))
        store_register_measures(acting_user=system_user(), today=day)
        rounds.as_they_stand(day)
    _read_old_messages(day)


def _read_old_messages(day: date) -> None:
    """People have read what is older than a month."""
    old = Notice.objects.filter(read_at=None, sent_at__date__lt=day - timedelta(days=30))
    old.update(read_at=F("sent_at"))


def _found(begun: date, year: int) -> tuple[World, User]:
    install_templates()
    install_catalogue()
    install_instruments()
    install_profile_templates()
    administrator = founding.first_administrator()
    council = places.found(administrator, on=begun)
    founding.give_first_role(administrator, council, on=begun)
    years = [year - 2, year - 1, year]
    units = places.build(administrator, on=begun, years=years)
    users = founding.hire(administrator, units)
    return founding.write_strategy(units, users, year - 2), users["konsulent"]


class _Story:
    """What happens to one agreement, from its first line to where it stands today."""

    def __init__(self, diary: Diary, plan: Plan, world: World, today: date) -> None:
        self.diary, self.plan, self.world, self.today = diary, plan, world, today
        self.leader = world.leaders[plan.unit]
        self.years = {
            "previous": Years(today.year - 2, today.year - 1),
            "last_year": Years(today.year - 1, today.year - 1),
            "current": Years(today.year, today.year + 1),
            "year": Years(today.year, today.year),
            "next": Years(today.year + 1, today.year + 1),
        }[plan.period]

    def tell(self) -> None:
        if self.plan.period == "next":
            self.diary.on(self.today - timedelta(days=34), self._write_next)
        else:
            self.diary.on(date(self.years.first - 1, 11, 10), self._write)

    def _write(self) -> None:
        made_on = date(self.years.first - 1, 11, 10)
        agreement = write(self.plan, self.years, self.world)
        self._hold_meeting(agreement)
        self.diary.on(date(self.years.first - 1, 12, 1), lambda: self._submit(agreement))
        self.diary.on(date(self.years.first - 1, 12, 15), lambda: self._approve(agreement))
        count = 8 if self.plan.period != "previous" else 12
        last = date(self.years.last, 12, 31) + timedelta(days=2)
        quarters = [q for q in quarter_ends(self.today, count) if q <= last]
        follow(
            *(self.diary, self.plan, agreement, self.years),
            by=self.leader,
            quarters=quarters,
            made_on=made_on + timedelta(days=1),
        )
        outcomes = {
            "amended": self._amended,
            "amending": self._amending,
            "followed_up": self._followed_up,
            "closed": self._closed,
        }
        if self.plan.outcome in outcomes:
            outcomes[self.plan.outcome](agreement)
        goal = agreement.goals.filter(title="Skærmbesøg").first()
        if goal is not None:
            self.diary.on(date(self.years.first, 9, 15), lambda: self._judge(goal))

    def _hold_meeting(self, agreement: Agreement) -> None:
        if self.plan.minutes:
            held = DialogueMinutes(
                agreement=agreement,
                held_on=timezone.localdate(),
                attendees=f"{self.leader} og {self._principal(agreement)}",
                text=self.plan.minutes,
                written_by=self.leader,
            )
            editing.create(held, acting_user=self.leader)

    def _principal(self, agreement: Agreement) -> User:
        party = agreement.parties.exclude(unit=agreement.unit).select_related("unit").get()
        return self.world.principals[party.unit.name]

    def _submit(self, agreement: Agreement) -> None:
        life.submit(Agreement.objects.get(pk=agreement.pk), acting_user=self.leader)

    def _approve(self, agreement: Agreement, *, both: bool = True) -> None:
        fresh = Agreement.objects.get(pk=agreement.pk)
        seen = content_hash(agreement_content(fresh))
        for party in fresh.parties.select_related("unit"):
            is_own = party.unit_id == fresh.unit_id
            if is_own or both:
                user = self.leader if is_own else self._principal(fresh)
                approval.approve(party, seen_hash=seen, acting_user=user)

    def _judge(self, goal: Goal) -> None:
        reason = "Borgerne valgte fremmøde, da de blev spurgt; målet skal drøftes."
        judgement.judge_goal(goal, "behind", reason=reason, acting_user=self.leader)

    def _amended(self, agreement: Agreement) -> None:
        self.diary.on(date(self.years.first, 5, 12), lambda: self._amend(agreement))
        self.diary.on(date(self.years.first, 5, 20), lambda: self._submit(agreement))
        self.diary.on(date(self.years.first, 5, 28), lambda: self._approve(agreement))

    def _amend(self, agreement: Agreement) -> None:
        fresh = Agreement.objects.get(pk=agreement.pk)
        reason = "To behandlere er flyttet til Ungehuset; målet må følge med."
        amending.open_amendment(fresh, reason=reason, acting_user=self.leader)
        goal = fresh.goals.get(position=0)
        editing.update(
            goal,
            {"success_criterion": "70 % af de aktive forløb har et mål i familiens egne ord."},
            acting_user=self.leader,
        )
        followed = goal.goal_indicators.select_related("use__indicator").first()
        if followed is not None:
            text = count_text(self.plan.goals[0].counts[0], self.years, target=70)
            goal_indicators.change_indicator(followed, text, reason=reason, acting_user=self.leader)

    def _amending(self, agreement: Agreement) -> None:
        self.diary.on(self.today - timedelta(days=12), lambda: self._begin_amending(agreement))

    def _begin_amending(self, agreement: Agreement) -> None:
        fresh = Agreement.objects.get(pk=agreement.pk)
        reason = "Byrådet har givet penge til en ekstra åben formiddag."
        amending.open_amendment(fresh, reason=reason, acting_user=self.leader)
        editing.update(
            fresh.goals.get(position=0),
            {"method": "Åben dør tre formiddage, uden tidsbestilling."},
            acting_user=self.leader,
        )

    def _followed_up(self, agreement: Agreement) -> None:
        on = date(self.years.last + 1, 1, 20)
        self.diary.on(on, lambda: write_follow_up(self.plan, agreement, self.leader))
        self.diary.on(on, lambda: self._mark(agreement))

    def _mark(self, agreement: Agreement) -> None:
        life.mark_followed_up(Agreement.objects.get(pk=agreement.pk), acting_user=self.leader)

    def _closed(self, agreement: Agreement) -> None:
        """Carried into the next period in November; followed up and closed in the new year."""
        turn = self.years.last
        self.diary.on(date(turn, 11, 10), lambda: self._roll(agreement))
        self.diary.on(date(turn + 1, 1, 18), lambda: self._mark(agreement))
        self.diary.on(date(turn + 1, 2, 1), lambda: self._close(agreement))

    def _close(self, agreement: Agreement) -> None:
        life.close(Agreement.objects.get(pk=agreement.pk), acting_user=self.leader)

    def _roll(self, agreement: Agreement) -> None:
        fresh = Agreement.objects.get(pk=agreement.pk)
        starts_on, ends_on = rolling.usual_next_period(fresh)
        years = Years(starts_on.year, ends_on.year)
        chosen = rolling.NextPeriod(
            title=fresh.title.replace(fresh.period_raw, years.raw),
            starts_on=starts_on,
            ends_on=ends_on,
            period_raw=years.raw,
            goals=frozenset(fresh.goals.values_list("pk", flat=True)),
            actions=frozenset(
                pk for goal in fresh.goals.all() for pk in goal.actions.values_list("pk", flat=True)
            ),
            sections=frozenset(fresh.sections.values_list("key", flat=True)),
        )
        carried = rolling.roll_into_next_period(fresh, chosen, acting_user=self.leader)
        goals = tuple(
            self._aim_again(goal, plan, years)
            for goal, plan in zip(carried.goals.order_by("position"), self.plan.goals, strict=True)
        )
        self.diary.on(date(years.first - 1, 12, 1), lambda: self._submit(carried))
        self.diary.on(date(years.first - 1, 12, 15), lambda: self._approve(carried))
        follow(
            *(self.diary, replace(self.plan, goals=goals), carried, years),
            by=self.leader,
            quarters=[q for q in quarter_ends(self.today) if q > timezone.localdate()],
            made_on=timezone.localdate() + timedelta(days=1),
        )

    def _aim_again(self, goal: Goal, plan: GoalPlan, years: Years) -> GoalPlan:
        """New targets, from where the last period ended."""
        counts = []
        for followed in goal.goal_indicators.select_related("use__indicator"):
            count = next(c for c in plan.counts if c.title == followed.use.indicator.title)
            baseline = followed.use.baseline
            start = count.start if baseline is None else float(baseline)
            counts.append(replace(count, start=start, shape="behind"))
            text = count_text(counts[-1], years)
            goal_indicators.change_indicator(followed, text, acting_user=self.leader)
        return replace(plan, counts=tuple(counts))

    def _write_next(self) -> None:
        agreement = write(self.plan, self.years, self.world)
        if self.plan.outcome == "dialogue":
            self.diary.on(self.today - timedelta(days=21), lambda: self._discuss(agreement))
        if self.plan.outcome == "submitted":
            self.diary.on(self.today - timedelta(days=6), lambda: self._submit(agreement))
            self.diary.on(
                self.today - timedelta(days=4), lambda: self._approve(agreement, both=False)
            )

    def _discuss(self, agreement: Agreement) -> None:
        fresh = Agreement.objects.get(pk=agreement.pk)
        life.begin_dialogue(fresh, acting_user=self.leader)
        principal, first = self._principal(fresh), fresh.goals.first()
        thread = discussion.begin_thread(
            fresh,
            goal=first,
            text="Kan besøgene også gælde de børn, der skal i specialklasse?",
            acting_user=principal,
        )
        discussion.answer(thread, text="Ja, det skriver vi ind.", acting_user=self.leader)
        settled = discussion.begin_thread(
            fresh,
            section_key="agreed.dialogue",
            text="Fire møder er et for meget. Er tre nok?",
            acting_user=principal,
        )
        discussion.answer(
            settled, text="Tre er fint, hvis det ene er hos os.", acting_user=self.leader
        )
        discussion.resolve(settled, acting_user=principal)
        discussion.begin_thread(
            fresh,
            section_key="goals",
            text="Det andet mål mangler en måde at måle på.",
            acting_user=self.world.principals["Børn, Familie og Social"],
        )


def states_today() -> dict[str, int]:
    """How many agreements there are in each state."""
    counted = [Agreement.objects.filter(state=state).count() for state in AgreementState]
    return {str(state): number for state, number in zip(AgreementState, counted, strict=True)}
