import factory

from roedtraad.foundation.accounts.tests.factories import UserFactory
from roedtraad.foundation.files.models import StoredFile
from roedtraad.foundation.organisation.tests.factories import UnitFactory
from roedtraad.gateways.importing.models import PlanReading, ReadElement, ReadingState


class StoredFileFactory(factory.django.DjangoModelFactory[StoredFile]):
    class Meta:
        model = StoredFile

    name = "plan.docx"
    content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    size = 1
    sha256 = "0" * 64
    stored_as = "00/0"
    uploaded_by = factory.SubFactory(UserFactory)


class PlanReadingFactory(factory.django.DjangoModelFactory[PlanReading]):
    class Meta:
        model = PlanReading

    document = factory.SubFactory(StoredFileFactory)
    unit = factory.SubFactory(UnitFactory)
    state = ReadingState.READY
    started_by = factory.SubFactory(UserFactory)


class ReadElementFactory(factory.django.DjangoModelFactory[ReadElement]):
    class Meta:
        model = ReadElement

    reading = factory.SubFactory(PlanReadingFactory)
    kind = "goal"
    fields = factory.LazyFunction(lambda: {"title": "Færre skift", "text": ""})
    position = factory.Sequence(lambda n: n)
