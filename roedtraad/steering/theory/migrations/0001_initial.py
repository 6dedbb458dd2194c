import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("agreements", "0002_changes_of_one_act"),
        ("cases", "0001_initial"),
        ("indicators", "0001_initial"),
        ("interventions", "0001_initial"),
        ("organisation", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Node",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("target_group", "target group"),
                            ("intervention", "intervention"),
                            ("output", "output"),
                            ("result_goal", "result goal"),
                            ("effect_goal", "effect goal"),
                        ],
                        max_length=12,
                        verbose_name="column",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                ("text", models.TextField(blank=True, verbose_name="text")),
                ("resources", models.TextField(blank=True, verbose_name="resources")),
                ("organisation", models.TextField(blank=True, verbose_name="organisation")),
                ("activities", models.TextField(blank=True, verbose_name="activities")),
                ("position", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "effect_goal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="agreements.effectgoal",
                        verbose_name="effect goal",
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="agreements.goal",
                        verbose_name="goal",
                    ),
                ),
                (
                    "intervention_type",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="interventions.interventiontype",
                        verbose_name="intervention type",
                    ),
                ),
                (
                    "target_group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.targetgroup",
                        verbose_name="target group",
                    ),
                ),
            ],
            options={
                "verbose_name": "box",
                "verbose_name_plural": "boxes",
                "ordering": ("position", "pk"),
            },
        ),
        migrations.CreateModel(
            name="TheoryOfChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("text", models.TextField(blank=True, verbose_name="what it is about")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("in_use", "in use"),
                            ("ended", "no longer in use"),
                        ],
                        default="draft",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="edition"),
                ),
                ("in_use_since", models.DateTimeField(editable=False, null=True)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="agreements.agreement",
                        verbose_name="agreement",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revises",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="revisions",
                        to="theory.theoryofchange",
                    ),
                ),
                (
                    "target_group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.targetgroup",
                        verbose_name="target group",
                    ),
                ),
                (
                    "themes",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="agreements.theme", verbose_name="themes"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "theory of change",
                "verbose_name_plural": "theories of change",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "draft")),
                        fields=("revises",),
                        name="one_draft_at_a_time_revises_a_theory",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TheoryChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject_type", models.CharField(max_length=60)),
                ("subject_id", models.BigIntegerField()),
                ("before", models.JSONField(null=True)),
                ("after", models.JSONField(null=True)),
                ("changed_at", models.DateTimeField(auto_now_add=True)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                ("act", models.UUIDField(db_index=True, null=True)),
                ("undoes", models.UUIDField(null=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "theory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="theory.theoryofchange",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of a theory",
                "verbose_name_plural": "changes of theories",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="Risk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="risk")),
                (
                    "likelihood",
                    models.CharField(
                        choices=[("low", "low"), ("medium", "medium"), ("high", "high")],
                        default="medium",
                        max_length=6,
                        verbose_name="likelihood",
                    ),
                ),
                ("response", models.TextField(blank=True, verbose_name="what is done about it")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "node",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="risks",
                        to="theory.node",
                        verbose_name="concerns the box",
                    ),
                ),
                (
                    "theory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="risks",
                        to="theory.theoryofchange",
                    ),
                ),
            ],
            options={
                "verbose_name": "risk",
                "verbose_name_plural": "risks",
                "ordering": ("pk",),
            },
        ),
        migrations.AddField(
            model_name="node",
            name="theory",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="nodes",
                to="theory.theoryofchange",
            ),
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("assumption", models.TextField(blank=True, verbose_name="assumption")),
                (
                    "evidence",
                    models.CharField(
                        choices=[
                            ("hypothesis", "hypothesis"),
                            ("literature", "literature"),
                            ("before_after", "local before and after"),
                            ("comparison", "comparison"),
                        ],
                        default="hypothesis",
                        max_length=12,
                        verbose_name="evidence",
                    ),
                ),
                (
                    "evidence_source",
                    models.TextField(blank=True, verbose_name="source of the evidence"),
                ),
                (
                    "evidence_on",
                    models.DateField(blank=True, null=True, verbose_name="date of the evidence"),
                ),
                ("effect", models.TextField(blank=True, verbose_name="measured effect")),
                (
                    "effect_value",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=18,
                        null=True,
                        verbose_name="size of the effect",
                    ),
                ),
                (
                    "effect_low",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=18,
                        null=True,
                        verbose_name="interval from",
                    ),
                ),
                (
                    "effect_high",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=18,
                        null=True,
                        verbose_name="interval to",
                    ),
                ),
                (
                    "effect_count",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="number measured"
                    ),
                ),
                ("effect_on", models.DateField(blank=True, null=True, verbose_name="measured on")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "from_node",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links_out",
                        to="theory.node",
                        verbose_name="from",
                    ),
                ),
                (
                    "to_node",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links_in",
                        to="theory.node",
                        verbose_name="to",
                    ),
                ),
                (
                    "theory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="theory.theoryofchange",
                    ),
                ),
            ],
            options={
                "verbose_name": "arrow",
                "verbose_name_plural": "arrows",
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("from_node", "to_node"), name="one_arrow_between_two"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("from_node", models.F("to_node")), _negated=True),
                        name="an_arrow_leads_to_another_box",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NodeIndicator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "node",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="node_indicators",
                        to="theory.node",
                    ),
                ),
                (
                    "use",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="indicators.indicatoruse",
                    ),
                ),
            ],
            options={
                "verbose_name": "indicator of a box",
                "verbose_name_plural": "indicators of boxes",
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("node", "use"), name="a_box_is_followed_once_by_an_indicator"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TheoryDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=120)),
                ("data", models.JSONField(default=dict)),
                ("base_version", models.PositiveIntegerField(blank=True, null=True)),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "draft of a form",
                "verbose_name_plural": "drafts of forms",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "key"), name="theorydraft_one_per_user_and_form"
                    )
                ],
            },
        ),
    ]
