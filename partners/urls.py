from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import feeds, views
from .deadlines.calendar import feed
from .documents import views as papers
from .opendata import views as open_data

app_name = "partners"

urlpatterns = [
    path(_("agreements/"), views.register, name="agreements"),
    path(_("agreements.csv"), views.register_file, name="agreements_file"),
    path(_("agreements.xlsx"), views.register_workbook, name="agreements_workbook"),
    path(_("agreements.rss"), feeds.RegisterFeed(), name="agreements_feed"),
    path(_("agreements/<str:token>.ics"), feed, name="calendar"),
    path(_("agreements/open-data/"), open_data.description, name="open_data"),
    path(_("agreements/open-data.csv"), open_data.as_csv, name="open_data_csv"),
    path(_("agreements/open-data.json"), open_data.as_json, name="open_data_json"),
    path(
        _("agreements/<slug:slug>/"), views.AgreementDetail.as_view(), name="agreement"
    ),
    path(
        _("agreements/<slug:slug>/documents/<int:pk>/"),
        papers.DocumentDetail.as_view(),
        name="document",
    ),
    path(
        _("agreements/<slug:slug>/documents/<int:pk>/file/"),
        papers.document_file,
        name="document_file",
    ),
    path(
        _("agreements/<slug:slug>/documents/<int:pk>/page/<int:number>/"),
        papers.DocumentPage.as_view(),
        name="document_page",
    ),
    path(
        _("agreements/<slug:slug>/documents/<int:pk>/page/<int:number>/picture/"),
        papers.page_picture,
        name="page_picture",
    ),
    path(_("institutions/"), views.institutions, name="institutions"),
    path(
        _("institutions/<slug:slug>/"),
        views.InstitutionDetail.as_view(),
        name="institution",
    ),
    path(_("officials/"), views.officials, name="officials"),
    path(_("officials/<slug:slug>/"), views.OfficialDetail.as_view(), name="official"),
]
