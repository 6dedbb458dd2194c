import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "__first__"),
        ("cases", "0004_birthdays_and_transitions"),
        ("interventions", "0002_interventions_of_cases"),
        ("organisation", "0001_initial"),
        ("profiles", "0001_instruments"),
    ]

    operations = [
        migrations.CreateModel(
            name="DevelopmentProfile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("steered_model", models.CharField(blank=True, editable=False, max_length=60)),
                (
                    "steered_id",
                    models.PositiveBigIntegerField(blank=True, editable=False, null=True),
                ),
                ("purpose", models.TextField(blank=True, verbose_name="purpose")),
                (
                    "expected_to",
                    models.DateField(blank=True, null=True, verbose_name="expected until"),
                ),
                ("opened_on", models.DateField(verbose_name="opened")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("reached", "the goals were reached"),
                            ("partly", "some of the goals were reached"),
                            ("dropped_out", "the family stopped before the end"),
                            ("moved_on", "the work goes on in another profile or intervention"),
                            ("other", "another reason"),
                        ],
                        max_length=20,
                        verbose_name="how it ended",
                    ),
                ),
                ("closing_note", models.TextField(blank=True, verbose_name="more about why")),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
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
                "verbose_name": "development profile",
                "verbose_name_plural": "development profiles",
                "indexes": [
                    models.Index(
                        fields=["unit", "opened_on"], name="profiles_de_unit_id_a4b338_idx"
                    ),
                    models.Index(
                        fields=["steered_model", "steered_id"],
                        name="profiles_de_steered_45d79c_idx",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("case", None),
                                models.Q(("steered_model", ""), _negated=True),
                                models.Q(("steered_id", None), _negated=True),
                            ),
                            models.Q(
                                models.Q(("case", None), _negated=True),
                                ("steered_model", ""),
                                ("steered_id", None),
                            ),
                            _connector="OR",
                        ),
                        name="a_profile_is_about_a_case_or_a_management_goal",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_on", None),
                            ("closed_on__gte", models.F("opened_on")),
                            _connector="OR",
                        ),
                        name="a_profile_does_not_close_before_it_opens",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on", None), ("outcome", "")),
                            models.Q(
                                models.Q(("closed_on", None), _negated=True),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_profile_that_closed_has_an_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Evaluation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quarter_start", models.DateField(verbose_name="quarter")),
                ("held_on", models.DateField(verbose_name="held")),
                ("family_view", models.TextField(blank=True, verbose_name="what the family says")),
                ("conclusion", models.TextField(blank=True, verbose_name="what is adjusted")),
                ("next_on", models.DateField(blank=True, null=True, verbose_name="next time")),
                ("started_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluations",
                        to="profiles.developmentprofile",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "evaluation",
                "verbose_name_plural": "evaluations",
                "ordering": ["quarter_start"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("profile", "quarter_start"),
                        name="one_evaluation_per_profile_and_quarter",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_at", None), ("approved_by", None)),
                            models.Q(
                                models.Q(("approved_at", None), _negated=True),
                                models.Q(("approved_by", None), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="an_approved_evaluation_says_by_whom",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlannedAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("description", models.TextField(verbose_name="what is done")),
                ("responsible", models.CharField(max_length=200, verbose_name="who does it")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="to")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("under_way", "under way"),
                            ("done", "done"),
                            ("given_up", "given up"),
                        ],
                        default="planned",
                        max_length=12,
                        verbose_name="how far",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "citizen",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.citizen",
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="profiles.developmentprofile",
                    ),
                ),
            ],
            options={
                "verbose_name": "planned action",
                "verbose_name_plural": "planned actions",
                "ordering": ["starts_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="a_planned_action_does_not_end_before_it_starts",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProfileGoal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("own_words", models.TextField(verbose_name="the goal in the family's own words")),
                (
                    "own_words_by",
                    models.CharField(
                        choices=[
                            ("child", "the child"),
                            ("parents", "the parents"),
                            ("network", "the network"),
                            ("professional", "the professionals"),
                            ("leadership", "the leadership"),
                            ("employees", "the employees"),
                        ],
                        max_length=12,
                        verbose_name="whose words",
                    ),
                ),
                (
                    "professional_words",
                    models.TextField(blank=True, verbose_name="the goal in professional words"),
                ),
                (
                    "scale",
                    models.CharField(
                        choices=[
                            ("number", "0–10 with own words"),
                            ("attainment", "goal attainment, −2 to +2 with described levels"),
                            ("ffb", "FFB level of functioning, 0–4"),
                        ],
                        default="number",
                        max_length=12,
                        verbose_name="scale",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("develop", "develop"),
                            ("maintain", "maintain"),
                            ("limit_loss", "limit loss"),
                        ],
                        default="develop",
                        max_length=12,
                        verbose_name="type of goal",
                    ),
                ),
                (
                    "low_anchor",
                    models.CharField(blank=True, max_length=200, verbose_name="what 0 looks like"),
                ),
                (
                    "high_anchor",
                    models.CharField(blank=True, max_length=200, verbose_name="what 10 looks like"),
                ),
                (
                    "aim",
                    models.SmallIntegerField(
                        blank=True, null=True, verbose_name="where we want to be"
                    ),
                ),
                (
                    "weight",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="weight",
                    ),
                ),
                ("ics", models.JSONField(blank=True, default=list, verbose_name="ICS dimensions")),
                (
                    "conditions",
                    models.JSONField(blank=True, default=list, verbose_name="the six conditions"),
                ),
                ("opened_on", models.DateField(verbose_name="agreed")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("reached", "reached"),
                            ("partly", "partly reached"),
                            ("not_reached", "not reached"),
                            ("changed", "changed into a new goal"),
                            ("not_wanted", "not wanted any more"),
                            ("stopped", "stopped with the intervention"),
                        ],
                        max_length=12,
                        verbose_name="how it ended",
                    ),
                ),
                ("closing_note", models.TextField(blank=True, verbose_name="more about why")),
                ("created_at", models.DateTimeField()),
                (
                    "citizen",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.citizen",
                        verbose_name="whose goal",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "predecessor",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successor",
                        to="profiles.profilegoal",
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="goals",
                        to="profiles.developmentprofile",
                    ),
                ),
            ],
            options={
                "verbose_name": "operational goal",
                "verbose_name_plural": "operational goals",
                "ordering": ["opened_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_on", None),
                            ("closed_on__gte", models.F("opened_on")),
                            _connector="OR",
                        ),
                        name="an_operational_goal_does_not_close_before_it_opens",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on", None), ("outcome", "")),
                            models.Q(
                                models.Q(("closed_on", None), _negated=True),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="an_operational_goal_that_closed_has_an_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("held_on", models.DateField(verbose_name="when")),
                (
                    "manner",
                    models.CharField(
                        choices=[
                            ("conversation", "a conversation"),
                            ("drawing", "drawing or play"),
                            ("network_meeting", "a network meeting"),
                            ("distance", "by phone or video"),
                            ("own_pages", "on the family's own pages"),
                            ("none", "did not take part"),
                        ],
                        max_length=20,
                        verbose_name="how",
                    ),
                ),
                (
                    "others",
                    models.CharField(blank=True, max_length=200, verbose_name="who else took part"),
                ),
                (
                    "wanted_changed",
                    models.TextField(blank=True, verbose_name="what they wanted changed"),
                ),
                (
                    "recognition",
                    models.CharField(
                        choices=[
                            ("yes", "yes, it is theirs"),
                            ("change", "it is to be changed"),
                            ("no", "no, it is not theirs"),
                            ("not_asked", "not asked"),
                        ],
                        max_length=12,
                        verbose_name="do they recognise the goal as theirs?",
                    ),
                ),
                ("why_not", models.TextField(blank=True, verbose_name="why not")),
                ("recorded_at", models.DateTimeField()),
                (
                    "people",
                    models.ManyToManyField(blank=True, related_name="+", to="cases.citizen"),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="profiles.profilegoal",
                    ),
                ),
            ],
            options={
                "verbose_name": "participation",
                "verbose_name_plural": "participation",
                "ordering": ["held_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="GoalLevel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", models.SmallIntegerField(verbose_name="number")),
                (
                    "description",
                    models.CharField(max_length=300, verbose_name="what it looks like"),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="levels",
                        to="profiles.profilegoal",
                    ),
                ),
            ],
            options={
                "verbose_name": "level of a goal",
                "verbose_name_plural": "levels of goals",
                "ordering": ["value"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("goal", "value"), name="one_level_per_goal_and_number"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EvaluatedGoal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("summary", models.TextField(blank=True, verbose_name="what scores and notes say")),
                (
                    "course",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("continues", "continues"),
                            ("changes", "is changed"),
                            ("stops", "stops"),
                        ],
                        max_length=12,
                        verbose_name="what now",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="why")),
                ("figures", models.JSONField(blank=True, default=list)),
                (
                    "evaluation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="goals",
                        to="profiles.evaluation",
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluated",
                        to="profiles.profilegoal",
                    ),
                ),
            ],
            options={
                "verbose_name": "evaluated goal",
                "verbose_name_plural": "evaluated goals",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("evaluation", "goal"),
                        name="a_goal_is_evaluated_once_in_an_evaluation",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProfileSubject",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "citizen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.citizen",
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subjects",
                        to="profiles.developmentprofile",
                    ),
                ),
            ],
            options={
                "verbose_name": "whom a profile is about",
                "verbose_name_plural": "whom profiles are about",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("profile", "citizen"), name="a_profile_is_about_somebody_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProfileTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="name")),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("family", "a child or a family"),
                            ("management", "a management goal"),
                        ],
                        default="family",
                        max_length=12,
                        verbose_name="about",
                    ),
                ),
                ("number", models.PositiveIntegerField(default=1, verbose_name="version")),
                ("definition", models.JSONField()),
                (
                    "published_on",
                    models.DateField(blank=True, null=True, verbose_name="in use from"),
                ),
                (
                    "retired_on",
                    models.DateField(blank=True, null=True, verbose_name="in use until"),
                ),
            ],
            options={
                "verbose_name": "template of profiles",
                "verbose_name_plural": "templates of profiles",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("title", "number"),
                        name="one_version_per_profile_template_and_number",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="developmentprofile",
            name="template",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="profiles.profiletemplate",
            ),
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "rater",
                    models.CharField(
                        choices=[
                            ("child", "the child"),
                            ("parent", "a parent"),
                            ("practitioner", "the practitioner"),
                            ("teacher", "the teacher"),
                            ("network", "the network"),
                            ("leader", "the leader"),
                            ("team_leader", "the team leader"),
                        ],
                        max_length=12,
                        verbose_name="who scored",
                    ),
                ),
                ("value", models.SmallIntegerField(blank=True, null=True, verbose_name="score")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("given_on", models.DateField(verbose_name="when")),
                ("device_at", models.DateTimeField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField()),
                ("replaced_at", models.DateTimeField(blank=True, null=True)),
                (
                    "citizen",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.citizen",
                        verbose_name="which of them",
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scores",
                        to="profiles.profilegoal",
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
                "verbose_name": "score",
                "verbose_name_plural": "scores",
                "ordering": ["given_on", "pk"],
                "indexes": [
                    models.Index(fields=["goal", "given_on"], name="profiles_sc_goal_id_2eaec9_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("goal"),
                        models.F("rater"),
                        models.F("given_on"),
                        django.db.models.functions.comparison.Coalesce(
                            "citizen", models.Value(0, models.BigIntegerField())
                        ),
                        condition=models.Q(("replaced_at", None)),
                        name="one_score_counts_per_goal_rater_and_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SectionText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("section", models.SlugField(max_length=40)),
                (
                    "voice",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("child", "the child"),
                            ("parents", "the parents"),
                            ("network", "the network"),
                            ("professional", "the professionals"),
                            ("leadership", "the leadership"),
                            ("employees", "the employees"),
                        ],
                        max_length=12,
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="text")),
                ("barriers", models.TextField(blank=True, verbose_name="what stands in the way")),
                ("written_at", models.DateTimeField()),
                ("replaced_at", models.DateTimeField(blank=True, null=True)),
                (
                    "citizen",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.citizen",
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="texts",
                        to="profiles.developmentprofile",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "text of a profile",
                "verbose_name_plural": "texts of profiles",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("profile"),
                        models.F("section"),
                        models.F("voice"),
                        django.db.models.functions.comparison.Coalesce(
                            "citizen", models.Value(0, models.BigIntegerField())
                        ),
                        condition=models.Q(("replaced_at", None)),
                        name="one_text_counts_per_section_child_and_voice",
                    )
                ],
            },
        ),
    ]
