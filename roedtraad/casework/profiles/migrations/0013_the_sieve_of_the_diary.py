import django.db.models.deletion
from django.db import migrations, models

NUMBERS = [f"sieve_{number}" for number in range(8)]


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0007_familys_own_pages"),
        ("profiles", "0012_notes_struck_out"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="diaryentry", name="profiles_di_case_id_e2a3de_idx"),
        *(
            migrations.AddField(
                model_name="diaryentry",
                name=name,
                field=models.BigIntegerField(default=2**63 - 1, editable=False),
            )
            for name in NUMBERS
        ),
        migrations.AlterField(
            model_name="diaryentry",
            name="case",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.case",
            ),
        ),
        migrations.AddIndex(
            model_name="diaryentry",
            index=models.Index(
                fields=["case", "-happened_at", "-id", "replaced_at", "struck_at", *NUMBERS],
                name="diary_of_a_case",
            ),
        ),
    ]
