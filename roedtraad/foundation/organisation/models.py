from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    """What a node of the tree is."""

    COUNCIL = "council", _("council")
    COMMITTEE = "committee", _("committee")
    DIRECTORATE = "directorate", _("directorate")
    ADMINISTRATION = "administration", _("administration")
    DEPARTMENT = "department", _("department")
    AGREEMENT_UNIT = "agreement_unit", _("agreement unit")
    TEAM = "team", _("team")


class UnitQuerySet(models.QuerySet["Unit"]):
    def within(self, top: Unit) -> UnitQuerySet:
        """`top` itself and every unit below it today."""
        return self.filter(path__startswith=top.path)

    def existing_on(self, on: date) -> UnitQuerySet:
        """Units that were valid on that day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)


class Unit(models.Model):
    """A node of the organisation tree, from the council down to a team, valid from and to."""

    personal_fields: ClassVar[tuple[str, ...]] = ("leader_name",)

    name = models.CharField(_("name"), max_length=160)
    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind)
    starts_on = models.DateField(_("valid from"))
    ends_on = models.DateField(_("valid to"), null=True, blank=True)
    # ids from the root down as the tree is today, "1/4/9/": rights follow it.
    # A closed unit lies below the one that took over all of it, else where it stood last.
    path = models.CharField(max_length=255, db_index=True, editable=False, default="")
    unit_type = models.CharField(_("type"), max_length=120, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    leader_name = models.CharField(_("leader"), max_length=120, blank=True)
    legal_basis = models.TextField(_("legal basis"), blank=True)
    import_id = models.CharField(max_length=40, blank=True, editable=False)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="a_unit_does_not_end_before_it_starts",
            )
        ]

    def __str__(self) -> str:
        return self.name


class UnitName(models.Model):
    """What a unit was called in a period."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(_("name"), max_length=160)
    starts_on = models.DateField(_("valid from"))
    ends_on = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        verbose_name = _("unit name")
        verbose_name_plural = _("unit names")
        constraints = [
            models.UniqueConstraint(fields=["unit", "starts_on"], name="one_name_from_a_date")
        ]

    def __str__(self) -> str:
        return self.name


class UnitPlacement(models.Model):
    """Where in the tree a unit stood in a period; without a parent it is a root."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="placements")
    parent = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="child_placements", null=True, blank=True
    )
    starts_on = models.DateField(_("valid from"))
    ends_on = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        verbose_name = _("placement")
        verbose_name_plural = _("placements")
        constraints = [
            models.UniqueConstraint(fields=["unit", "starts_on"], name="one_placement_from_a_date"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("unit")),
                name="a_unit_is_not_its_own_parent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} ‹ {self.parent or '–'}"


class UnitStaff(models.Model):
    """How many people, and full-time equivalents, a unit had in a year."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="staff_years")
    year = models.PositiveSmallIntegerField(_("year"))
    staff = models.DecimalField(_("staff"), max_digits=8, decimal_places=2, null=True, blank=True)
    full_time_equivalents = models.DecimalField(
        _("full-time equivalents"), max_digits=8, decimal_places=2, null=True, blank=True
    )

    class Meta:
        verbose_name = _("staff of a year")
        verbose_name_plural = _("staff by year")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year"], name="one_staff_figure_per_unit_and_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}"


class ReorganisationKind(models.TextChoices):
    """What is done to the tree on a date."""

    CREATE = "create", _("create")
    RENAME = "rename", _("rename")
    MOVE = "move", _("move")
    SPLIT = "split", _("split")
    MERGE = "merge", _("merge")
    CLOSE = "close", _("close")


class Reorganisation(models.Model):
    """One act that changed the tree on a date: what was done, by whom, and why."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    kind = models.CharField(_("kind"), max_length=10, choices=ReorganisationKind)
    on = models.DateField(_("date"))
    reason = models.TextField(_("reason"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    detail = models.JSONField(default=dict)  # what undo needs: the rows made and ended
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = _("reorganisation")
        verbose_name_plural = _("reorganisations")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on}"


class UnitSuccession(models.Model):
    """A unit took over from another, wholly or in part, in a reorganisation."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    reorganisation = models.ForeignKey(
        Reorganisation, on_delete=models.CASCADE, related_name="successions"
    )
    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successors")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="predecessors")

    class Meta:
        verbose_name = _("succession")
        verbose_name_plural = _("successions")

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
