"""Annexes that are files: uploaded by those who write, downloaded by those who read."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.files import services as files
from roedtraad.foundation.files.http import send
from roedtraad.steering.agreements.models import Annex
from roedtraad.steering.agreements.queries.agreement_page import agreement_for
from roedtraad.steering.agreements.queries.annexes import annex_file
from roedtraad.steering.agreements.services import editing

from ._answers import tells_why_not


@require_POST
@tells_why_not
def upload(request: UserRequest, pk: int) -> HttpResponse:
    """Take a file in as an annex; its name is the title until somebody writes a better one."""
    agreement = agreement_for(request.user, pk)
    editing.require_editable(agreement, request.user)
    sent = request.FILES.get("file")
    if sent is None:
        messages.error(request, _("Choose a file first."))
        return redirect("agreements:page", pk)
    with transaction.atomic():
        stored = files.store(sent, acting_user=request.user)
        annex = Annex(agreement=agreement, title=stored.name[:200], file=stored)
        annex.position = agreement.annexes.count()
        editing.create(annex, acting_user=request.user)
    messages.success(request, _("The file is added."))
    return redirect("agreements:page", pk)


@require_GET
def download(request: UserRequest, pk: int, annex: int) -> FileResponse:
    return send(annex_file(request.user, pk, annex))
