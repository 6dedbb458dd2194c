"""Giving scores, on a phone at a visit; what was scored, and taking a score back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from roedtraad.casework.profiles import outbox
from roedtraad.casework.profiles.addresses import scores_address
from roedtraad.casework.profiles.forms.scores import ScoreForm, WithdrawForm
from roedtraad.casework.profiles.models import Score
from roedtraad.casework.profiles.queries.scoring import families_to_score, history_of
from roedtraad.casework.profiles.queries.visits import Visit, visit_of
from roedtraad.casework.profiles.services import scores
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.http import UserRequest, needs
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.ui.sheets import Sheet, answer, write

from ._shared import crumbs

CHOSEN = "scores_are_given_by"  # in the session, for each visit: whoever scores at this visit


@require_GET
@needs(Permission.CASE_WORK)
def families(request: UserRequest) -> HttpResponse:
    """Whom one gives scores with, those whose scores are missing first."""
    found = families_to_score(request.user)
    return render(request, "profiles/scoring_families.html", {"families": found})


@require_GET
def scoring(
    request: UserRequest, pk: int | None = None, profile: int | None = None
) -> HttpResponse:
    """All open goals of a case, or of a profile without one, to be scored together."""
    return _page(request, visit_of(request.user, case=pk, profile=profile))


@require_http_methods(["GET", "POST"])
def score_new(
    request: UserRequest, goal: int, pk: int | None = None, profile: int | None = None
) -> HttpResponse:
    """One goal: its page, and what a number tapped without script sends."""
    visit = visit_of(request.user, goal, case=pk, profile=profile)
    if request.method == "GET":
        return _page(request, visit)
    row = visit.goals[0].goal
    form = ScoreForm(request.POST, goal=row, raters=visit.raters)
    if form.is_valid():
        try:
            score = scores.record_score(row, form.given(), acting_user=request.user)
        except ValidationError as refused:
            answer(form, refused)
        else:
            _remember(request, visit, form.cleaned_data["who"])
            request.session["undo"] = str(score.key)
            messages.success(request, _("The score is saved."))
            return redirect(f"{visit.address}#goal-{goal}")
    return _page(request, visit, refused=form)


@outbox.accepts("profiles:score_new")
@outbox.accepts("profiles:managed_score_new")
def _delivered(user: User, at: dict[str, int], entry: outbox.Entry) -> None:
    """As if the number had been tapped when the device says it was."""
    visit = visit_of(
        user, at["goal"], case=at.get("pk"), profile=at.get("profile"), with_closed=True
    )
    row = visit.goals[0].goal
    form = ScoreForm(entry.data, goal=row, raters=visit.raters)
    outbox.checked(form)
    given = form.given(key=entry.key, device_at=entry.device_at, given_at=entry.given_at)
    scores.record_score(row, given, acting_user=user)


@outbox.accepts("profiles:score_undo")
@outbox.accepts("profiles:managed_score_undo")
def _undone(user: User, at: dict[str, int], entry: outbox.Entry) -> None:
    """`score` is the key of the one that is taken back."""
    visit_of(user, case=at.get("pk"), profile=at.get("profile"))
    try:
        key = UUID(entry.data.get("score", ""))
    except ValueError:
        raise Http404 from None
    scores.undo_score(key, undone_at=entry.given_at, acting_user=user)


@require_POST
def score_undo(
    request: UserRequest, pk: int | None = None, profile: int | None = None
) -> HttpResponse:
    """Take back the score that was given last, within some minutes."""
    visit = visit_of(request.user, case=pk, profile=profile)
    if key := request.session.pop("undo", ""):
        try:
            scores.undo_score(UUID(key), acting_user=request.user)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            messages.success(request, _("The score is taken back."))
    return redirect(visit.address)


@require_GET
def score_list(
    request: UserRequest, goal: int, pk: int | None = None, profile: int | None = None
) -> HttpResponse:
    """Everything scored on a goal, with what was corrected and withdrawn."""
    found = history_of(request.user, goal, case=pk, profile=profile)
    context = {"found": found, "crumbs": crumbs(found.opened)}
    return render(request, "profiles/score_list.html", context)


@require_http_methods(["GET", "POST"])
def score_withdraw(
    request: UserRequest,
    goal: int,
    score: int,
    pk: int | None = None,
    profile: int | None = None,
) -> HttpResponse:
    found = history_of(request.user, goal, case=pk, profile=profile)
    row = Score.objects.current().filter(goal=found.goal, pk=score).first()
    if row is None or not found.may_write:
        raise Http404
    row.goal = found.goal
    form = WithdrawForm(request.POST or None)
    back = scores_address(found.goal.profile, "score_list", goal=goal)
    return write(
        *(request, form),
        lambda: scores.withdraw_score(row, **form.cleaned_data, acting_user=request.user),
        sheet=Sheet(
            _("Withdraw a score"),
            _("Withdraw it"),
            lead=_("It counts no more, and is kept with your reason."),
            done=_("The score is withdrawn."),
        ),
        crumbs=[*crumbs(found.opened), (_("Scores"), back)],
    )


def _page(request: UserRequest, visit: Visit, *, refused: ScoreForm | None = None) -> HttpResponse:
    chosen = _chosen(request, visit)
    goals = [(each, _form(each.goal.pk, visit, refused)) for each in visit.goals]
    context = {"visit": visit, "goals": goals, "chosen": chosen}
    context["may_undo"] = "undo" in request.session
    return render(request, "profiles/scoring.html", context, status=422 if refused else 200)


def _form(goal: int, visit: Visit, refused: ScoreForm | None) -> ScoreForm:
    if refused is not None and visit.goals[0].goal.pk == goal:
        return refused
    [row] = [each.goal for each in visit.goals if each.goal.pk == goal]
    return ScoreForm(goal=row, raters=visit.raters)


def _chosen(request: UserRequest, visit: Visit) -> str:
    """Who scores: as asked for, else as before at this visit, else whoever does usually."""
    known = {who.key for who in visit.raters}
    if (asked := request.GET.get("hvem", "")) in known:
        _remember(request, visit, asked)
        return asked
    before = str(request.session.get(CHOSEN, {}).get(visit.key, ""))
    return before if before in known else visit.usual


def _remember(request: UserRequest, visit: Visit, who: str) -> None:
    request.session[CHOSEN] = request.session.get(CHOSEN, {}) | {visit.key: who}
