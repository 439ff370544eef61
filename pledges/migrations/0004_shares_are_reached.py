"""Shares and counts that were typed before their side was: they are to be reached, save those of nothing."""

from django.db import migrations

REACHED = ("share", "count", "increment", "recurring_share", "maintained_share")


def reach(apps, schema_editor):
    versions = apps.get_model("pledges", "TargetVersion").objects.using(schema_editor.connection.alias)
    versions.filter(kind__in=REACHED).exclude(level=0).update(sense="at_least")


class Migration(migrations.Migration):
    dependencies = [("pledges", "0003_asked_for_a_cause")]

    operations = [migrations.RunPython(reach, migrations.RunPython.noop)]
