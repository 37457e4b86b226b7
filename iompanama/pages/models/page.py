"""Standing pages in a tree two levels deep, and the menus made of them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.fields import LineField, RichTextField, TextField
from iompanama.publishing.languages import (
    Bilingual,
    BilingualQuerySet,
    localized,
    one_address,
)
from iompanama.publishing.search import SearchableQuerySet, column

# The first word of every section in each language (iompanama/urls.py).
OF_SECTIONS = {
    "es": ("acuerdos", "admin", "autoridades", "buscar", "datos", "instituciones")
    + ("noticias", "temas"),
    "en": ("admin", "agreements", "data", "institutions", "news", "officials")
    + ("search", "topics"),
}


class PageQuerySet(SearchableQuerySet, BilingualQuerySet):
    def public(self):
        return self.filter(is_public=True)

    def readable(self):
        """What a visitor can read in the language of the request."""
        return self.public().in_language()

    def in_menus(self):
        return self.readable().without_texts().order_by("menu", "position", "pk")

    def without_texts(self):
        return self.without_vectors().defer("lead", "body")


class Page(Bilingual):
    """A page that stays: who we are, our work, take action."""

    class Menu(models.TextChoices):
        WHO_WE_ARE = "who-we-are", _("Who we are")
        OUR_WORK = "our-work", _("Our work")
        DATA = "data", _("Data and resources")
        TAKE_ACTION = "take-action", _("Take action")
        AGENDA_2030 = "2030-agenda", _("2030 Agenda")
        FOOTER = "footer", _("Foot of the page")

    needed_to_read = ("title", "slug", "body")

    key = models.SlugField(_("key"), max_length=60, unique=True)
    menu = models.CharField(_("menu"), max_length=20, choices=Menu)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("below"),
        null=True,
        blank=True,
        limit_choices_to={"parent": None},
        related_name="pages_below",
    )
    title = LineField(_("title"), max_length=200)
    slug = models.SlugField(_("address"), max_length=120)
    lead = TextField(_("lead"), blank=True)
    body = RichTextField(
        _("text"),
        help_text=_("{{member_states}} is replaced by the number in the settings."),
    )
    is_public = models.BooleanField(_("public"), default=False)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)
    search_es = column("es", A=["title_es"], C=["lead_es"], D=["body_es"])
    search_en = column("en", A=["title_en"], C=["lead_en"], D=["body_en"])

    objects = PageQuerySet.as_manager()

    class Meta:
        ordering = ["menu", "position", "pk"]
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        constraints = [
            *one_address("page"),
            models.CheckConstraint(
                name="page_not_below_itself", condition=~Q(parent=F("id"))
            ),
            *(
                models.CheckConstraint(
                    name=f"page_{localized('slug', code)}_of_no_section",
                    condition=~Q(**{f"{localized('slug', code)}__in": words}),
                    violation_error_message=_("This address is a section's."),
                )
                for code, words in OF_SECTIONS.items()
            ),
        ]

    def __str__(self):
        return self.in_words("title")[0]

    def get_absolute_url(self):
        return reverse("pages:page", args=[self.slug])

    def clean(self):
        """The tree has two levels; the database refuses a third one too."""
        if self.parent and self.parent.parent_id:
            raise ValidationError(
                {"parent": _("A page below another cannot have pages below it.")}
            )
        if self.parent_id and self.pk and self.pages_below.exists():
            raise ValidationError(
                {"parent": _("This page has pages below it and stays at the top.")}
            )
