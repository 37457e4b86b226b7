"""What people asked in vain, and what staff ask again and again.

The index itself has no models: the database writes it, the engine alone reads it.
"""

import datetime as dt
import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.models import F, Max, Sum
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

KEPT = dt.timedelta(days=90)
MOST_A_DAY = 500
# An address, a telephone, an identity number: nothing of it is kept.
PERSONAL = re.compile(r"@|\d[\d\s./-]{4,}\d|\d{5}")


class MissedQuerySet(models.QuerySet):
    def note(self, asked, code):
        """Count a question that found nothing; who asked it is not known here."""
        words = " ".join(w for t in asked.terms if not t.is_without for w in t.words)
        today = timezone.localdate()
        if not words or len(words) > 80 or PERSONAL.search(asked.text):
            return
        what = {"words": words, "language": code, "day": today}
        if self.filter(**what).update(count=F("count") + 1):
            return
        if self.filter(day=today).count() < MOST_A_DAY:
            self.bulk_create([Missed(**what)], ignore_conflicts=True)
            self.filter(day__lt=today - KEPT).delete()

    def most_asked(self):
        """Words with their language, how often and when last."""
        since = timezone.localdate() - KEPT
        found = self.filter(day__gte=since).values("words", "language")
        return found.annotate(times=Sum("count"), last=Max("day")).order_by(
            "-times", "-last", "words"
        )


class Missed(models.Model):
    """Words that found nothing on a day, in the language of the page."""

    words = models.CharField(_("words"), max_length=80)
    language = models.CharField(_("language"), max_length=2)
    day = models.DateField(_("day"))
    count = models.PositiveIntegerField(_("times"), default=1)

    objects = MissedQuerySet.as_manager()

    class Meta:
        verbose_name = _("search that found nothing")
        verbose_name_plural = _("searches that found nothing")
        constraints = [
            models.UniqueConstraint(
                fields=["day", "words", "language"], name="missed_once_a_day"
            )
        ]

    def __str__(self):
        return self.words


class SavedSearch(models.Model):
    """A search somebody of the office asks again, and may be told of by mail."""

    class Language(models.TextChoices):
        SPANISH = "es", _("Spanish")
        ENGLISH = "en", _("English")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        verbose_name=_("user"),
        related_name="saved_searches",
        editable=False,
    )
    name = models.CharField(_("name"), max_length=120)
    question = models.CharField(
        _("question"),
        max_length=500,
        help_text=_("As it stands in the address of the search, after the “?”."),
    )
    language = models.CharField(
        _("language"), max_length=2, choices=Language, default=Language.SPANISH
    )
    with_mail = models.BooleanField(
        _("tell me of new results by mail"),
        default=True,
        help_text=_("Once a day, or as you chose under “My mail”."),
    )
    # From then on whatever is not known is new: the first look tells nobody.
    known_since = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        with override(self.language):
            return f"{reverse('search')}?{self.question}"

    @property
    def parameters(self):
        return QueryDict(self.question.lstrip("?"))

    def clean(self):
        self.question = self.question.lstrip("?")
        if "\x00" in self.question or not any(self.parameters.values()):
            raise ValidationError({"question": _("Nothing is asked for here.")})

    def begin_anew(self):
        """Asked otherwise, it knows nothing of what it found before."""
        self.known_since = None
        self.known.all().delete()

    def learn(self, records):
        """Know what is found; answers what was not known, which is all that is new."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO finding_searchknown (search_id, record)"
                " SELECT %s, unnest(%s::bigint[]) ON CONFLICT DO NOTHING"
                " RETURNING record",
                [self.pk, sorted(records)],
            )
            return [record for (record,) in cursor.fetchall()]


class SearchKnown(models.Model):
    """What a saved search found: told of once, however often it is changed."""

    search = models.ForeignKey(
        SavedSearch,
        models.CASCADE,
        verbose_name=_("saved search"),
        related_name="known",
    )
    # Kind and key (``engine.record``): of very many all are written at once.
    record = models.BigIntegerField(_("record"), editable=False)

    class Meta:
        default_permissions = ()
        verbose_name = _("what a saved search found")
        verbose_name_plural = _("what saved searches found")
        constraints = [
            models.UniqueConstraint(
                fields=["search", "record"], name="searchknown_once"
            )
        ]

    def __str__(self):
        return f"{self.search}: {self.record}"
