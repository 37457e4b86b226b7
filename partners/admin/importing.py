"""Importing agreements: send a sheet, read what would happen, then bring it in."""

import datetime as dt

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..importing.making import bring_in, try_out
from ..importing.reading import MOST_BYTES
from ..importing.template import template
from ..models import ImportedSheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORGOTTEN = dt.timedelta(days=1)


class SheetForm(forms.Form):
    sheet = forms.FileField(
        label=gettext_lazy("Sheet"),
        help_text=gettext_lazy("XLSX, ODS or CSV, up to 5 MB and 1,000 rows."),
        max_length=None,
    )

    def clean_sheet(self):
        sheet = self.cleaned_data["sheet"]
        if sheet.size > MOST_BYTES:
            raise ValidationError(_("The file is larger than 5 MB."))
        return sheet


class ImportingAdmin:
    """For the admin of agreements."""

    def get_urls(self):
        view = self.admin_site.admin_view
        own = [
            ("import/", self.import_view, "import"),
            ("import/template.xlsx", self.import_template_view, "import_template"),
            ("import/<uuid:key>/", self.import_report_view, "import_report"),
        ]
        return [
            *(
                path(route, view(answer), name=f"partners_agreement_{name}")
                for route, answer, name in own
            ),
            *super().get_urls(),
        ]

    def import_view(self, request):
        self._ask_permission(request)
        form = SheetForm(request.POST or None, request.FILES or None)
        if form.is_valid():
            file = form.cleaned_data["sheet"]
            sheet = ImportedSheet(
                name=file.name[-200:], data=file.read(), sent_by=request.user
            )
            try:
                try_out(sheet.data, request.user)
            except ValidationError as error:
                form.add_error("sheet", error)
            else:
                self._forget_old()
                sheet.save()
                return redirect("admin:partners_agreement_import_report", sheet.pk)
        context = {**self._context(request), "form": form}
        status = 422 if form.errors else 200
        return TemplateResponse(
            request, "admin/partners/import.html", context, status=status
        )

    def import_template_view(self, request):
        self._ask_permission(request)
        name = _("agreements to import")
        return HttpResponse(
            template(),
            content_type=XLSX,
            headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'},
        )

    @transaction.atomic
    def import_report_view(self, request, key):
        """The trial, and on POST the import itself: a sheet is brought in once."""
        self._ask_permission(request)
        sheets = ImportedSheet.objects.filter(sent_by=request.user, data__isnull=False)
        sheet = sheets.select_for_update().filter(pk=key).first()
        if sheet is None:
            raise Http404
        act = bring_in if request.method == "POST" else try_out
        rows = act(bytes(sheet.data), request.user)
        refused = [row for row in rows if row.refused]
        if request.method == "POST" and not refused:
            return self._done(request, sheet, rows)
        context = {
            **self._context(request),
            "sheet": sheet,
            "rows": rows,
            "refused": refused,
        }
        return TemplateResponse(
            request,
            "admin/partners/import_report.html",
            context,
            status=422 if request.method == "POST" else 200,
        )

    def _done(self, request, sheet, rows):
        sheet.data, sheet.done_at, sheet.count = None, timezone.now(), len(rows)
        sheet.save()
        words = ngettext(
            "%(n)s agreement imported.", "%(n)s agreements imported.", len(rows)
        )
        messages.success(request, words % {"n": len(rows)})
        return redirect("admin:partners_agreement_changelist")

    def _ask_permission(self, request):
        if not self.has_add_permission(request):
            raise PermissionDenied

    def _context(self, request):
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Import agreements"),
        }

    def _forget_old(self):
        """Sheets that were tried and left alone."""
        ImportedSheet.objects.filter(
            done_at__isnull=True, sent_at__lt=timezone.now() - FORGOTTEN
        ).delete()
