"""Why something that somebody wanted to say to a verdict was refused; each message says what to do."""

from __future__ import annotations

from django.utils.translation import gettext as _


class HearingError(Exception):
    """Something that cannot be said to a verdict; str() is for the person who tried."""

    def __init__(self) -> None:
        super().__init__(self.remedy())

    def remedy(self) -> str:
        raise NotImplementedError


class NothingSaid(HearingError):
    def remedy(self) -> str:
        return _("Write a sentence: it will stand beside the verdict.")


class ChangedMeanwhile(HearingError):
    """The verdict is no longer the one that the person had before them."""

    def remedy(self) -> str:
        return _("The verdict changed while you wrote. Read it as it is now; what you wrote is kept below.")


class PublicAlready(HearingError):
    def remedy(self) -> str:
        return _("This verdict is public already. You can still reply, or appeal.")


class UnderAppeal(HearingError):
    def remedy(self) -> str:
        return _("An appeal is open about this target: decide on the appeal.")


class AppealOpen(HearingError):
    def remedy(self) -> str:
        return _("You have appealed already. When that appeal is decided you can make another.")


class NoOpenAppeal(HearingError):
    """The appeal was decided in the meantime."""

    def remedy(self) -> str:
        return _("No appeal is open about this target any more. Its outcome stands on this page.")


class FirstDecider(HearingError):
    def remedy(self) -> str:
        return _("You decided the first time; another reviewer decides the appeal.")


class OwnAppeal(HearingError):
    def remedy(self) -> str:
        return _("You made this appeal yourself; somebody else of the secretariat decides it.")


class NoDecision(HearingError):
    """The decision lapsed or was withdrawn in the meantime."""

    def remedy(self) -> str:
        return _("No decision by hand stands for this target any more.")
