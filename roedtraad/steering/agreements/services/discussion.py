"""What people say to each other about a text: comments in threads."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import kept
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.notices.services import send_notice
from roedtraad.steering.agreements.access import require_in
from roedtraad.steering.agreements.models import (
    Agreement,
    Comment,
    DialogueMinutes,
    Goal,
    Thread,
)
from roedtraad.steering.agreements.queries import told

from . import editing
from .life import require_reason


@transaction.atomic
def begin_thread(
    agreement: Agreement,
    *,
    text: str,
    acting_user: User,
    goal: Goal | None = None,
    section_key: str = "",
) -> Thread:
    """Say something about a goal or a section."""
    require_in(agreement, Permission.AGREEMENT_COMMENT, acting_user)
    require_reason(text)
    thread = Thread.objects.create(agreement=agreement, goal=goal, section_key=section_key)
    _say(thread, text, acting_user)
    return thread


@transaction.atomic
def write_minutes(minutes: DialogueMinutes, *, acting_user: User) -> DialogueMinutes:
    """Keep the minutes of a dialogue meeting, and let the parties know."""
    agreement = minutes.agreement
    kept = editing.create(minutes, acting_user=acting_user, is_text=False)
    send_notice(told.MINUTES, agreement, told.parties_people(agreement), acting_user=acting_user)
    return kept


@transaction.atomic
def answer(thread: Thread, *, text: str, acting_user: User) -> Comment:
    """Answer in a thread; a resolved one is open again."""
    require_in(thread.agreement, Permission.AGREEMENT_COMMENT, acting_user)
    require_reason(text)
    thread = kept.locked(thread)
    if thread.resolved_at is not None:
        _mark(thread, None)
    return _say(thread, text, acting_user)


@transaction.atomic
def resolve(thread: Thread, *, acting_user: User) -> Thread:
    """Say that a thread is settled."""
    require_in(thread.agreement, Permission.AGREEMENT_COMMENT, acting_user)
    thread = kept.locked(thread)
    _mark(thread, acting_user)
    _log("thread.resolved", thread, acting_user)
    return thread


@transaction.atomic
def reopen(thread: Thread, *, acting_user: User) -> Thread:
    """Take up a thread that was settled."""
    require_in(thread.agreement, Permission.AGREEMENT_COMMENT, acting_user)
    thread = kept.locked(thread)
    _mark(thread, None)
    _log("thread.reopened", thread, acting_user)
    return thread


def _say(thread: Thread, text: str, acting_user: User) -> Comment:
    comment = Comment.objects.create(thread=thread, author=acting_user, text=text.strip())
    _log("comment.written", comment, acting_user)
    send_notice(told.COMMENTED, thread, told.people_in(thread), acting_user=acting_user)
    return comment


def _mark(thread: Thread, resolved_by: User | None) -> None:
    thread.resolved_by = resolved_by
    thread.resolved_at = timezone.now() if resolved_by else None
    thread.save(update_fields=["resolved_by", "resolved_at"])


def _log(action: str, subject: Thread | Comment, acting_user: User) -> None:
    thread = subject.thread if isinstance(subject, Comment) else subject
    audit.record(action, subject, acting_user=acting_user, unit=thread.agreement.unit)
