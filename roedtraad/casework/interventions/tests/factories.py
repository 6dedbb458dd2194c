import factory

from roedtraad.casework.interventions.models import InterventionType, LadderStep


class LadderStepFactory(factory.django.DjangoModelFactory[LadderStep]):
    class Meta:
        model = LadderStep

    number = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Step {n}")


class InterventionTypeFactory(factory.django.DjangoModelFactory[InterventionType]):
    class Meta:
        model = InterventionType

    title = factory.Sequence(lambda n: f"Intervention type {n}")
