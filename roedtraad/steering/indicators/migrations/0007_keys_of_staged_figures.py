from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0006_staged_parts_and_milestones"),
    ]

    operations = [
        migrations.RunSQL(
            "UPDATE indicators_stagedmeasurement SET id = staging * 4294967296 + id",
            reverse_sql=migrations.RunSQL.noop,
            elidable=True,
        ),
        migrations.RemoveIndex(
            model_name="stagedmeasurement",
            name="indicators__staging_61c661_idx",
        ),
        migrations.RemoveField(
            model_name="stagedmeasurement",
            name="staging",
        ),
        migrations.AlterField(
            model_name="stagedmeasurement",
            name="adds_to",
            field=models.BigIntegerField(db_default=0),
        ),
        migrations.AlterField(
            model_name="stagedmeasurement",
            name="cell",
            field=models.CharField(blank=True, db_default="", max_length=60),
        ),
        migrations.AlterField(
            model_name="stagedmeasurement",
            name="column_name",
            field=models.CharField(blank=True, db_default="", max_length=80, verbose_name="column"),
        ),
        migrations.AlterField(
            model_name="stagedmeasurement",
            name="earlier_revision",
            field=models.PositiveIntegerField(db_default=0),
        ),
        migrations.AlterField(
            model_name="stagedmeasurement",
            name="fault",
            field=models.CharField(blank=True, db_default="", max_length=12),
        ),
        migrations.AlterField(
            model_name="stagedmeasurement",
            name="id",
            field=models.BigIntegerField(primary_key=True, serialize=False),
        ),
        migrations.AlterField(
            model_name="stagedmeasurement",
            name="is_not_counted",
            field=models.BooleanField(db_default=False),
        ),
        migrations.AlterField(
            model_name="stagedmeasurement",
            name="note",
            field=models.TextField(blank=True, db_default=""),
        ),
        migrations.AlterField(
            model_name="stagedmeasurement",
            name="raw",
            field=models.CharField(blank=True, db_default="", max_length=80),
        ),
        migrations.AlterField(
            model_name="stagedmeasurement",
            name="slot",
            field=models.PositiveIntegerField(db_default=0),
        ),
    ]
