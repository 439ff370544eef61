"""An indicator has one value for each year."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("inventories", "0003_years_and_rows_of_what_is_there")]

    operations = [
        migrations.RemoveConstraint(model_name="indicatorvalue", name="one_value_per_indicator"),
        migrations.AlterField(
            model_name="indicatorvalue",
            name="year",
            field=models.PositiveSmallIntegerField(verbose_name="year"),
        ),
        migrations.AddConstraint(
            model_name="indicatorvalue",
            constraint=models.UniqueConstraint(
                fields=("version", "measure", "year"), name="one_value_per_indicator_and_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="indicatorvalue",
            constraint=models.CheckConstraint(
                condition=models.Q(("year__gte", 1900), ("year__lte", 2200)), name="indicator_year_is_a_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="indicatorvalue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("price_year__isnull", True),
                    models.Q(("price_year__gte", 1900), ("price_year__lte", 2200)),
                    _connector="OR",
                ),
                name="price_year_is_a_year",
            ),
        ),
    ]
