from django.urls import path

from . import views

app_name = "vocabulary"
urlpatterns = [
    path("", views.TopicList.as_view(), name="topics"),
    path("<slug:slug>/", views.TopicDetail.as_view(), name="topic"),
]
