from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import views
from .deadlines.calendar import feed

app_name = "partners"

urlpatterns = [
    path(_("agreements/"), views.register, name="agreements"),
    path(_("agreements.csv"), views.register_file, name="agreements_file"),
    path(_("agreements/<str:token>.ics"), feed, name="calendar"),
    path(
        _("agreements/<slug:slug>/"), views.AgreementDetail.as_view(), name="agreement"
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
