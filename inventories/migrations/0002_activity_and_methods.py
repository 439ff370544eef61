"""Earlier years and price years of activities; releases, changed methods and the rows of figures."""

from django.db import migrations, models

from inventories import frozen


def lift_triggers(apps, schema_editor):
    """SQLite rebuilds tables that triggers speak of; they are back after `migrate`."""
    frozen.lift(schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("inventories", "0001_initial"),
        ("pledges", "0002_every_kind"),
    ]

    operations = [
        migrations.RunPython(lift_triggers, migrations.RunPython.noop),
        migrations.AlterModelOptions(
            name="indicatorvalue",
            options={
                "ordering": ["version_id", "measure_id", "-year"],
                "verbose_name": "indicator value",
                "verbose_name_plural": "indicator values",
            },
        ),
        migrations.AddField(
            model_name="figure",
            name="method",
            field=models.CharField(blank=True, default="", max_length=4, verbose_name="methods of"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="figure",
            name="price_year",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="price year"),
        ),
        migrations.AddField(
            model_name="figure",
            name="rows",
            field=models.CharField(blank=True, default="", max_length=16, verbose_name="rows"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="indicatorvalue",
            name="edition",
            field=models.CharField(blank=True, default="", max_length=60, verbose_name="edition"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="indicatorvalue",
            name="price_year",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="price year"),
        ),
        migrations.AddField(
            model_name="indicatorvalue",
            name="year",
            field=models.PositiveSmallIntegerField(null=True, verbose_name="year"),
        ),
        migrations.AddField(
            model_name="reportversion",
            name="method_change",
            field=models.TextField(blank=True, default="", verbose_name="what changed in the methods"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="reportversion",
            name="release",
            field=models.CharField(blank=True, default="", max_length=60, verbose_name="release"),
            preserve_default=False,
        ),
    ]
