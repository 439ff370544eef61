from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnershipsConfig(AppConfig):
    name = "partnerships"
    verbose_name = _("Cooperation")

    def ready(self) -> None:
        from inventories import frozen
        from partnerships import cases_held_still, held_still

        frozen.hand_in(held_still.triggers)
        frozen.hand_in(cases_held_still.triggers)
