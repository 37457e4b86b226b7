from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import feeds, previews, views

app_name = "news"
urlpatterns = [
    path("", views.PressReleaseList.as_view(), name="list"),
    path("rss/", feeds.NewsFeed(), name="feed"),
    path("atom/", feeds.AtomNewsFeed(), name="atom"),
    path("<int:year>/", views.PressReleaseList.as_view(), name="year"),
    path(_("preview/<str:token>/"), previews.preview, name="preview"),
    path("<slug:slug>/", views.PressReleaseDetail.as_view(), name="detail"),
]
