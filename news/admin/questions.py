"""The questions of the desk, as filters of the list of press releases."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

# What is asked, and the words of the queryset that answer, given the reader.
ANSWERS = {
    "mine": lambda texts, reader: texts.drafts_of(reader),
    "to_read": lambda texts, reader: texts.awaiting(reader),
    "alone": lambda texts, reader: texts.unread(),
    "stale": lambda texts, reader: texts.to_translate().stale(),
    "incomplete": lambda texts, reader: texts.to_translate().missing(),
}
# Asked of editions, whether or not a later one is begun.
OF_ANY_EDITION = ("alone",)


class QuestionFilter(admin.SimpleListFilter):
    title = _("what to do")
    parameter_name = "question"

    def lookups(self, request, model_admin):
        return [
            ("mine", _("my drafts")),
            ("to_read", _("waits for me")),
            ("alone", _("published alone, unread")),
            ("stale", _("translation behind")),
            ("incomplete", _("a language missing")),
        ]

    def queryset(self, request, queryset):
        answer = ANSWERS.get(self.value())
        return answer(queryset, request.user) if answer else queryset


def one_row_a_work(request, editions):
    """The newest editions, unless what is asked concerns any of them."""
    if request.GET.get(QuestionFilter.parameter_name) in OF_ANY_EDITION:
        return editions
    return editions.newest_editions()
