import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "__first__"),
        ("indicators", "0001_initial"),
        ("organisation", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Breakdown",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=80, verbose_name="divided by")),
                (
                    "must_add_up",
                    models.BooleanField(
                        default=True, verbose_name="the parts must add up to the whole"
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "breakdown",
                "verbose_name_plural": "breakdowns",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="BreakdownGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=80, verbose_name="group")),
                ("position", models.PositiveIntegerField(default=0)),
                ("is_ended", models.BooleanField(default=False, verbose_name="no longer used")),
            ],
            options={
                "verbose_name": "group of a breakdown",
                "verbose_name_plural": "groups of a breakdown",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CredibilityNote",
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
                            ("signed", "signed off"),
                            ("doubt", "doubt"),
                            ("settled", "doubt settled"),
                        ],
                        max_length=7,
                        verbose_name="credibility",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="why")),
                ("said_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "word on credibility",
                "verbose_name_plural": "words on credibility",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "doubt"), _negated=True),
                            models.Q(("text", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_doubt_says_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IndicatorVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="version")),
                ("definition", models.JSONField()),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("replaced_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "version of a definition",
                "verbose_name_plural": "versions of definitions",
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="MeasurementBatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file_name", models.CharField(max_length=200, verbose_name="file")),
                ("digest", models.CharField(max_length=64)),
                ("row_count", models.PositiveIntegerField(default=0, verbose_name="rows")),
                (
                    "refused_count",
                    models.PositiveIntegerField(default=0, verbose_name="refused rows"),
                ),
                ("imported_at", models.DateTimeField(auto_now_add=True)),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="undone")),
            ],
            options={
                "verbose_name": "import of measurements",
                "verbose_name_plural": "imports of measurements",
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["digest"], name="indicators__digest_bb5b7e_idx")],
            },
        ),
        migrations.CreateModel(
            name="MeasurementPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("cell", models.CharField(max_length=60)),
                (
                    "value",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=18, null=True, verbose_name="value"
                    ),
                ),
                (
                    "numerator",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=18,
                        null=True,
                        verbose_name="numerator",
                    ),
                ),
                (
                    "denominator",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=18,
                        null=True,
                        verbose_name="denominator",
                    ),
                ),
            ],
            options={
                "verbose_name": "part of a measurement",
                "verbose_name_plural": "parts of measurements",
            },
        ),
        migrations.CreateModel(
            name="RubricLevel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", models.SmallIntegerField(verbose_name="value")),
                ("title", models.CharField(max_length=80, verbose_name="level")),
                ("description", models.TextField(blank=True, verbose_name="what is seen")),
            ],
            options={
                "verbose_name": "level of the rubric",
                "verbose_name_plural": "levels of the rubric",
                "ordering": ["value"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="measurement",
            name="a_measurement_has_a_value",
        ),
        migrations.AddField(
            model_name="indicator",
            name="counting_rule",
            field=models.TextField(blank=True, verbose_name="counting rule"),
        ),
        migrations.AddField(
            model_name="indicator",
            name="days_to_report",
            field=models.PositiveSmallIntegerField(default=30, verbose_name="days to report"),
        ),
        migrations.AddField(
            model_name="indicator",
            name="decision",
            field=models.TextField(blank=True, verbose_name="which decision it is for"),
        ),
        migrations.AddField(
            model_name="indicator",
            name="defined_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisation.unit",
                verbose_name="defined by",
            ),
        ),
        migrations.AddField(
            model_name="indicator",
            name="denominator_text",
            field=models.CharField(blank=True, max_length=200, verbose_name="out of which"),
        ),
        migrations.AddField(
            model_name="indicator",
            name="ended_on",
            field=models.DateField(blank=True, null=True, verbose_name="no longer used from"),
        ),
        migrations.AddField(
            model_name="indicator",
            name="frequency",
            field=models.CharField(
                blank=True,
                choices=[
                    ("month", "every month"),
                    ("quarter", "every quarter"),
                    ("third", "every third of a year"),
                    ("half_year", "every half-year"),
                    ("year", "every year"),
                    ("school_year", "every school year"),
                ],
                max_length=11,
                verbose_name="how often",
            ),
        ),
        migrations.AddField(
            model_name="indicator",
            name="has_crossed_breakdowns",
            field=models.BooleanField(default=False, verbose_name="breakdowns are crossed"),
        ),
        migrations.AddField(
            model_name="indicator",
            name="highest",
            field=models.DecimalField(
                blank=True,
                decimal_places=4,
                max_digits=18,
                null=True,
                verbose_name="highest possible value",
            ),
        ),
        migrations.AddField(
            model_name="indicator",
            name="is_about_persons",
            field=models.BooleanField(default=False, verbose_name="is about persons"),
        ),
        migrations.AddField(
            model_name="indicator",
            name="is_shared",
            field=models.BooleanField(default=False, verbose_name="in the library"),
        ),
        migrations.AddField(
            model_name="indicator",
            name="largest_jump",
            field=models.DecimalField(
                blank=True,
                decimal_places=4,
                max_digits=18,
                null=True,
                verbose_name="largest usual change between two periods",
            ),
        ),
        migrations.AddField(
            model_name="indicator",
            name="lowest",
            field=models.DecimalField(
                blank=True,
                decimal_places=4,
                max_digits=18,
                null=True,
                verbose_name="lowest possible value",
            ),
        ),
        migrations.AddField(
            model_name="indicator",
            name="numerator_text",
            field=models.CharField(blank=True, max_length=200, verbose_name="what is counted"),
        ),
        migrations.AddField(
            model_name="indicator",
            name="over_time",
            field=models.CharField(
                choices=[
                    ("sum", "the sum"),
                    ("latest", "the latest"),
                    ("mean", "the mean, weighted by the denominator"),
                    ("none", "not at all"),
                ],
                default="latest",
                max_length=6,
                verbose_name="values of several periods together",
            ),
        ),
        migrations.AddField(
            model_name="indicator",
            name="over_units",
            field=models.CharField(
                choices=[
                    ("sum", "the sum"),
                    ("latest", "the latest"),
                    ("mean", "the mean, weighted by the denominator"),
                    ("none", "not at all"),
                ],
                default="none",
                max_length=6,
                verbose_name="values of several units together",
            ),
        ),
        migrations.AddField(
            model_name="indicator",
            name="purpose",
            field=models.TextField(blank=True, verbose_name="why it is followed"),
        ),
        migrations.AddField(
            model_name="indicator",
            name="register_measure",
            field=models.CharField(blank=True, max_length=60, verbose_name="register measure"),
        ),
        migrations.AddField(
            model_name="indicator",
            name="steward",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="steward",
            ),
        ),
        migrations.AddField(
            model_name="indicator",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name="indicatoruse",
            name="ends_on",
            field=models.DateField(blank=True, null=True, verbose_name="followed until"),
        ),
        migrations.AddField(
            model_name="indicatoruse",
            name="steward",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="who reports it",
            ),
        ),
        migrations.AddField(
            model_name="measurement",
            name="indicator_version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name="measurement",
            name="is_confirmed",
            field=models.BooleanField(default=False, verbose_name="confirmed though unusual"),
        ),
        migrations.AddField(
            model_name="measurement",
            name="is_not_counted",
            field=models.BooleanField(default=False, verbose_name="not counted"),
        ),
        migrations.AddField(
            model_name="measurement",
            name="period_from",
            field=models.DateField(blank=True, null=True, verbose_name="from"),
        ),
        migrations.AlterField(
            model_name="indicator",
            name="kind",
            field=models.CharField(
                choices=[
                    ("number", "number"),
                    ("percentage", "percentage"),
                    ("milestone", "milestone"),
                    ("evidence", "described evidence"),
                    ("register", "register measure"),
                ],
                default="number",
                max_length=10,
                verbose_name="kind",
            ),
        ),
        migrations.AddField(
            model_name="breakdown",
            name="indicator",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="breakdowns",
                to="indicators.indicator",
            ),
        ),
        migrations.AddField(
            model_name="breakdowngroup",
            name="breakdown",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="groups",
                to="indicators.breakdown",
            ),
        ),
        migrations.AddField(
            model_name="credibilitynote",
            name="measurement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="credibility_notes",
                to="indicators.measurement",
            ),
        ),
        migrations.AddField(
            model_name="credibilitynote",
            name="said_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="indicatorversion",
            name="indicator",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="versions",
                to="indicators.indicator",
            ),
        ),
        migrations.AddField(
            model_name="indicatorversion",
            name="replaced_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="measurementbatch",
            name="imported_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="measurement",
            name="batch",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="measurements",
                to="indicators.measurementbatch",
                verbose_name="import",
            ),
        ),
        migrations.AddField(
            model_name="measurementpart",
            name="measurement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="parts",
                to="indicators.measurement",
            ),
        ),
        migrations.AddField(
            model_name="rubriclevel",
            name="indicator",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="rubric",
                to="indicators.indicator",
            ),
        ),
        migrations.AddField(
            model_name="measurement",
            name="level",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="indicators.rubriclevel",
                verbose_name="level",
            ),
        ),
        migrations.AddConstraint(
            model_name="measurement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_withdrawn", True),
                    ("is_not_counted", True),
                    ("value__isnull", False),
                    ("is_done__isnull", False),
                    ("level__isnull", False),
                    _connector="OR",
                ),
                name="a_measurement_has_a_value",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicatorversion",
            constraint=models.UniqueConstraint(
                fields=("indicator", "number"), name="one_definition_per_indicator_and_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="measurementpart",
            constraint=models.UniqueConstraint(
                fields=("measurement", "cell"), name="one_part_per_measurement_and_cell"
            ),
        ),
        migrations.AddConstraint(
            model_name="rubriclevel",
            constraint=models.UniqueConstraint(
                fields=("indicator", "value"), name="one_level_per_indicator_and_value"
            ),
        ),
    ]
