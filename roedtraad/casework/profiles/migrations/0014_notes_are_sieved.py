from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from roedtraad.foundation.lib.sieve import FIELDS, sieve_of

AT_A_TIME = 1_000


def sieve_what_is_written(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    note = apps.get_model("profiles", "DiaryEntry")
    keys = list(note._default_manager.order_by("pk").values_list("pk", flat=True))
    numbers = ", ".join(f"{name} = %s" for name in FIELDS)
    command = f"UPDATE {note._meta.db_table} SET {numbers} WHERE id = %s"  # noqa: S608
    for start in range(0, len(keys), AT_A_TIME):
        rows = note._default_manager.filter(pk__in=keys[start : start + AT_A_TIME])
        texts = rows.values_list("folded", "folded_withheld", "pk")
        with editor.connection.cursor() as cursor:
            cursor.executemany(
                command, [[*sieve_of(*folded).values(), pk] for *folded, pk in texts]
            )


class Migration(migrations.Migration):
    dependencies = [
        ("profiles", "0013_the_sieve_of_the_diary"),
    ]

    operations = [
        migrations.RunPython(sieve_what_is_written, migrations.RunPython.noop),
    ]
