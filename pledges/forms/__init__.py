"""What people type about promises: answers, new targets, revisions, decisions."""

from pledges.forms.answering import AnswerForm
from pledges.forms.deciding import ConfirmForm, RefuseForm
from pledges.forms.declaring import DeclareForm, KindForm, ReviseForm
from pledges.forms.typed import TypedForm

__all__ = ["AnswerForm", "ConfirmForm", "DeclareForm", "KindForm", "RefuseForm", "ReviseForm", "TypedForm"]
