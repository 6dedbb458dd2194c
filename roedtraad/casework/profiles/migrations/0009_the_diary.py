import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "__first__"),
        ("cases", "0007_familys_own_pages"),
        ("files", "0001_initial"),
        ("interventions", "0002_interventions_of_cases"),
        ("profiles", "0008_what_is_shared_in_a_family"),
    ]

    operations = [
        migrations.CreateModel(
            name="DiaryEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("visit", "visit"),
                            ("conversation", "conversation"),
                            ("phone", "phone call"),
                            ("meeting", "meeting"),
                            ("observation", "observation"),
                            ("message", "message or letter"),
                            ("handover", "handing over"),
                            ("other", "other"),
                        ],
                        max_length=20,
                        verbose_name="what it tells of",
                    ),
                ),
                ("happened_at", models.DateTimeField(verbose_name="when it happened")),
                ("text", models.TextField(verbose_name="note")),
                ("folded", models.TextField(editable=False)),
                ("withheld_text", models.TextField(blank=True, verbose_name="confidential part")),
                (
                    "withheld_from",
                    models.CharField(blank=True, max_length=200, verbose_name="from or about whom"),
                ),
                ("folded_withheld", models.TextField(blank=True, editable=False)),
                (
                    "hand_over",
                    models.BooleanField(default=False, verbose_name="for the next shift"),
                ),
                (
                    "follow_up_on",
                    models.DateField(blank=True, null=True, verbose_name="follow up on"),
                ),
                (
                    "follow_up",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="what is to be followed up"
                    ),
                ),
                ("followed_up_at", models.DateTimeField(blank=True, null=True)),
                ("replaced_at", models.DateTimeField(blank=True, null=True)),
                ("device_at", models.DateTimeField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "corrects",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wordings",
                        to="profiles.diaryentry",
                    ),
                ),
                (
                    "followed_up_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "goals",
                    models.ManyToManyField(
                        blank=True, related_name="diary_entries", to="profiles.profilegoal"
                    ),
                ),
                (
                    "interventions",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="interventions.intervention"
                    ),
                ),
                (
                    "people",
                    models.ManyToManyField(blank=True, related_name="+", to="cases.citizen"),
                ),
            ],
            options={
                "verbose_name": "diary note",
                "verbose_name_plural": "diary notes",
                "ordering": ["-happened_at", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["case", "-happened_at", "-id"],
                        name="profiles_di_case_id_e2a3de_idx",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("follow_up_on__isnull", False), ("followed_up_at", None)
                        ),
                        fields=["author", "follow_up_on"],
                        name="diary_follow_ups_of_an_author",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("follow_up_on__isnull", False), ("followed_up_at", None)
                        ),
                        fields=["case", "follow_up_on"],
                        name="diary_follow_ups_of_a_case",
                    ),
                    models.Index(
                        condition=models.Q(("hand_over", True)),
                        fields=["case", "recorded_at"],
                        name="diary_handed_over",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("replaced_at", None)),
                        fields=("corrects",),
                        name="one_wording_of_a_corrected_note_counts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withheld_text", ""),
                            models.Q(("withheld_from", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_confidential_part_says_from_or_about_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("followed_up_at", None), ("followed_up_by", None)),
                            models.Q(
                                ("follow_up_on__isnull", False),
                                ("followed_up_at__isnull", False),
                                ("followed_up_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="a_follow_up_that_is_done_says_by_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("corrects", None),
                            models.Q(("follow_up_on", None), ("hand_over", False)),
                            _connector="OR",
                        ),
                        name="a_correction_has_no_follow_up_of_its_own",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DiaryAttachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="file name")),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="profiles.diaryentry",
                    ),
                ),
            ],
            options={
                "verbose_name": "attachment of a note",
                "verbose_name_plural": "attachments of notes",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="DiaryReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("read_at", models.DateTimeField()),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readings",
                        to="profiles.diaryentry",
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
                "verbose_name": "reading of a note handed over",
                "verbose_name_plural": "readings of notes handed over",
                "ordering": ["read_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("entry", "user"), name="a_note_is_read_once_by_each"
                    )
                ],
            },
        ),
    ]
