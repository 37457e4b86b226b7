"""A paper and each of its pages, to whoever may open it; and its file."""

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404
from django.utils.decorators import method_decorator

from iompanama.publishing.languages import current, localized
from iompanama.publishing.marking import excerpt, marked
from iompanama.publishing.readers import private_to_staff, reader_of
from iompanama.publishing.views import BilingualDetail

from ..models import Document, Opening, PageText
from ..models.shown import document_page
from .handing_out import handed_out
from .standing import in_words

Part = Opening.Part
PAGES_LISTED = 50
MOST_LETTERS = 200  # of a question


def words_of(request):
    return request.GET.get("q", "").replace("\x00", "").strip()[:MOST_LETTERS]


def chosen_version(document, request):
    """The newest; whoever is of the staff may ask for an earlier one. None is filed,
    or none that this reader may know of."""
    asked = request.GET.get("version")
    if asked is None:
        return document.newest
    if not reader_of(request).has_perm("partners.read_internal"):
        raise Http404
    for version in document.versions_here:
        if str(version.number) == asked:
            return version
    raise Http404


def note_opening(request, version, part, page=None):
    if version.document.is_confidential:
        Opening.objects.note(reader_of(request), version, part, page)


@method_decorator(private_to_staff, name="dispatch")
class DocumentDetail(BilingualDetail):
    """What it is, its file, and its pages with their first words."""

    model = Document

    def get_queryset(self):
        return document_page(reader_of(self.request))

    def named(self, slug, code):
        address = f"agreement__{localized('slug', code)}"
        found = self.get_queryset().filter(**{address: slug, "pk": self.kwargs["pk"]})
        return found.first()

    def get_context_data(self, **kwargs):
        document, words = self.object, words_of(self.request)
        if version := chosen_version(document, self.request):
            version.document = document
            note_opening(self.request, version, Part.LIST)
        return super().get_context_data(
            **about(self.request, document, version),
            words=words,
            page_obj=version and self.listed(version, words),
            **kwargs,
        )

    def listed(self, version, words):
        pages = version.pages.order_by("number").only("number", "text", "version")
        pages = pages.holding(words) if words else pages
        try:
            listed = Paginator(pages, PAGES_LISTED).page(
                self.request.GET.get("page", 1)
            )
        except InvalidPage as error:
            raise Http404 from error
        for page in listed.object_list:
            page.words = excerpt(page.text, words)
        return listed


class DocumentPage(DocumentDetail):
    """One page: its picture, its text, the way to the others."""

    template_name = "partners/document_page.html"

    def named(self, slug, code):
        document = super().named(slug, code)
        version = document and chosen_version(document, self.request)
        return page_of(document, version, self.kwargs["number"])

    def get_context_data(self, **kwargs):
        page, version = self.object, self.object.version
        words = words_of(self.request)
        if page.is_read:
            note_opening(self.request, version, Part.PAGE, page.number)
        holding = version.pages.holding(words) if words else PageText.objects.none()
        numbers = holding.order_by("number").values_list("number", flat=True)
        return BilingualDetail.get_context_data(
            self,
            **about(self.request, version.document, version),
            page=page,
            previous=page.number - 1,
            next=page.number + 1 if page.number < version.page_count else None,
            words=words,
            text=marked(page.text, words),
            found_on=[each for each in numbers[:PAGES_LISTED] if each != page.number],
            **kwargs,
        )


def about(request, document, version):
    staff = reader_of(request).has_perm("partners.read_internal")
    return {
        "section": "agreements",
        "agreement": document.agreement,
        "document": document,
        "version": version,
        "is_newest": version == document.newest,
        "standing": in_words(version) if staff and version else "",
        "versions": document.versions_here if staff else [],
    }


def page_of(document, version, number):
    """A page that is not read yet is there without words."""
    if not version or not 1 <= number <= version.page_count:
        return None
    version.document = document
    found = version.pages.without_vectors().filter(number=number).first()
    page = found or PageText(number=number, origin=PageText.Origin.NONE)
    page.version = version
    return page


def asked_for(request, slug, pk):
    """The version of a paper at an address of this language, for this reader."""
    named = {f"agreement__{localized('slug', current())}": slug, "pk": pk}
    document = document_page(reader_of(request)).filter(**named).first()
    version = document and chosen_version(document, request)
    if not version:
        raise Http404
    version.document = document
    return version


def document_file(request, slug, pk):
    return file_of(request, asked_for(request, slug, pk))


def page_picture(request, slug, pk, number):
    version = asked_for(request, slug, pk)
    page = page_of(version.document, version, number)
    if not page or not page.is_read:
        raise Http404
    return picture_of(request, page)


def file_of(request, version):
    """The original, as it came. Whoever calls has asked whether the reader may."""
    if not version.file.storage.exists(version.file.name):
        raise Http404
    note_opening(request, version, Part.FILE)
    return handed_out(
        request,
        version.file,
        etag=version.sha256,
        media_type=version.media_type,
        is_public=is_for_all(request, version),
        name=version.name,
    )


def picture_of(request, page):
    note_opening(request, page.version, Part.PAGE, page.number)
    return handed_out(
        request,
        page.picture,
        etag=page.picture_tag,
        media_type="image/webp",
        is_public=is_for_all(request, page.version),
    )


def is_for_all(request, version):
    """What staff was answered is kept by no cache, though anybody may have it."""
    return version.document.is_public and not reader_of(request).is_authenticated
