"""Topics: all of them, and what there is about one."""

from django.utils.decorators import method_decorator
from django.views.generic import ListView

from iompanama.publishing.dates import asked_day
from iompanama.publishing.readers import private_to_staff
from iompanama.publishing.views import BilingualDetail

from .models import Topic


@method_decorator(private_to_staff, name="dispatch")
class TopicList(ListView):
    extra_context = {"section": "topics"}

    def get_queryset(self):
        return Topic.objects.in_order().without_vectors()


class TopicDetail(BilingualDetail):
    extra_context = {"section": "topics"}

    def get_queryset(self):
        return Topic.objects.without_vectors().with_goals()

    def get_context_data(self, **kwargs):
        day, day_was_read = asked_day(self.request.GET)
        return super().get_context_data(day=day, day_was_read=day_was_read, **kwargs)
