"""The papers of an agreement in its form: what each is, and its first file at once."""

from django import forms
from django.contrib import messages
from django.db import connection
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from iompanama.publishing.admin import RecordForm

from ..documents.filing import file_version
from ..documents.judging import judge

ACCEPTED = ".pdf,.jpg,.jpeg,.png,.tif,.tiff,.webp"
WHAT_IS_TAKEN = gettext_lazy(
    "A PDF, or pictures of the pages (JPEG, PNG, TIFF, WebP): several at once "
    "become the pages of one version, in the order of their names."
)


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One PDF or several pictures, cleaned to the file that is kept (judging)."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", FilesInput(attrs={"accept": ACCEPTED}))
        super().__init__(help_text=WHAT_IS_TAKEN, allow_empty_file=True, **kwargs)

    def clean(self, data, initial=None):
        if not data and not self.required:
            return None
        one = super().clean
        return judge([one(each, initial) for each in data or [None]])

    def has_changed(self, initial, data):
        return not self.disabled and bool(data)


class FilesOnRecord(forms.Widget):
    """Where the files of a paper are, which has a page of its own for them."""

    needs_multipart_form = True  # rows that are added beside it send files

    def __init__(self, document):
        super().__init__()
        self.document = document

    def render(self, name, value, attrs=None, renderer=None):
        return files_of(self.document)


class PaperForm(RecordForm):
    files = FilesField(label=gettext_lazy("Files"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            field = self.fields["files"]
            field.disabled, field.help_text = True, ""
            field.widget = FilesOnRecord(self.instance)


def files_of(document):
    words = ngettext("%(n)s version", "%(n)s versions", document.filed)
    return format_html(
        '<a href="{}">{}</a>',
        reverse("admin:partners_document_change", args=[document.pk]),
        words % {"n": document.filed} if document.filed else _("File a scan"),
    )


def file_papers(request, formset):
    """File what was sent with new rows, once the database took all that is written: a
    file that is stored cannot be sent once more with what was refused.

    Where the disk does not take it the record stays, and says what is missing.
    """
    sent = [
        (form.instance, form.cleaned_data["files"])
        for form in formset.forms
        if form.instance.pk and form.cleaned_data.get("files")
    ]
    if not sent:
        return
    connection.check_constraints()
    for document, judged in sent:
        try:
            file_version(document, judged, request.user)
        except OSError:
            words = _(
                "The record is saved, but the file of “%(document)s” could not be "
                "stored. File it on the page of its files."
            )
            messages.error(request, words % {"document": document})
