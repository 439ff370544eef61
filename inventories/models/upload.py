"""Files that were brought: read, shown, confirmed, and only then taken over."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Government, Network
from inventories.enums import UPLOAD_OPEN, UploadKind, UploadState
from inventories.models.report import ReportVersion


class Upload(models.Model):
    """A file between its arrival and its being taken over, all or nothing.

    It is a government's (kinds report and history) or a network's (public). `answers` holds what was answered
    to the reader's questions: columns, units, sheet, years. `preview` is what is shown of the reading,
    nothing of it is written anywhere else before `confirmed_at`; then the file is read again and taken over
    in one transaction. `revisions` are those of the sections as they were shown. The content is
    deleted once the upload is done or dropped; its SHA-256 stays.
    """

    kind = models.CharField(_("kind"), max_length=8, choices=UploadKind.choices)
    government = models.ForeignKey(
        Government,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="uploads",
        verbose_name=_("government"),
    )
    network = models.ForeignKey(
        Network, models.CASCADE, null=True, blank=True, related_name="uploads", verbose_name=_("network")
    )
    version = models.ForeignKey(
        ReportVersion, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("version")
    )
    layout = models.SlugField(_("layout"), max_length=40, blank=True)
    file_name = models.CharField(_("file"), max_length=200)
    content = models.FileField(_("content"), upload_to="uploads/%Y/", blank=True)
    size = models.PositiveIntegerField(_("bytes"))
    sha256 = models.CharField("SHA-256", max_length=64)
    answers = models.JSONField(_("answers"), default=dict, blank=True)
    revisions = models.JSONField(_("revisions of sections"), default=dict, blank=True)
    preview = models.JSONField(_("what was read"), default=dict, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=UploadState.choices, default=UploadState.WAITING
    )
    steps_done = models.PositiveIntegerField(_("steps done"), default=0)
    steps = models.PositiveIntegerField(_("steps"), default=0)
    outcome = models.JSONField(_("what became of it"), default=dict, blank=True)
    language = models.CharField(_("language"), max_length=10)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("brought by")
    )
    at = models.DateTimeField(_("brought"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="public", network__isnull=False, government__isnull=True)
                | Q(kind__in=["report", "history"], network__isnull=True, government__isnull=False),
                name="upload_is_of_a_government_or_a_network",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["confirmed", "done", "failed"], confirmed_at__isnull=False)
                | (~Q(state__in=["confirmed", "done"]) & Q(confirmed_at__isnull=True)),
                name="upload_is_taken_over_once_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("inventories:upload", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in UPLOAD_OPEN


class ColumnMatch(models.Model):
    """What someone said the columns of a table mean, remembered for the next file with the same header."""

    government = models.ForeignKey(
        Government,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="column_matches",
        verbose_name=_("government"),
    )
    network = models.ForeignKey(
        Network,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="column_matches",
        verbose_name=_("network"),
    )
    header = models.CharField(_("header"), max_length=64, help_text=_("SHA-256 of the normalised names."))
    answers = models.JSONField(_("answers"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who"))
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("matched columns")
        verbose_name_plural = _("matched columns")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["government", "header"],
                condition=Q(government__isnull=False),
                name="one_match_per_government_and_header",
            ),
            models.UniqueConstraint(
                fields=["network", "header"],
                condition=Q(network__isnull=False),
                name="one_match_per_network_and_header",
            ),
            models.CheckConstraint(
                condition=Q(government__isnull=True) ^ Q(network__isnull=True),
                name="match_is_of_a_government_or_a_network",
            ),
        ]

    def __str__(self) -> str:
        return self.header[:12]


class KnownAs(models.Model):
    """The name or number by which others' tables know a government: 'cdp' 54491, 'name' City of Knoxville."""

    government = models.ForeignKey(
        Government, models.CASCADE, related_name="known_as", verbose_name=_("government")
    )
    scheme = models.SlugField(_("scheme"), max_length=20)
    name = models.CharField(_("name or number"), max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who said so"),
    )

    class Meta:
        verbose_name = _("name in others' tables")
        verbose_name_plural = _("names in others' tables")
        ordering = ["scheme", "name"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "name"], name="one_government_per_scheme_and_name"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}: {self.name}"
