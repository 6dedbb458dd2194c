import django.core.validators
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "__first__"),
        ("cases", "0001_initial"),
        ("organisation", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="SealingKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(unique=True)),
                ("fingerprint", models.CharField(max_length=64)),
                ("first_used_at", models.DateTimeField()),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "key of CPR numbers",
                "verbose_name_plural": "keys of CPR numbers",
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        editable=False, max_length=20, unique=True, verbose_name="case number"
                    ),
                ),
                (
                    "kle",
                    models.CharField(
                        blank=True,
                        max_length=12,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\d{2}\\.\\d{2}\\.\\d{2}(-[A-ZÆØÅ]\\d{2})?$",
                                "Write a KLE number as three pairs of digits – for example 27.24.00.",
                            )
                        ],
                        verbose_name="KLE number",
                    ),
                ),
                (
                    "acting_municipality",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="municipality of action"
                    ),
                ),
                ("occasion", models.TextField(blank=True, verbose_name="what it is about")),
                ("opened_on", models.DateField(verbose_name="opened")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed")),
                ("closing_note", models.TextField(blank=True, verbose_name="why it was closed")),
                (
                    "target_group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="cases.targetgroup",
                        verbose_name="target group",
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
                "verbose_name": "case",
                "verbose_name_plural": "cases",
                "indexes": [
                    models.Index(fields=["unit", "closed_on"], name="cases_case_unit_id_41aa34_idx")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_on", None),
                            ("closed_on__gte", models.F("opened_on")),
                            _connector="OR",
                        ),
                        name="a_case_does_not_close_before_it_opens",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseWorker",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("adviser", "responsible adviser"),
                            ("practitioner", "practitioner"),
                            ("substitute", "stand-in"),
                        ],
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="to")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="workers",
                        to="cases.case",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="employee",
                    ),
                ),
            ],
            options={
                "verbose_name": "employee on a case",
                "verbose_name_plural": "employees on cases",
                "indexes": [
                    models.Index(fields=["user", "ends_on"], name="cases_casew_user_id_e4d98b_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on", None)),
                        fields=("case", "user", "role"),
                        name="nobody_has_the_same_role_twice_on_a_case",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on", None), ("role", "adviser")),
                        fields=("case",),
                        name="a_case_has_one_responsible_adviser",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="work_on_a_case_does_not_end_before_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Citizen",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("first_name", models.CharField(max_length=120, verbose_name="first names")),
                (
                    "last_name",
                    models.CharField(blank=True, max_length=120, verbose_name="last name"),
                ),
                ("folded_name", models.CharField(blank=True, editable=False, max_length=250)),
                ("cpr_sealed", models.CharField(blank=True, editable=False, max_length=120)),
                ("cpr_index", models.CharField(blank=True, editable=False, max_length=90)),
                ("born_on", models.DateField(blank=True, null=True, verbose_name="born")),
                (
                    "sex",
                    models.CharField(
                        choices=[
                            ("female", "girl or woman"),
                            ("male", "boy or man"),
                            ("unknown", "not stated"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="sex",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=250, verbose_name="address")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                (
                    "is_protected",
                    models.BooleanField(
                        default=False, verbose_name="name and address are protected"
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="cases.citizen",
                    ),
                ),
            ],
            options={
                "verbose_name": "citizen",
                "verbose_name_plural": "citizens",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("cpr_index", ""), _negated=True), ("merged_into", None)
                        ),
                        fields=("cpr_index",),
                        name="one_citizen_per_cpr_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into", None),
                            models.Q(("merged_into", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="a_citizen_is_not_merged_into_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CasePerson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("subject", "the case is about"),
                            ("mother", "mother"),
                            ("father", "father"),
                            ("parent", "parent"),
                            ("step_parent", "step-parent"),
                            ("foster_parent", "foster parent"),
                            ("sibling", "sister or brother"),
                            ("grandparent", "grandparent"),
                            ("partner", "partner"),
                            ("relative", "other relative"),
                            ("friend", "friend of the family"),
                            ("professional", "teacher, health visitor or other professional"),
                            ("representative", "representative or guardian"),
                        ],
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="to")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="cases.case",
                    ),
                ),
                (
                    "citizen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="in_cases",
                        to="cases.citizen",
                    ),
                ),
            ],
            options={
                "verbose_name": "person of a case",
                "verbose_name_plural": "persons of cases",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on", None)),
                        fields=("case", "citizen"),
                        name="nobody_is_twice_in_a_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="nobody_leaves_a_case_before_they_come",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject_matter", models.TextField(verbose_name="what it covers")),
                (
                    "from_whom",
                    models.CharField(
                        max_length=200, verbose_name="with whom information is shared"
                    ),
                ),
                ("given_on", models.DateField(verbose_name="given")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="withdrawn")),
                (
                    "withdrawn_note",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="how it was withdrawn"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
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
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.citizen",
                        verbose_name="given by",
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
                "verbose_name": "consent",
                "verbose_name_plural": "consents",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gte", models.F("given_on")),
                            _connector="OR",
                        ),
                        name="a_consent_does_not_end_before_it_is_given",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_on", None),
                            ("withdrawn_on__gte", models.F("given_on")),
                            _connector="OR",
                        ),
                        name="a_consent_is_not_withdrawn_before_it_is_given",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EmergencyAccess",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField(verbose_name="why")),
                ("opened_at", models.DateTimeField(verbose_name="opened")),
                ("ends_at", models.DateTimeField(verbose_name="ends")),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "check_note",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="what the leader found"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="emergencies",
                        to="cases.case",
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "emergency access",
                "verbose_name_plural": "emergency accesses",
                "indexes": [
                    models.Index(fields=["user", "ends_at"], name="cases_emerg_user_id_a02a69_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("moved", models.JSONField(default=dict)),
                ("reason", models.CharField(max_length=300, verbose_name="why")),
                ("done_at", models.DateTimeField(verbose_name="when")),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "done_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.citizen",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.citizen",
                    ),
                ),
            ],
            options={
                "verbose_name": "merge of two records",
                "verbose_name_plural": "merges of records",
            },
        ),
        migrations.CreateModel(
            name="OwnRelation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("cpr_index", models.CharField(editable=False, max_length=90)),
                ("cpr_sealed", models.CharField(editable=False, max_length=120)),
                ("is_self", models.BooleanField(default=False, verbose_name="own number")),
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
                "verbose_name": "own or relative's number",
                "verbose_name_plural": "own and relatives' numbers",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "cpr_index"), name="one_relation_per_number"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ParentalAuthority",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="to")),
                (
                    "adult",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="authority_over",
                        to="cases.citizen",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="authorities",
                        to="cases.citizen",
                    ),
                ),
            ],
            options={
                "verbose_name": "parental authority",
                "verbose_name_plural": "parental authority",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("child", "adult", "starts_on"),
                        name="one_parental_authority_from_a_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("child", models.F("adult")), _negated=True),
                        name="nobody_has_parental_authority_over_themselves",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="a_parental_authority_does_not_end_before_it_starts",
                    ),
                ],
            },
        ),
    ]
