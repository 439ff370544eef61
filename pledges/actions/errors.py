"""Why an action on a target or a question was refused; each message says what to do."""

from __future__ import annotations

from django.utils.translation import gettext as _


class PledgeError(Exception):
    """Something that cannot be done to a target or a question; str() is for the person who tried."""

    def __init__(self) -> None:
        super().__init__(self.remedy())

    def remedy(self) -> str:
        raise NotImplementedError


class NotWaiting(PledgeError):
    """The proposal was decided, or replaced by a later one, in the meantime."""

    def remedy(self) -> str:
        return _("This proposal no longer waits for a decision. Open the target to see what became of it.")


class OwnProposal(PledgeError):
    def remedy(self) -> str:
        return _("You proposed this yourself: a colleague in the secretariat has to decide on it.")


class NoReason(PledgeError):
    def remedy(self) -> str:
        return _("Say why in a sentence, so that the other side knows what to do.")


class NothingChanged(PledgeError):
    def remedy(self) -> str:
        return _("This is what the target says already: change something, or leave it as it is.")


class NotOpen(PledgeError):
    """The question was answered or settled in the meantime."""

    def remedy(self) -> str:
        return _("This question is not open any more. Open it again to see its answer.")


class NotAnswered(PledgeError):
    def remedy(self) -> str:
        return _("This question has no answer to decide on. It is with the signatory, or it is settled.")


class NoAnswer(PledgeError):
    def remedy(self) -> str:
        return _("Answer in the field that the question asks for, or say in words what you mean.")
