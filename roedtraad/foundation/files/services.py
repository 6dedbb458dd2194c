"""Taking files in, and letting go of those nobody refers to."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import ManyToOneRel
from django.utils import timezone
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from roedtraad.foundation.audit import services as audit

from .kinds import ANNEXES, endings, kind_of
from .models import StoredFile

KEPT_UNUSED = timedelta(hours=24)
MEGABYTE = 1024 * 1024
AT_A_TIME = 500


Keeper = Callable[[], Iterable[int]]
_keepers: list[Keeper] = []


class FileRefused(ValidationError):
    """The file is not taken; the sentence says why and what to do."""


def keep(function: Keeper) -> None:
    """Let `function` name files (by key) that are needed though no row points to them now.

    An app that can bring a removed row back says so from `AppConfig.ready`.
    """
    _keepers.append(function)


def store(
    upload: UploadedFile[Any], *, acting_user: AbstractBaseUser, kinds: frozenset[str] = ANNEXES
) -> StoredFile:
    """Check a file and keep it, named by its content. Who may upload is for the caller to ask.

    Raises `FileRefused`. A file nobody refers to within a day is deleted again.
    """
    if upload.size is None or upload.size > settings.FILE_SIZE_LIMIT:
        raise FileRefused(
            _("The file is larger than %(limit)s MB. Make it smaller, or divide it.")
            % {"limit": settings.FILE_SIZE_LIMIT // MEGABYTE}
        )
    upload.seek(0)
    return store_bytes(upload.read(), name=upload.name or "", acting_user=acting_user, kinds=kinds)


@transaction.atomic
def store_bytes(
    content: bytes,
    *,
    name: str,
    acting_user: AbstractBaseUser,
    kinds: frozenset[str] = ANNEXES,
) -> StoredFile:
    """Check and keep what is already at hand; the same rules as for uploads."""
    content_type = checked_content_type(content, name=name, kinds=kinds)
    digest = hashlib.sha256(content).hexdigest()
    path = f"{digest[:2]}/{digest}"
    if not default_storage.exists(path):
        path = default_storage.save(path, ContentFile(content))
    file = StoredFile.objects.create(
        name=shown_name(name),
        content_type=content_type,
        size=len(content),
        sha256=digest,
        stored_as=path,
        uploaded_by_id=acting_user.pk,
    )
    audit.record("file.stored", file, acting_user=acting_user, sha256=digest, size=len(content))
    return file


def checked_content_type(content: bytes, *, name: str, kinds: frozenset[str]) -> str:
    """What the file is sent as. Raises `FileRefused` when it is not what its name says."""
    kind = kind_of(name)
    if kind is None or kind.name not in kinds:
        raise FileRefused(
            _("That kind of file is not taken. Choose one of these: %(endings)s.")
            % {"endings": ", ".join(endings(kinds))}
        )
    if not content:
        raise FileRefused(_("The file is empty. Choose another."))
    if not kind.fits(content):
        raise FileRefused(
            _("The file is not what its name says (%(ending)s). Save it anew and try again.")
            % {"ending": kind.endings[0]}
        )
    return kind.content_type


def shown_name(name: str) -> str:
    """The name without folders and odd characters, its ending kept."""
    last = name.replace("\\", "/").rpartition("/")[2]
    stem, _dot, ending = last.rpartition(".")
    words = "".join(letter for letter in stem if letter.isprintable() and letter not in '<>:"|?*')
    return f"{words.strip()[:190] or _('file')}.{get_valid_filename(ending).lower()}"


def read(file: StoredFile) -> bytes:
    """The file's content. Whoever calls has asked whether it may be seen."""
    with default_storage.open(file.stored_as) as stream:
        content: bytes = stream.read()
    return content


def delete_orphans() -> int:
    """Delete files that nothing in any app needs a day after they came; how many."""
    old = StoredFile.objects.filter(uploaded_at__lt=timezone.now() - KEPT_UNUSED)
    for relation in StoredFile._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel):
            used = relation.related_model._base_manager.exclude(**{relation.field.name: None})
            old = old.exclude(pk__in=used.values(relation.field.name))
    kept = {pk for function in _keepers for pk in function()}
    orphans = [file for file in old.order_by("pk") if file.pk not in kept][:AT_A_TIME]
    for file in orphans:
        _delete(file)
    return len(orphans)


@transaction.atomic
def _delete(file: StoredFile) -> None:
    audit.record("file.deleted", file, acting_user=None, sha256=file.sha256)
    path = file.stored_as
    file.delete()
    transaction.on_commit(lambda: _delete_content(path))


def _delete_content(path: str) -> None:
    """The same content may have been uploaded twice, and then lies only once."""
    if not StoredFile.objects.filter(stored_as=path).exists():
        default_storage.delete(path)
