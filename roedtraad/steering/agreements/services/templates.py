"""What a person does with templates, and what the installation does with the shipped ones.

A version is written as long as it is not published. Published, it never changes again: the
agreements made from it keep it, and a change begins as a new version.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.steering.agreements.models import AgreementTemplate, TemplateVersion
from roedtraad.steering.agreements.shipped_templates import ShippedTemplate, shipped_templates
from roedtraad.steering.agreements.template_definition import BARE, Definition
from roedtraad.steering.agreements.template_json import DefinitionError, dump, faults_in


class AlreadyPublished(Exception):
    """A published version never changes; start a new one."""


class TemplateConflict(Exception):
    """Somebody has saved this version since it was read."""


@transaction.atomic
def install_templates() -> list[TemplateVersion]:
    """Bring the shipped templates in; what was added. A second run adds nothing.

    A new version of ours is published at once where ours is in use. Where the municipality has
    published its own since, ours waits unpublished beside it.
    """
    versions = [_installed(shipped) for shipped in shipped_templates()]
    return [version for version in versions if version is not None]


def _installed(shipped: ShippedTemplate) -> TemplateVersion | None:
    template = AgreementTemplate.objects.filter(shipped_key=shipped.form).first()
    if template is None:
        template = AgreementTemplate.objects.create(
            name=_free_name(shipped.name), form=shipped.form, shipped_key=shipped.form
        )
    definition = dump(shipped.definition)
    ours = template.versions.filter(is_shipped=True).order_by("-number").first()
    if ours is not None and ours.definition == definition:
        return None
    published = template.versions.filter(published_at__isnull=False)
    current = published.order_by("-published_at", "-number").first()
    ours_is_used = current is None or current.is_shipped
    version = TemplateVersion.objects.create(
        template=template,
        number=_next_number(template),
        definition=definition,
        published_at=timezone.now() if ours_is_used else None,
        is_shipped=True,
    )
    audit.record("templateversion.installed", version, acting_user=None, form=shipped.form)
    return version


def _free_name(wanted: str) -> str:
    taken = set(AgreementTemplate.objects.values_list("name", flat=True))
    names = (wanted, *(f"{wanted} ({number})" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def _next_number(template: AgreementTemplate) -> int:
    return (template.versions.aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def make_template(
    name: str, form: str, *, like: TemplateVersion | None, acting_user: User
) -> TemplateVersion:
    """A template of one's own, not published yet: a copy of `like`, else nothing but goals."""
    access.require(acting_user, access.Permission.TEMPLATE_EDIT)
    template = AgreementTemplate.objects.create(name=name, form=form)
    return _begun(template, like, acting_user)


@transaction.atomic
def begin_version(template: AgreementTemplate, *, acting_user: User) -> TemplateVersion:
    """Go on with the version being written, or begin one from the version in use."""
    access.require(acting_user, access.Permission.TEMPLATE_EDIT)
    template = AgreementTemplate.objects.select_for_update().get(pk=template.pk)
    unpublished = template.versions.filter(published_at__isnull=True)
    begun = unpublished.filter(is_shipped=False).order_by("-number").first()
    if begun is not None:
        return begun
    published = template.versions.filter(published_at__isnull=False)
    newest = published.order_by("-published_at", "-number").first()
    return _begun(template, newest, acting_user)


def _begun(
    template: AgreementTemplate, like: TemplateVersion | None, user: User
) -> TemplateVersion:
    version = TemplateVersion.objects.create(
        template=template,
        number=_next_number(template),
        definition=like.definition if like else dump(BARE),
        made_by=user,
    )
    audit.record("templateversion.begun", version, acting_user=user, like=like and like.pk)
    return version


@transaction.atomic
def write_version(
    version: TemplateVersion, definition: Definition, *, base_version: int, acting_user: User
) -> TemplateVersion:
    """Save what has been written so far; it may still lack something."""
    version = _being_written(version, acting_user)
    if version.version != base_version:
        raise TemplateConflict(_("Somebody else has saved this version meanwhile."))
    before, after = version.definition, dump(definition)
    if before == after:
        return version
    version.definition = after
    version.version += 1
    version.is_shipped = False
    version.save()
    old, new = _differing(before, after)
    audit.record("templateversion.changed", version, acting_user=acting_user, before=old, after=new)
    return version


@transaction.atomic
def publish_version(
    version: TemplateVersion, definition: Definition, note: str, *, acting_user: User
) -> TemplateVersion:
    """Let new agreements use it from now on. Raise `DefinitionError` when it does not hold."""
    version = _being_written(version, acting_user)
    faults = faults_in(definition)
    if faults:
        raise DefinitionError(faults)
    version.note = note
    version.published_at = timezone.now()
    version.save()
    audit.record("templateversion.published", version, acting_user=acting_user, reason=note)
    return version


@transaction.atomic
def drop_version(version: TemplateVersion, *, acting_user: User) -> None:
    """Throw away a version that was never published."""
    version = _being_written(version, acting_user)
    audit.record(
        "templateversion.dropped", version, acting_user=acting_user, before=version.definition
    )
    version.delete()


@transaction.atomic
def change_template(
    template: AgreementTemplate, *, name: str, is_active: bool, acting_user: User
) -> AgreementTemplate:
    """Rename a template, or take it out of use for new agreements."""
    access.require(acting_user, access.Permission.TEMPLATE_EDIT)
    before = {"name": template.name, "is_active": template.is_active}
    template.name, template.is_active = name, is_active
    template.save(update_fields=["name", "is_active"])
    after = {"name": name, "is_active": is_active}
    audit.record(
        "agreementtemplate.changed", template, acting_user=acting_user, before=before, after=after
    )
    return template


def _being_written(version: TemplateVersion, acting_user: User) -> TemplateVersion:
    access.require(acting_user, access.Permission.TEMPLATE_EDIT)
    locked = TemplateVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if locked.published_at is not None:
        raise AlreadyPublished(_("A published version never changes. Begin a new one."))
    return locked


def _differing(
    before: dict[str, Any], after: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    names = [name for name in after if before.get(name) != after[name]]
    return {name: before.get(name) for name in names}, {name: after[name] for name in names}
