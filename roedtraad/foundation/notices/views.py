import datetime

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.ui import navigation
from roedtraad.foundation.ui.downloads import excel, wants_excel
from roedtraad.foundation.ui.language import LANGUAGE_CODES
from roedtraad.foundation.ui.navigation import Link
from roedtraad.foundation.ui.visitor import visitor

from . import calendar as dates
from . import feeds, queries, services
from . import search as searching
from . import today as now
from .models import CalendarFeed, Notice

AHEAD = datetime.timedelta(days=30)
MOST_STANDINGS = 8
MOST_HITS = 40  # of each kind; the file has them all


@require_GET
def today(request: UserRequest) -> HttpResponse:
    """Everybody's first page: what needs me, how it goes, what is new."""
    moment = timezone.localtime()
    on = moment.date()
    every = now.items(request.user, on)
    soon = [item for item in every if item.due_on is None or item.due_on <= on + AHEAD]
    standings, number = now.standings(request.user, on, MOST_STANDINGS)
    context = {
        "greeting": _greeting(moment.hour),
        "on": on,
        "week": on.isocalendar().week,
        "items": soon,
        "next_due": next((item for item in every if item not in soon), None),
        "standings": standings,
        "more_standings": number - len(standings),
        "all_standings": now.where_all_stand(),
        "news": queries.news(request.user),
        "at_hand": navigation.links(request, visitor(request), place=navigation.AT_HAND),
        "doors": [] if standings else _doors(request),
    }
    return render(request, "notices/today.html", context)


def _doors(request: UserRequest) -> list[Link]:
    """What somebody can do here whose units have no goals to follow."""
    visiting = visitor(request)
    places = (navigation.ADMINISTRATION, navigation.USER)
    found = [link for place in places for link in navigation.links(request, visiting, place=place)]
    return [link for link in found if link.about]


@require_GET
def search(request: UserRequest) -> HttpResponse:
    """What the words are found in, of all that the user may open."""
    text = request.GET.get("q", "").strip()[:200]
    words = searching.words_in(text)
    groups = searching.hits(request.user, text)
    is_near = bool(words and not groups)
    if is_near:
        groups, words = searching.near_hits(request.user, text)
    if wants_excel(request):
        return _hits_as_file(groups)
    context = {
        "search_words": text,
        "words": words,
        "groups": groups,
        "number": sum(len(group.hits) for group in groups),
        "is_near": is_near,
        "most": MOST_HITS,
    }
    return render(request, "notices/search.html", context)


def _hits_as_file(groups: list[searching.Group]) -> HttpResponse:
    header = [_("Kind"), _("Title"), _("Where"), _("Text")]
    rows = [
        (group.heading, hit.title, hit.context, hit.text) for group in groups for hit in group.hits
    ]
    return excel(_("What was found"), header, rows)


@require_GET
def calendar(request: UserRequest) -> HttpResponse:
    """One month, as a list of what happens."""
    today_on = timezone.localdate()
    try:
        day = datetime.date.fromisoformat(f"{request.GET.get('maaned', f'{today_on:%Y-%m}')}-01")
    except ValueError as fault:
        raise Http404 from fault
    starts_on, ends_on = dates.month_around(day)
    weeks = dates.weeks(request.user, starts_on, ends_on)
    if wants_excel(request):
        return _month_as_file(starts_on, weeks)
    context = {
        "starts_on": starts_on,
        "earlier": starts_on - datetime.timedelta(days=1),
        "later": ends_on + datetime.timedelta(days=1),
        "weeks": weeks,
        "on": today_on,
    }
    return render(request, "notices/calendar.html", context)


def _month_as_file(starts_on: datetime.date, weeks: list[dates.Week]) -> HttpResponse:
    header = [_("Date"), _("Until"), _("Week"), _("Kind"), _("What"), _("Where")]
    rows = [
        (event.on, event.ends_on, week.number, event.kind, event.title, event.context)
        for week in weeks
        for _day, events in week.days
        for event in events
    ]
    month = date_format(starts_on, "F Y")
    return excel(_("Calendar %(month)s") % {"month": month}, header, rows)


@require_http_methods(["GET", "POST"])
def subscription(request: UserRequest) -> HttpResponse:
    """Make an address, or change it. It is shown when it is made, and only then."""
    address = ""
    if request.method == "POST":
        token = services.make_feed_address(acting_user=request.user)
        address = f"{settings.PUBLIC_ADDRESS}{reverse('notices:feed', args=[token])}"
    feed = CalendarFeed.objects.filter(user=request.user).first()
    context = {"address": address, "feed": feed}
    response = render(request, "notices/subscription.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def subscription_stop(request: UserRequest) -> HttpResponse:
    services.stop_feed(acting_user=request.user)
    return redirect("notices:subscription")


@login_not_required
@require_GET
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """What a calendar reads: whoever has the address sees what its user may see."""
    now = timezone.now()
    user = services.feed_reader(token, now=now)
    if user is None:
        raise Http404
    with translation.override(user.language):
        content = feeds.as_icalendar(user, now, name="Rød Tråd")
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_GET
def notice_list(request: UserRequest) -> HttpResponse:
    rows = queries.notice_rows(request.user, queries.notices_of(request.user))
    services.forget_hidden([row.pk for row in rows], acting_user=request.user)
    return render(request, "notices/notice_list.html", {"rows": rows})


@require_GET
def notice(request: UserRequest, pk: int) -> HttpResponse:
    """Go to what a message is about; it is read then."""
    found = get_object_or_404(Notice, pk=pk, recipient=request.user)
    rows = queries.notice_rows(request.user, [found])
    services.mark_read(found, acting_user=request.user)
    return redirect(rows[0].url if rows else "notices:notice_list")


@require_POST
def all_read(request: UserRequest) -> HttpResponse:
    services.mark_all_read(acting_user=request.user)
    return redirect("notices:notice_list")


@login_not_required
@require_POST
def language(request: UserRequest) -> HttpResponse:
    """Switch between Danish and English, and come back to the page one was on."""
    wanted = request.POST.get("language", "")
    if wanted not in LANGUAGE_CODES:
        return HttpResponseBadRequest()
    if request.user.is_authenticated:
        services.choose_language(wanted, acting_user=request.user)
    following = request.POST.get("next", "/")
    is_ours = url_has_allowed_host_and_scheme(following, allowed_hosts={request.get_host()})
    response = redirect(following if is_ours else "/")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        wanted,
        max_age=365 * 24 * 3600,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response


def _greeting(hour: int) -> str:
    if hour < 10:
        return _("Good morning")
    return _("Good day") if hour < 18 else _("Good evening")
