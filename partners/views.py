"""The register of agreements, the institutions and the people, as anybody may ask."""

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from iompanama.publishing.dates import asked_day
from iompanama.publishing.languages import current
from iompanama.publishing.readers import private_to_staff, reader_of
from iompanama.publishing.spreadsheets import as_file, as_workbook
from iompanama.publishing.views import BilingualDetail

from . import export
from .asked import Asked
from .choosing import all_choices
from .facets import chosen, facets
from .models import Agreement, Institution, Official, SavedView
from .models.shown import agreement_page, institution_page, official_page, with_posts
from .posts import Posts
from .record import Record
from .register import Register
from .showing import Table, kept, part_of_register, ways
from .sides import signed_by
from .succession import successions, told
from .timeline import Timeline

ROWS_ON_A_PAGE = 20
# Above the register; all are on their own page.
MOST_VIEWS = 12


@private_to_staff
def register(request):
    found, parameters = asked_by(request), request.GET
    if (name := parameters.get("choices")) in found.filters:
        return all_choices(request, found, name)
    context = {
        "section": "agreements",
        "asked": found.asked,
        "asked_kept": kept(parameters, "words", "on"),
        "facets": facets(found, parameters),
        "chosen": chosen(found, parameters),
        "none_address": request.path,
        "meant": found.asked.words and found.matching.meant,
        **_shown(found, request),
    }
    return render(request, "partners/agreement_list.html", context)


def asked_by(request):
    reader = reader_of(request)
    return Register(Asked.of(request.GET, reader), reader)


def _shown(found, request):
    """Visitors have the list alone."""
    if not found.is_for_staff:
        return {"page_obj": _page(found, request)}
    views = SavedView.objects.seen_by(found.user)[:MOST_VIEWS]
    shown = {"ways": ways(found.asked, request.GET), "views": views}
    if found.asked.show == "timeline":
        return {**shown, "timeline": Timeline(found)}
    page = _page(found, request)
    if found.asked.show == "table":
        shown["table"] = Table(found, page.object_list, request.GET)
        shown["columns_kept"] = kept(request.GET, "column")
    return {**shown, "page_obj": page}


class Pages(Paginator):
    """The rows of the register, counted already; those of a page by their keys."""

    def __init__(self, register):
        super().__init__(register, ROWS_ON_A_PAGE)
        self.count, self.is_more = register.count, register.counts.is_more

    def page(self, number):
        number = self.validate_number(number)
        passed = (number - 1) * self.per_page
        here = self.object_list.part(passed, passed + self.per_page)
        return self._get_page(here, number, self)


def _page(found, request):
    try:
        return Pages(found).page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise Http404 from error


@private_to_staff
def register_file(request):
    return as_file(*_file(request))


@private_to_staff
def register_workbook(request):
    return as_workbook(*_file(request))


def _file(request):
    """A name, and what is found, row by row."""
    found = asked_by(request)
    name = f"{_('agreements')}-{found.asked.day.isoformat()}"
    return name, export.rows(found, request.build_absolute_uri)


@method_decorator(private_to_staff, name="dispatch")
class AgreementDetail(BilingualDetail):
    model = Agreement

    def get_queryset(self):
        self.day, self.day_was_read = asked_day(self.request.GET)
        return agreement_page(self.day, reader_of(self.request))

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            section="agreements",
            day=self.day,
            day_was_read=self.day_was_read,
            record=Record(self.object, self.day, reader_of(self.request)),
            **kwargs,
        )


@private_to_staff
def institutions(request):
    """By kind, in the order the kinds are declared, then by name."""
    kinds = Institution.Kind.values
    rows = Institution.objects.in_order().without_vectors()
    rows = sorted(rows, key=lambda row: kinds.index(row.kind))
    context = {"section": "institutions", **apart(rows, "institutions")}
    return render(request, "partners/institution_list.html", context)


def apart(rows, name):
    """Those in use under the name, and what was retired."""
    return {
        name: [row for row in rows if not row.retired_on],
        "retired": [row for row in rows if row.retired_on],
    }


class KnownDetail(BilingualDetail):
    """The page of somebody who may have had another address, and has other names."""

    def get_elsewhere(self, slug):
        try:
            return super().get_elsewhere(slug)
        except Http404:
            former = self.model.objects.once_at(slug)
            found = former or self.model.objects.known_as(slug)
            if found is None:
                raise
            if current() not in found.languages():
                return self.missing_here(found)
            return redirect(found.url_in(current()), permanent=bool(former))


@method_decorator(private_to_staff, name="dispatch")
class InstitutionDetail(KnownDetail):
    model = Institution

    def get_queryset(self):
        return institution_page()

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        day, day_was_read = asked_day(self.request.GET)
        lines = successions(self.object.posts_here, today)
        return super().get_context_data(
            section="institutions",
            day=day,
            day_was_read=day_was_read,
            posts=Posts(self.object.posts_here, today),
            heads=[line for line in lines if line.is_of_heads],
            others=[line for line in lines if not line.is_of_heads],
            **part_of_register(
                Agreement.objects.with_institution(self.object, day),
                day,
                reader_of(self.request),
                party=self.object.key,
            ),
            **kwargs,
        )


@private_to_staff
def officials(request):
    day = timezone.localdate()
    rows = list(with_posts(Official.objects.without_vectors().in_order()))
    for official in rows:
        official.posts = Posts(official.posts_here, day)
    context = {"section": "officials", **apart(rows, "officials")}
    return render(request, "partners/official_list.html", context)


@method_decorator(private_to_staff, name="dispatch")
class OfficialDetail(KnownDetail):
    model = Official

    def get_queryset(self):
        return official_page(reader_of(self.request))

    def named(self, slug, code):
        """A name has one address in all languages."""
        return self.get_queryset().filter(slug=slug).first()

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        day, day_was_read = asked_day(self.request.GET)
        return super().get_context_data(
            section="officials",
            day=day,
            day_was_read=day_was_read,
            posts=Posts(self.object.posts_here, today),
            told=told(self.object, today),
            signatures=signed_by(self.object.signatures_here, day),
            **kwargs,
        )
