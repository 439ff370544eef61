"""Say of what is there already which year an indicator is of, and which rows a figure sums."""

from django.db import migrations, models

from inventories import frozen
from inventories.figures import counted

BATCH = 500


def fill_years(apps, schema_editor):
    """Until now an indicator was always of its report's year."""
    frozen.lift(schema_editor.connection.alias)
    values = apps.get_model("inventories", "IndicatorValue").objects.using(schema_editor.connection.alias)
    reports = apps.get_model("inventories", "Report").objects.using(schema_editor.connection.alias)
    of_version = reports.filter(versions=models.OuterRef("version")).values("year")[:1]
    values.filter(year__isnull=True).update(year=models.Subquery(of_version))


def fill_rows(apps, schema_editor):
    figures = apps.get_model("inventories", "Figure").objects.using(schema_editor.connection.alias)
    found = figures.filter(tonnes__isnull=False, rows="").select_related("measure", "version__report")
    batch = []
    for figure in found.prefetch_related("version__lines").order_by("pk").iterator(chunk_size=BATCH):
        figure.rows = token_of(figure)
        batch.append(figure)
        if len(batch) == BATCH:
            figures.bulk_update(batch, ["rows"])
            batch.clear()
    figures.bulk_update(batch, ["rows"])


def token_of(figure):
    version = figure.version
    rows = counted.of_measure(figure.measure, framework=version.report.framework, level=version.level)
    if rows is None:
        return ""
    lines = [line for line in version.lines.all() if line.section == rows.section]
    return counted.token(counted.held(rows, lines, counted.quantity_of(figure.measure)))


class Migration(migrations.Migration):
    dependencies = [("inventories", "0002_activity_and_methods")]

    operations = [
        migrations.RunPython(fill_years, migrations.RunPython.noop),
        migrations.RunPython(fill_rows, migrations.RunPython.noop),
    ]
