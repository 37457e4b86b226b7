from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import views

app_name = "pages"
urlpatterns = [
    path(_("data/"), views.Data.as_view(), name="data"),
    path(_("data/<slug:key>.csv"), views.series_csv, name="series"),
    path("<slug:slug>/", views.PageDetail.as_view(), name="page"),
]
