import factory

from roedtraad.foundation.accounts.tests.factories import UserFactory
from roedtraad.foundation.organisation.tests.factories import UnitFactory
from roedtraad.steering.indicators.tests.factories import IndicatorUseFactory
from roedtraad.steering.theory.models import Link, Node, NodeIndicator, NodeKind, TheoryOfChange


class TheoryFactory(factory.django.DjangoModelFactory[TheoryOfChange]):
    class Meta:
        model = TheoryOfChange

    title = factory.Sequence(lambda n: f"Theory {n}")
    unit = factory.SubFactory(UnitFactory)
    made_by = factory.SubFactory(UserFactory)


class NodeFactory(factory.django.DjangoModelFactory[Node]):
    class Meta:
        model = Node

    theory = factory.SubFactory(TheoryFactory)
    kind = NodeKind.OUTPUT
    title = factory.Sequence(lambda n: f"Box {n}")


class LinkFactory(factory.django.DjangoModelFactory[Link]):
    class Meta:
        model = Link

    theory = factory.SelfAttribute("from_node.theory")
    from_node = factory.SubFactory(NodeFactory)
    to_node = factory.SubFactory(NodeFactory)


class NodeIndicatorFactory(factory.django.DjangoModelFactory[NodeIndicator]):
    class Meta:
        model = NodeIndicator

    node = factory.SubFactory(NodeFactory)
    use = factory.SubFactory(IndicatorUseFactory, unit=factory.SelfAttribute("..node.theory.unit"))
