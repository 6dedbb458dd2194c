import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "__first__"),
        ("cases", "0002_cases_and_citizens"),
        ("interventions", "0001_initial"),
        ("organisation", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Intervention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("purpose", models.TextField(blank=True, verbose_name="purpose")),
                ("starts_on", models.DateField(verbose_name="from")),
                (
                    "planned_to",
                    models.DateField(blank=True, null=True, verbose_name="expected until"),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended")),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("reached", "the goals were reached"),
                            ("less", "a less intrusive intervention is enough"),
                            ("more", "a more intrusive intervention is needed"),
                            ("declined", "the family did not want it any more"),
                            ("not_helping", "it did not help"),
                            ("moved", "the family moved"),
                            ("age", "age"),
                            ("breakdown", "it broke down: an end that was not planned"),
                            ("other", "another reason"),
                        ],
                        max_length=20,
                        verbose_name="why it ended",
                    ),
                ),
                ("end_note", models.TextField(blank=True, verbose_name="more about why")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "citizen",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.citizen",
                        verbose_name="for whom",
                    ),
                ),
                (
                    "type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interventions",
                        to="interventions.interventiontype",
                        verbose_name="intervention type",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="provided by",
                    ),
                ),
            ],
            options={
                "verbose_name": "intervention",
                "verbose_name_plural": "interventions",
                "indexes": [
                    models.Index(
                        fields=["unit", "starts_on"], name="interventio_unit_id_f0f838_idx"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None),
                            ("ended_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="an_intervention_does_not_end_before_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("planned_to", None),
                            ("planned_to__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="an_intervention_is_not_planned_to_end_before_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on", None), ("end_reason", "")),
                            models.Q(
                                models.Q(("ended_on", None), _negated=True),
                                models.Q(("end_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="an_intervention_that_ended_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReferralDiscussion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("held_on", models.DateField(verbose_name="held")),
                ("participants", models.TextField(verbose_name="who took part, and from where")),
                ("method", models.CharField(max_length=200, verbose_name="method")),
                ("reasons", models.TextField(verbose_name="why this type and this method")),
                ("recorded_at", models.DateTimeField()),
                (
                    "intervention",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="discussion",
                        to="interventions.intervention",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "referral discussion",
                "verbose_name_plural": "referral discussions",
            },
        ),
    ]
