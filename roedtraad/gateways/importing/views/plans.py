"""Reading a plan in: upload, wait, look through, create."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import FileResponse, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.files import http as files_http
from roedtraad.foundation.files import services as files
from roedtraad.foundation.files.kinds import DOCUMENTS
from roedtraad.foundation.ui.fragments import page_or_fragment
from roedtraad.gateways.importing.forms.plans import (
    CreateForm,
    ElementForm,
    MoveForm,
    PutForm,
    UploadForm,
)
from roedtraad.gateways.importing.jobs import read_in
from roedtraad.gateways.importing.models import Decision, PlanReading, ReadElement, ReadingState
from roedtraad.gateways.importing.queries import (
    Node,
    Review,
    lines_of,
    node_of,
    placements,
    reading_rows,
    readings_for,
    review_of,
)
from roedtraad.gateways.importing.services import review
from roedtraad.gateways.importing.services.into_agreement import make_agreement
from roedtraad.gateways.importing.services.into_strategy import make_strategy
from roedtraad.gateways.importing.services.reading import (
    ask_again,
    begin_reading,
    give_up,
    require_readable,
)
from roedtraad.gateways.importing.services.steps import ChangedMeanwhile, undo_last_step

PAGE = "importing/review.html"
SIMPLE = {
    "accept": review.accept,
    "drop": review.drop,
    "merge": review.merge,
    "restore": review.restore,
}
LATE = timedelta(minutes=3)


@require_http_methods(["GET", "POST"])
def upload(request: UserRequest) -> HttpResponse:
    """The list of documents, and a place to drop a new one."""
    form = UploadForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            reading = _begun(request, form)
        except ValidationError as refused:
            form.add_error("file", refused)
        else:
            return redirect("importing:review", reading.pk)
    context = {"form": form, "rows": reading_rows(request.user)}
    status = 422 if form.is_bound else 200
    return render(request, "importing/upload.html", context, status=status)


@transaction.atomic
def _begun(request: UserRequest, form: UploadForm) -> PlanReading:
    file = form.cleaned_data["file"]
    try:
        stored = files.store(file, acting_user=request.user, kinds=DOCUMENTS)
    except files.FileRefused:
        require_readable(file)  # says more exactly what is wrong with a plan
        raise
    reading = begin_reading(stored, form.cleaned_data["unit"], acting_user=request.user)
    transaction.on_commit(lambda: read_in.enqueue(reading.pk))
    return reading


@require_GET
def page(request: UserRequest, pk: int) -> HttpResponse:
    """The document beside the proposal; while it is being read, a page that waits."""
    reading = _seen(request, pk)
    if reading.state in (ReadingState.WAITING, ReadingState.READING):
        template = page_or_fragment(request, "importing/waiting.html", fragment="waiting")
        is_late = timezone.now() - reading.started_at > LATE
        return render(request, template, {"reading": reading, "is_late": is_late})
    if request.htmx and request.htmx.target == "waiting":
        return HttpResponse(headers={"HX-Redirect": request.path})
    return render(request, PAGE, _shown(reading, request.GET))


@require_POST
def decide(request: UserRequest, pk: int, element_pk: int, act: str) -> HttpResponse:
    """Accept, drop or join one element."""
    element = _element(request, pk, element_pk)
    try:
        SIMPLE[act](element, acting_user=request.user)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    return _answer(request, pk)


@require_POST
def accept_sure(request: UserRequest, pk: int) -> HttpResponse:
    """Accept everything the reader was sure of."""
    reading = _seen(request, pk)
    count = review.accept_sure(reading, acting_user=request.user)
    messages.success(request, _("%(count)d elements accepted.") % {"count": count})
    return _answer(request, pk)


@require_http_methods(["GET", "POST"])
def correct(request: UserRequest, pk: int, element_pk: int) -> HttpResponse:
    """Correct an element, give it another kind, divide it or move it."""
    element = _element(request, pk, element_pk)
    kind = request.POST.get("kind") or request.GET.get("art") or element.kind
    form = ElementForm(request.POST or None, element=element, kind=kind)
    changed = None
    if request.method == "POST" and form.is_valid():
        try:
            review.correct(element, form.values(), kind=form.kind.key, acting_user=request.user)
        except ChangedMeanwhile as error:
            form.add_error(None, error)
            changed = node_of(ReadElement.objects.get(pk=element.pk))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _back(request, element)
    context = {
        "reading": element.reading,
        "element": changed.element if changed else element,
        "form": form,
        "changed": changed,
        "lines": lines_of(element),
        "kinds": review.kinds_for(element),
        "move": MoveForm(element=element),
        "put": PutForm(element=element),
    }
    status = 422 if form.is_bound else 200
    return render(request, "importing/element.html", context, status=status)


@require_POST
def split(request: UserRequest, pk: int, element_pk: int) -> HttpResponse:
    """Divide an element where the cursor stands."""
    element = _element(request, pk, element_pk)
    at = request.POST.get("at", "")
    try:
        review.split(
            element,
            field=request.POST.get("field", ""),
            at=int(at) if at.isdecimal() else 0,
            acting_user=request.user,
        )
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
        return redirect("importing:correct", pk, element_pk)
    return _back(request, element)


@require_POST
def move(request: UserRequest, pk: int, element_pk: int) -> HttpResponse:
    """Put an element below another."""
    element = _element(request, pk, element_pk)
    form = MoveForm(request.POST, element=element)
    try:
        if form.is_valid():
            review.move(element, parent=form.chosen(), acting_user=request.user)
        else:
            messages.warning(request, _("Choose where the element is to lie."))
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    return _back(request, element)


@require_POST
def put(request: UserRequest, pk: int, element_pk: int) -> HttpResponse:
    """Add the words of an element to the text of another."""
    element = _element(request, pk, element_pk)
    form = PutForm(request.POST, element=element)
    try:
        if form.is_valid():
            review.put_into(element, form.chosen(), acting_user=request.user)
        else:
            messages.warning(request, _("Choose where the words are to be added."))
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    return _back(request, element)


@require_POST
def undo(request: UserRequest, pk: int) -> HttpResponse:
    """Take the latest step back."""
    step = undo_last_step(_seen(request, pk), acting_user=request.user)
    messages.info(request, _("The latest step is undone.") if step else _("Nothing to undo."))
    return _answer(request, pk)


@require_http_methods(["GET", "POST"])
def create(request: UserRequest, pk: int) -> HttpResponse:
    """Make the draft of everything that was not dropped."""
    reading = _seen(request, pk)
    if reading.agreement_id or reading.strategy_id:
        messages.info(request, _("The plan has been made of the document already."))
        return _to_plan(reading)
    found = review_of(reading)
    form = CreateForm(
        request.POST or None,
        reading=reading,
        plan=_plan_fields(found),
        parties=[node.main for node in found.nodes if _is_party(node)],
        template=request.GET.get("template_version", ""),
    )
    if request.method == "POST" and form.is_valid():
        try:
            return _created(request, reading, form)
        except ValidationError as error:
            form.add_error(None, error)
    context = {
        "reading": reading,
        "form": form,
        "review": found,
        "placements": placements(found.sections, form.template()),
    }
    status = 422 if form.is_bound else 200
    return render(request, "importing/create.html", context, status=status)


def _created(request: UserRequest, reading: PlanReading, form: CreateForm) -> HttpResponse:
    if form.cleaned_data["makes"] == "strategy":
        strategy = make_strategy(reading, form.strategy(), acting_user=request.user)
        return redirect("strategy:page", strategy.pk)
    agreement = make_agreement(reading, form.agreement(), acting_user=request.user)
    return redirect("agreements:page", agreement.pk)


def _to_plan(reading: PlanReading) -> HttpResponse:
    if reading.strategy_id:
        return redirect("strategy:page", reading.strategy_id)
    return redirect("agreements:page", reading.agreement_id)


@require_POST
def again(request: UserRequest, pk: int) -> HttpResponse:
    """Read a document once more that could not be read, or that takes too long."""
    if ask_again(_seen(request, pk), acting_user=request.user):
        read_in.enqueue(pk)
    return redirect("importing:review", pk)


@require_POST
def drop_reading(request: UserRequest, pk: int) -> HttpResponse:
    """Put a document aside."""
    give_up(_seen(request, pk), acting_user=request.user)
    messages.success(request, _("The document is put aside."))
    return redirect("importing:upload")


@require_GET
def document(request: UserRequest, pk: int) -> FileResponse:
    """The original file."""
    return files_http.send(_seen(request, pk).document)


def _seen(request: UserRequest, pk: int) -> PlanReading:
    return get_object_or_404(readings_for(request.user), pk=pk)


def _element(request: UserRequest, pk: int, element_pk: int) -> ReadElement:
    """The element, as the version the person saw: `steps` refuses when it is another by now."""
    reading = _seen(request, pk)
    rows = reading.elements.select_related("reading", "parent")
    element: ReadElement = get_object_or_404(rows, pk=element_pk)
    seen = request.POST.get("version", "")
    element.version = int(seen) if seen.isdecimal() else element.version
    return element


def _is_party(node: Node) -> bool:
    return node.element.kind == "party" and node.element.decision != Decision.DROPPED


def _back(request: UserRequest, element: ReadElement) -> HttpResponse:
    """To the review, at the element."""
    address = reverse("importing:review", args=[element.reading_id])
    return redirect(f"{address}#element-{element.pk}")


def _plan_fields(found: Review) -> dict[str, object]:
    plan: Node | None = next((n for n in found.nodes if n.element.kind == "plan"), None)
    return dict(plan.element.fields) if plan else {}


def _answer(request: UserRequest, pk: int) -> HttpResponse:
    """After a step: the tree anew for htmx, else the page."""
    if not request.htmx:
        return redirect("importing:review", pk)
    asked = QueryDict(urlsplit(request.htmx.current_url or "").query)
    return render(request, f"{PAGE}#proposal", _shown(_seen(request, pk), asked))


def _shown(reading: PlanReading, asked: QueryDict) -> dict[str, object]:
    """What the review shows; `asked` are the words after the question mark of its address."""
    only_open = "aabne" in asked
    found = review_of(reading, only_open=only_open, all_loose="alle" in asked)
    return {"reading": reading, "review": found, "only_open": only_open}
