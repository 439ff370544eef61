from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class InventoriesConfig(AppConfig):
    name = "inventories"
    verbose_name = _("What happened")

    def ready(self) -> None:
        from inventories import frozen, offered
        from pledges.offered import hand_in

        hand_in(groups=offered.groups, series=offered.series)
        post_migrate.connect(frozen.install_after_migrate, dispatch_uid="inventories.frozen")
