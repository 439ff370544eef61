from django.conf import settings
from django.db import migrations, models

from inventories import frozen


def lift_triggers(apps, schema_editor):
    """SQLite rebuilds the table and would meet triggers that speak of it; `migrate` reinstalls them."""
    frozen.lift(schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("inventories", "0008_lines_in_full_and_files_that_were_brought"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(lift_triggers, migrations.RunPython.noop),
        migrations.RemoveConstraint(
            model_name="reportversion",
            name="verification_says_who_and_when",
        ),
        migrations.AddConstraint(
            model_name="reportversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("assurance", "none"), ("verified_in__isnull", True), ("verifier", "")),
                    models.Q(
                        models.Q(("assurance", "none"), _negated=True),
                        models.Q(("verifier", ""), _negated=True),
                        ("verified_in__gte", 1990),
                        ("verified_in__isnull", False),
                        ("verified_in__lte", 2200),
                    ),
                    _connector="OR",
                ),
                name="verification_says_who_and_when",
                violation_error_message="Say who verified the inventory and in which year, or choose “Not verified”.",
            ),
        ),
    ]
