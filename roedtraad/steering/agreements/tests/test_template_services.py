from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.steering.agreements.models import AgreementTemplate, PlanForm, TemplateVersion
from roedtraad.steering.agreements.services import templates
from roedtraad.steering.agreements.template_definition import Rules
from roedtraad.steering.agreements.template_json import DefinitionError, load

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract() -> AgreementTemplate:
    templates.install_templates()
    return AgreementTemplate.objects.get(form=PlanForm.CONTRACT)


def pretend_ours_was_older(template: AgreementTemplate) -> None:
    version = template.versions.get(is_shipped=True)
    version.definition = version.definition | {"status_rule": "weighted"}
    version.save()


def test_shipped_templates_are_installed_once() -> None:
    first, second = templates.install_templates(), templates.install_templates()

    assert (len(first), second) == (4, [])
    assert all(version.published_at for version in first)


def test_a_changed_shipped_template_becomes_a_new_version(contract: AgreementTemplate) -> None:
    pretend_ours_was_older(contract)

    [added] = templates.install_templates()

    assert (added.template, added.number) == (contract, 2)
    assert added.published_at is not None


def test_a_municipality_s_own_version_stays_in_use(
    contract: AgreementTemplate, consultant: User
) -> None:
    own = templates.begin_version(contract, acting_user=consultant)
    templates.publish_version(own, load(own.definition), "vores", acting_user=consultant)
    pretend_ours_was_older(contract)

    [added] = templates.install_templates()

    own.refresh_from_db()
    assert added.published_at is None
    assert own.note == "vores"


def test_a_name_that_is_taken_is_not_taken_over() -> None:
    AgreementTemplate.objects.create(name="Aftalemål")

    templates.install_templates()

    assert AgreementTemplate.objects.get(shipped_key="contract").name == "Aftalemål (2)"


def test_a_version_is_written_then_published_then_fixed(
    contract: AgreementTemplate, consultant: User
) -> None:
    version = templates.begin_version(contract, acting_user=consultant)
    changed = replace(load(version.definition), rules=Rules(minimum_goals=3))

    version = templates.write_version(version, changed, base_version=1, acting_user=consultant)
    version = templates.publish_version(version, changed, "Tre mål", acting_user=consultant)

    with pytest.raises(templates.AlreadyPublished):
        templates.write_version(version, changed, base_version=2, acting_user=consultant)
    stored = TemplateVersion.objects.get(pk=version.pk)
    assert load(stored.definition).rules == Rules(minimum_goals=3)
    assert AuditEvent.objects.filter(action="templateversion.published").count() == 1


def test_what_does_not_hold_is_not_published(contract: AgreementTemplate, consultant: User) -> None:
    version = templates.begin_version(contract, acting_user=consultant)
    broken = replace(load(version.definition), sections=())

    templates.write_version(version, broken, base_version=1, acting_user=consultant)

    with pytest.raises(DefinitionError):
        templates.publish_version(version, broken, "", acting_user=consultant)


def test_two_who_write_the_same_version_are_told(
    contract: AgreementTemplate, consultant: User
) -> None:
    version = templates.begin_version(contract, acting_user=consultant)
    changed = replace(load(version.definition), rules=Rules())

    templates.write_version(version, changed, base_version=1, acting_user=consultant)

    with pytest.raises(templates.TemplateConflict):
        templates.write_version(version, changed, base_version=1, acting_user=consultant)


def test_going_on_with_what_was_begun(contract: AgreementTemplate, consultant: User) -> None:
    first = templates.begin_version(contract, acting_user=consultant)

    assert templates.begin_version(contract, acting_user=consultant) == first
    templates.drop_version(first, acting_user=consultant)
    assert contract.versions.count() == 1


def test_only_those_who_may_edit_templates_do(contract: AgreementTemplate, outsider: User) -> None:
    version = contract.versions.get()

    with pytest.raises(PermissionDenied):
        templates.begin_version(contract, acting_user=outsider)
    with pytest.raises(PermissionDenied):
        templates.make_template("Min", PlanForm.OTHER, like=version, acting_user=outsider)
    with pytest.raises(PermissionDenied):
        templates.change_template(contract, name="Min", is_active=False, acting_user=outsider)
