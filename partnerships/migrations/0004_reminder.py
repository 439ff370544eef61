import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_reply_days"),
        ("partnerships", "0003_case_events"),
    ]

    operations = [
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=120, verbose_name="key")),
                ("at", models.DateTimeField(verbose_name="written")),
                (
                    "government",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="accounts.government",
                        verbose_name="government",
                    ),
                ),
            ],
            options={
                "verbose_name": "reminder",
                "verbose_name_plural": "reminders",
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("government", "key"), name="reminded_of_a_thing_once")
                ],
            },
        ),
    ]
