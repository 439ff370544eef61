from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = _("Climate action plans")

    def ready(self) -> None:
        from inventories import frozen
        from plans import held_still

        frozen.hand_in(held_still.triggers)
