from django.db import migrations

from roedtraad.foundation.audit.append_only import install_by_migration, remove_by_migration


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(install_by_migration, remove_by_migration)]
