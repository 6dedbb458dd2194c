from datetime import date
from typing import Any

import factory

from roedtraad.foundation.organisation.models import Unit, UnitKind, UnitPlacement


class UnitFactory(factory.django.DjangoModelFactory[Unit]):
    """A unit with its placement; `parent=` puts it below another."""

    class Meta:
        model = Unit
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Unit {n}")
    kind = UnitKind.AGREEMENT_UNIT
    starts_on = date(2020, 1, 1)

    @factory.post_generation
    def parent(self: Unit, create: bool, extracted: Unit | None, **_: Any) -> None:
        UnitPlacement.objects.create(unit=self, parent=extracted, starts_on=self.starts_on)
        self.path = f"{extracted.path if extracted else ''}{self.pk}/"
        self.save(update_fields=["path"])
