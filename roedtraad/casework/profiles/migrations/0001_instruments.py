import django.db.models.deletion
import uuid
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("cases", "0004_birthdays_and_transitions"),
        ("interventions", "0002_interventions_of_cases"),
    ]

    operations = [
        migrations.CreateModel(
            name="Instrument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40, unique=True, verbose_name="short name")),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                (
                    "title_en",
                    models.CharField(blank=True, max_length=160, verbose_name="title in English"),
                ),
                (
                    "use",
                    models.CharField(
                        choices=[
                            ("state", "how somebody is doing"),
                            ("session", "how a session was"),
                        ],
                        default="state",
                        max_length=20,
                        verbose_name="what it measures",
                    ),
                ),
                ("purpose", models.TextField(blank=True, verbose_name="purpose")),
                ("purpose_en", models.TextField(blank=True, verbose_name="purpose in English")),
                ("owner", models.CharField(max_length=200, verbose_name="who has the rights")),
                ("licence", models.TextField(verbose_name="licence")),
                (
                    "may_show_items",
                    models.BooleanField(
                        default=False,
                        verbose_name="the licence lets the questions be shown and answered here",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
            ],
            options={
                "verbose_name": "instrument",
                "verbose_name_plural": "instruments",
                "ordering": ["title", "pk"],
            },
        ),
        migrations.CreateModel(
            name="NormSet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(max_length=300, verbose_name="source")),
                ("edition", models.CharField(max_length=80, verbose_name="edition of the norms")),
                ("country", models.CharField(default="DK", max_length=2, verbose_name="country")),
                (
                    "informant",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("child", "the child or young person"),
                            ("parent", "parent"),
                            ("network", "somebody in the network"),
                            ("practitioner", "practitioner"),
                            ("teacher", "teacher or day-care"),
                        ],
                        max_length=20,
                        verbose_name="answered by",
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("female", "girl or woman"),
                            ("male", "boy or man"),
                            ("unknown", "not stated"),
                        ],
                        max_length=10,
                        verbose_name="sex",
                    ),
                ),
                (
                    "age_from",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="from the age of"
                    ),
                ),
                (
                    "age_to",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="to the age of"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="used from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="used until")),
                (
                    "sd",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=9,
                        null=True,
                        verbose_name="SD of the scores",
                    ),
                ),
                (
                    "reliable_points",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=9,
                        null=True,
                        verbose_name="points of a reliable change, as the source states it",
                    ),
                ),
                (
                    "cutoff_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "there is none"),
                            ("stated", "stated by the source"),
                            ("a", "a: two SDs from the clinical group's mean"),
                            ("b", "b: two SDs from the other group's mean"),
                            ("c", "c: between the two groups' means"),
                        ],
                        default="",
                        max_length=10,
                        verbose_name="cut-off",
                    ),
                ),
                (
                    "cutoff",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=9,
                        null=True,
                        verbose_name="cut-off, points",
                    ),
                ),
                (
                    "is_cutoff_inclusive",
                    models.BooleanField(
                        default=False,
                        verbose_name="a score exactly on the cut-off is on the good side",
                    ),
                ),
                (
                    "clinical_mean",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=9,
                        null=True,
                        verbose_name="mean of the clinical group",
                    ),
                ),
                (
                    "clinical_sd",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=9,
                        null=True,
                        verbose_name="SD of the clinical group",
                    ),
                ),
                (
                    "functional_mean",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=9,
                        null=True,
                        verbose_name="mean of the other group",
                    ),
                ),
                (
                    "functional_sd",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=9,
                        null=True,
                        verbose_name="SD of the other group",
                    ),
                ),
            ],
            options={
                "verbose_name": "norm set",
                "verbose_name_plural": "norm sets",
                "ordering": ["informant", "age_from", "sex", "-valid_from", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="a_norm_set_does_not_end_before_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("age_from", None),
                            ("age_to", None),
                            ("age_to__gte", models.F("age_from")),
                            _connector="OR",
                        ),
                        name="a_norm_set_is_for_an_age_span",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sd", None), ("sd__gt", 0), _connector="OR"),
                        name="the_sd_of_a_norm_set_is_above_nothing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reliable_points", None), ("reliable_points__gt", 0), _connector="OR"
                        ),
                        name="a_reliable_change_is_more_than_nothing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cutoff_kind", "stated"), _negated=True),
                            models.Q(("cutoff", None), _negated=True),
                            _connector="OR",
                        ),
                        name="a_stated_cutoff_has_its_points",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InstrumentVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("label", models.CharField(max_length=80, verbose_name="version")),
                (
                    "label_en",
                    models.CharField(blank=True, max_length=80, verbose_name="version in English"),
                ),
                (
                    "lead",
                    models.TextField(blank=True, verbose_name="what is said before the questions"),
                ),
                ("lead_en", models.TextField(blank=True, verbose_name="the same in English")),
                ("informants", models.JSONField(default=list, verbose_name="who may answer")),
                (
                    "is_self_report",
                    models.BooleanField(default=False, verbose_name="one answers about oneself"),
                ),
                (
                    "age_from",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="from the age of"
                    ),
                ),
                (
                    "age_to",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="to the age of"
                    ),
                ),
                ("published_at", models.DateTimeField(editable=False, null=True)),
                (
                    "retired_on",
                    models.DateField(blank=True, null=True, verbose_name="not to be used after"),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="profiles.instrument",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "version of an instrument",
                "verbose_name_plural": "versions of instruments",
                "ordering": ["instrument", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("instrument", "label"),
                        name="one_version_of_an_instrument_per_label",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("age_from", None),
                            ("age_to", None),
                            ("age_to__gte", models.F("age_from")),
                            _connector="OR",
                        ),
                        name="an_instrument_version_is_for_an_age_span",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AnswerSet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="blocks",
                        to="profiles.instrumentversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "block of questions",
                "verbose_name_plural": "blocks of questions",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("text", models.CharField(blank=True, max_length=400, verbose_name="question")),
                (
                    "text_en",
                    models.CharField(
                        blank=True, max_length=400, verbose_name="question in English"
                    ),
                ),
                (
                    "answer_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="profiles.answerset",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="profiles.instrumentversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "question",
                "verbose_name_plural": "questions",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "number"), name="a_question_has_a_number_of_its_own"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Band",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "starts_at",
                    models.DecimalField(decimal_places=4, max_digits=9, verbose_name="from"),
                ),
                ("title", models.CharField(max_length=80, verbose_name="what it is called")),
                (
                    "title_en",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="what it is called in English"
                    ),
                ),
                (
                    "norm_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bands",
                        to="profiles.normset",
                    ),
                ),
            ],
            options={
                "verbose_name": "band of scores",
                "verbose_name_plural": "bands of scores",
                "ordering": ["starts_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("norm_set", "starts_at"), name="one_band_begins_at_a_score"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Response",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("entry_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "informant",
                    models.CharField(
                        choices=[
                            ("child", "the child or young person"),
                            ("parent", "parent"),
                            ("network", "somebody in the network"),
                            ("practitioner", "practitioner"),
                            ("teacher", "teacher or day-care"),
                        ],
                        max_length=20,
                        verbose_name="answered by",
                    ),
                ),
                ("answered_on", models.DateField(verbose_name="answered")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("answered", "answered here"),
                            ("entered", "scores entered"),
                            ("imported", "read in from a spreadsheet"),
                        ],
                        max_length=20,
                    ),
                ),
                ("answers", models.JSONField(blank=True, default=dict)),
                ("comment", models.TextField(blank=True, verbose_name="in their own words")),
                ("is_withdrawal", models.BooleanField(default=False)),
                (
                    "reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why it is corrected"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.citizen",
                    ),
                ),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.citizen",
                        verbose_name="about",
                    ),
                ),
                (
                    "intervention",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="interventions.intervention",
                        verbose_name="intervention",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="profiles.response",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responses",
                        to="profiles.instrumentversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "answered questionnaire",
                "verbose_name_plural": "answered questionnaires",
                "indexes": [
                    models.Index(
                        fields=["case", "answered_on"], name="profiles_re_case_id_e407f9_idx"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("replaces", None),
                            models.Q(("replaces", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="an_answer_does_not_replace_itself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("replaces", None),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_correction_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_withdrawal", False),
                            models.Q(("replaces", None), _negated=True),
                            _connector="OR",
                        ),
                        name="a_withdrawal_withdraws_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Scale",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("key", models.CharField(max_length=40, verbose_name="short name")),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                (
                    "title_en",
                    models.CharField(blank=True, max_length=120, verbose_name="title in English"),
                ),
                (
                    "scoring",
                    models.CharField(
                        choices=[
                            ("sum", "the sum of the questions"),
                            ("mean", "the mean of the questions"),
                            ("parts", "the sum of other scales"),
                            ("entered", "worked out elsewhere and entered"),
                        ],
                        max_length=20,
                        verbose_name="how it is scored",
                    ),
                ),
                (
                    "factor",
                    models.DecimalField(
                        decimal_places=4,
                        default=Decimal("1"),
                        max_digits=9,
                        verbose_name="multiplied by",
                    ),
                ),
                (
                    "fewest_answered",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="questions that must be answered"
                    ),
                ),
                (
                    "lowest",
                    models.DecimalField(
                        decimal_places=4, max_digits=9, verbose_name="lowest score"
                    ),
                ),
                (
                    "highest",
                    models.DecimalField(
                        decimal_places=4, max_digits=9, verbose_name="highest score"
                    ),
                ),
                (
                    "better",
                    models.CharField(
                        choices=[
                            ("higher", "a higher score is better"),
                            ("lower", "a lower score is better"),
                        ],
                        max_length=10,
                        verbose_name="which way is better",
                    ),
                ),
                (
                    "is_threshold_inclusive",
                    models.BooleanField(
                        default=False,
                        verbose_name="a change exactly as large as the limit counts as reliable",
                    ),
                ),
                (
                    "parts",
                    models.ManyToManyField(
                        blank=True,
                        related_name="totals",
                        to="profiles.scale",
                        verbose_name="scales",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scales",
                        to="profiles.instrumentversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "scale",
                "verbose_name_plural": "scales",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "key"), name="one_scale_per_short_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("highest__gt", models.F("lowest"))),
                        name="a_scale_ends_above_its_beginning",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("factor__gt", 0)),
                        name="a_scale_is_multiplied_by_more_than_nothing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reliability",
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
                        choices=[("retest", "test-retest"), ("internal", "internal consistency")],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "value",
                    models.DecimalField(decimal_places=4, max_digits=5, verbose_name="reliability"),
                ),
                (
                    "informant",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("child", "the child or young person"),
                            ("parent", "parent"),
                            ("network", "somebody in the network"),
                            ("practitioner", "practitioner"),
                            ("teacher", "teacher or day-care"),
                        ],
                        max_length=20,
                        verbose_name="answered by",
                    ),
                ),
                ("source", models.CharField(max_length=300, verbose_name="source")),
                (
                    "scale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reliabilities",
                        to="profiles.scale",
                    ),
                ),
            ],
            options={
                "verbose_name": "reliability",
                "verbose_name_plural": "reliabilities",
                "ordering": ["-kind", "informant", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value__gte", Decimal("0")), ("value__lt", Decimal("1"))
                        ),
                        name="a_reliability_is_from_0_to_below_1",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="normset",
            name="scale",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="norms",
                to="profiles.scale",
            ),
        ),
        migrations.CreateModel(
            name="ScaleItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_reversed", models.BooleanField(default=False, verbose_name="turned round")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="profiles.item",
                    ),
                ),
                (
                    "scale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scale_items",
                        to="profiles.scale",
                    ),
                ),
            ],
            options={
                "verbose_name": "question of a scale",
                "verbose_name_plural": "questions of scales",
                "constraints": [
                    models.UniqueConstraint(fields=("scale", "item"), name="a_question_counts_once")
                ],
            },
        ),
        migrations.AddField(
            model_name="scale",
            name="items",
            field=models.ManyToManyField(
                related_name="scales", through="profiles.ScaleItem", to="profiles.item"
            ),
        ),
        migrations.CreateModel(
            name="ScaleScore",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "score",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=9, null=True, verbose_name="score"
                    ),
                ),
                ("n_answered", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "response",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scores",
                        to="profiles.response",
                    ),
                ),
                (
                    "scale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="profiles.scale",
                    ),
                ),
            ],
            options={
                "verbose_name": "score of a scale",
                "verbose_name_plural": "scores of scales",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("response", "scale"), name="one_score_per_scale"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AnswerOption",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", models.SmallIntegerField(verbose_name="value")),
                ("points", models.SmallIntegerField(verbose_name="points")),
                ("label", models.CharField(blank=True, max_length=120, verbose_name="answer")),
                (
                    "label_en",
                    models.CharField(blank=True, max_length=120, verbose_name="answer in English"),
                ),
                (
                    "answer_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="options",
                        to="profiles.answerset",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer",
                "verbose_name_plural": "answers",
                "ordering": ["value"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("answer_set", "value"), name="an_answer_is_offered_once"
                    )
                ],
            },
        ),
    ]
