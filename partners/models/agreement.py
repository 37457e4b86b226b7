"""What is in force with whom."""

from django.conf import settings
from django.db import models
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from iompanama.publishing.dates import precision_field
from iompanama.publishing.fields import LineField, LinesField, RichTextField, TextField
from iompanama.publishing.languages import Bilingual, localized
from iompanama.publishing.models import Sourced
from iompanama.publishing.search import column

from ..lifecycle import Facts, State, state_on
from .confidence import Confidence
from .records import AgreementQuerySet
from .rules import CONSTRAINTS, INDEXES
from .settled import Settled


class Agreement(Bilingual, Settled, Sourced):
    """One instrument: who is bound to what, from when to when."""

    class Kind(models.TextChoices):
        FRAMEWORK = "framework_agreement", _("Framework agreement")
        COOPERATION = "cooperation_agreement", _("Cooperation agreement")
        MOU = "memorandum_of_understanding", _("Memorandum of understanding")
        LOU = "letter_of_understanding", _("Letter of understanding")
        LOI = "letter_of_intent", _("Letter of intent")
        EXCHANGE = "exchange_of_letters", _("Exchange of letters")
        HOST_COUNTRY = "host_country_agreement", _("Host country agreement")
        RELATIONSHIP = "relationship_agreement", _("Relationship agreement")
        DATA_SHARING = "data_sharing_agreement", _("Data sharing agreement")
        CONTRIBUTION = "contribution_agreement", _("Contribution agreement")
        IMPLEMENTATION = "implementation_agreement", _("Implementation agreement")
        ADDENDUM = "addendum", _("Addendum")

    class Access(models.TextChoices):
        PUBLIC = "public", _("Public")
        INTERNAL = "internal", _("Internal")
        CONFIDENTIAL = "confidential", _("Confidential")

    class Entry(models.TextChoices):
        SIGNATURE = "signature", _("on signature")
        FIXED_DATE = "fixed_date", _("on the day it names")
        LAW = "approval_by_law", _("after approval by law")
        RATIFICATION = "ratification", _("after ratification")
        NOTIFICATION = "notification", _("after both sides notified")
        UNKNOWN = "unknown", _("not recorded")

    class Renewal(models.TextChoices):
        NONE = "none", _("does not renew")
        AUTOMATIC = "automatic", _("renews by itself")
        BY_AGREEMENT = "by_agreement", _("if both sides agree")
        UNKNOWN = "unknown", _("not recorded")

    needed_to_read = ("title", "slug")

    key = models.SlugField(_("key"), max_length=60, unique=True)
    kind = models.CharField(
        _("kind"),
        max_length=30,
        choices=Kind,
        help_text=_("As the paper calls itself."),
    )
    reference = models.CharField(
        _("reference"),
        max_length=60,
        unique=True,
        null=True,
        blank=True,
        help_text=_("The number on the paper; empty where it has none."),
    )
    older_references = LinesField(
        _("older references"), help_text=_("Numbers it had before, one per line.")
    )
    title = LineField(
        _("title"), max_length=300, help_text=_("As on the first page of the paper.")
    )
    slug = models.SlugField(_("address"), max_length=120)
    short_names = LinesField(
        _("short names staff use"),
        help_text=_("What colleagues call it, one per line: search knows it by these."),
    )
    summary = TextField(
        _("summary"),
        blank=True,
        help_text=_(
            "Who agrees on what, in one or two sentences. Lists show it, even where "
            "the rest is confidential."
        ),
    )
    body = RichTextField(
        _("what it says"),
        blank=True,
        help_text=_("Its parts under their headings, in its own words or in yours."),
    )
    areas = LinesField(
        _("areas"),
        help_text=_("What both sides will do together, one per line."),
    )
    topics = models.ManyToManyField(
        "vocabulary.Topic",
        verbose_name=_("topics"),
        blank=True,
        related_name="agreements",
    )
    goals = models.ManyToManyField(
        "vocabulary.Goal",
        verbose_name=_("goals"),
        blank=True,
        related_name="agreements",
    )
    places = models.ManyToManyField(
        "vocabulary.Place",
        verbose_name=_("places"),
        blank=True,
        related_name="agreements",
    )
    iom_is_party = models.BooleanField(
        _("IOM is a party"),
        default=True,
        help_text=_("Take the mark away for an agreement of others, kept to consult."),
    )
    access = models.CharField(
        _("access"), max_length=12, choices=Access, default=Access.INTERNAL
    )
    readers = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("named readers"),
        blank=True,
        related_name="confidential_agreements",
        help_text=_("Who may read the whole record when it is confidential."),
    )
    confidence = models.CharField(
        _("confidence"),
        max_length=12,
        choices=Confidence,
        default=Confidence.CONFIRMED,
        help_text=_(
            "Confirmed: somebody of the office has seen the paper. Only then does a "
            "signature alone count as its entry into force."
        ),
    )

    is_signed = models.BooleanField(
        _("signed"),
        default=False,
        help_text=_("Without a mark here the text is still in negotiation."),
    )
    signed_on = models.DateField(
        _("signed on"),
        null=True,
        blank=True,
        help_text=_("The day of the last signature: 5/10/2024, 10/2024 or 2024."),
    )
    signed_on_precision = precision_field()
    signed_at = models.ForeignKey(
        "vocabulary.Place",
        models.PROTECT,
        verbose_name=_("place of signature"),
        null=True,
        blank=True,
        related_name="agreements_signed",
    )
    entry = models.CharField(
        _("entered into force"), max_length=16, choices=Entry, default=Entry.UNKNOWN
    )
    in_force_on = models.DateField(
        _("in force from"),
        null=True,
        blank=True,
        help_text=_(
            "Write it even if it is the day of the signature: 5/10/2024, 10/2024 or "
            "2024."
        ),
    )
    in_force_on_precision = precision_field()
    duration_months = models.PositiveSmallIntegerField(
        _("duration (months)"),
        null=True,
        blank=True,
        help_text=_("As the text says it; the last day beside it is what counts."),
    )
    ends_on = models.DateField(
        _("first term ends on"),
        null=True,
        blank=True,
        help_text=_(
            "Its last day as it was signed. What an addendum moves is entered with "
            "the addendum."
        ),
    )
    ends_on_precision = precision_field()
    is_open_ended = models.BooleanField(
        _("without end"),
        default=False,
        help_text=_("The text itself sets no end; unmarked and no day: not recorded."),
    )
    renewal = models.CharField(
        _("renewal"),
        max_length=12,
        choices=Renewal,
        default=Renewal.UNKNOWN,
        help_text=_("What happens at the end of a term."),
    )
    renewal_months = models.PositiveSmallIntegerField(
        _("renewal (months)"),
        null=True,
        blank=True,
        help_text=_("For how long each time."),
    )
    notice_days = models.PositiveSmallIntegerField(
        _("notice (days)"),
        null=True,
        blank=True,
        help_text=_("How long before the end one side tells the other."),
    )
    terminated_on = models.DateField(
        _("ended early on"),
        null=True,
        blank=True,
        help_text=_("Only where it ended, or will end, before its last day."),
    )
    termination_reason = TextField(_("why it ended early"), blank=True)

    on_data = TextField(
        _("what it promises on data"),
        blank=True,
        help_text=_("In two or three sentences: which data, with whom, kept how."),
    )
    authentic_languages = LinesField(
        _("authentic languages"), help_text=_("Codes, one per line: es, en, fr.")
    )
    custody = TextField(
        _("where the original is kept"),
        blank=True,
        help_text=_("Building, room and folder, so that a colleague finds it."),
    )
    amount = models.DecimalField(
        _("amount"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    remark = TextField(
        _("what is certain"),
        blank=True,
        help_text=_("Which facts are confirmed and which are not; shown on the page."),
    )
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    search_es = column(
        "es",
        A=["title_es", "reference", "[older_references]", "[short_names]"],
        C=["summary_es", "[areas_es]"],
        D=["body_es"],
    )
    search_en = column(
        "en",
        A=["title_en", "reference", "[older_references]", "[short_names]"],
        C=["summary_en", "[areas_en]"],
        D=["body_en"],
    )

    objects = AgreementQuerySet.as_manager()

    # Where words are asked for, the pages that hold them.
    pages_found = ()
    # What a trigger refuses (0012_corrections), and the field of the form about it.
    refusals = {
        "agreement_corrected_with_reason": (
            _("This agreement is signed: say why its facts are corrected."),
            "correction",
        )
    }

    class Meta:
        ordering = [F("signed_on").desc(nulls_first=True), "-pk"]
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        permissions = [
            ("read_internal", _("Can read internal agreements")),
            ("read_confidential", _("Can read every confidential agreement")),
        ]
        indexes = INDEXES
        constraints = CONSTRAINTS

    def __str__(self):
        return self.in_words("title")[0]

    def get_absolute_url(self):
        return reverse("partners:agreement", args=[self.slug])

    def opens_to(self, user):
        """May the user read the whole record, beyond title and summary?"""
        if self.access == self.Access.PUBLIC:
            return True
        if self.access == self.Access.INTERNAL:
            return user.has_perm("partners.read_internal")
        return user.has_perm("partners.read_confidential") or (
            user.has_perm("partners.read_internal")
            and self.readers.filter(pk=user.pk).exists()
        )

    @property
    def parties_named(self):
        """The parties besides the office itself, for a line in a list."""
        return [party for party in self.parties_here if not party.is_the_office]

    @property
    def has_relations(self):
        return bool(self.relations_to_others or self.relations_from_others)

    @property
    def state_label(self):
        return State(self.state).label

    @property
    def facts(self):
        """What the record and its amendments say about time (see lifecycle)."""
        return Facts.of(self)

    def state_on(self, day):
        return state_on(self.facts, day)

    def terms_on(self, day):
        """End, renewal and notice of the term that runs on the day."""
        return self.facts.terms_on(day)

    def areas_on(self, day, code):
        """What it covers on the day, in one language (SQL twin: ``with_areas``)."""
        areas = getattr(self, localized("areas", code)) or []
        for amendment in self.facts.amendments_by(day):
            areas = amendment.areas_after(areas, code)
        return areas
