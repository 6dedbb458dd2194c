"""Templates of profiles: their versions, and writing and publishing a new one."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from roedtraad.casework.profiles.forms.templates import (
    MOST,
    SectionForms,
    initial_of,
    rearranged,
    sections_in,
)
from roedtraad.casework.profiles.profile_template import sections_of
from roedtraad.casework.profiles.queries.templates import template_for, versions_by_template
from roedtraad.casework.profiles.services import templates as services
from roedtraad.foundation.accounts.http import UserRequest


@require_GET
def template_list(request: UserRequest) -> HttpResponse:
    context = {"templates": versions_by_template(request.user)}
    return render(request, "profiles/templates.html", context)


@require_GET
def template(request: UserRequest, pk: int) -> HttpResponse:
    """A version as it stands; published it is read here and never changed."""
    row = template_for(request.user, pk)
    return render(request, "profiles/template.html", {"row": row, "sections": sections_of(row)})


@require_POST
def template_new_version(request: UserRequest, pk: int) -> HttpResponse:
    made = services.draft_version(template_for(request.user, pk), acting_user=request.user)
    return redirect("profiles:template_edit", made.pk)


@require_http_methods(["GET", "POST"])
def template_edit(request: UserRequest, pk: int) -> HttpResponse:
    row = template_for(request.user, pk)
    if row.published_on is not None:
        return redirect("profiles:template", pk)
    kwargs = {"about": row.about}
    act = request.POST.get("act", "")
    if request.method == "GET":
        forms = SectionForms(initial=initial_of(row), form_kwargs=kwargs)
    else:
        forms = SectionForms(request.POST, form_kwargs=kwargs)
    if act:
        forms = SectionForms(initial=rearranged(forms, act), form_kwargs=kwargs)
    elif forms.is_bound and forms.is_valid():
        try:
            services.write_version(row, sections_in(forms), acting_user=request.user)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            messages.success(request, _("Saved. The version is not in use before it is published."))
            return redirect("profiles:template", pk)
    context = {"row": row, "forms": forms, "is_full": forms.total_form_count() >= MOST}
    status = 422 if forms.is_bound else 200
    return render(request, "profiles/template_edit.html", context, status=status)


@require_POST
def template_publish(request: UserRequest, pk: int) -> HttpResponse:
    row = template_for(request.user, pk)
    try:
        services.publish_version(row, acting_user=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("The version is in use. Open profiles keep theirs."))
    return redirect("profiles:template", pk)


@require_POST
def template_discard(request: UserRequest, pk: int) -> HttpResponse:
    row = template_for(request.user, pk)
    try:
        services.discard_version(row, acting_user=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect("profiles:templates")
