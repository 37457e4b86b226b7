"""All editions of a work, and any two of them side by side."""

from django.contrib.admin.utils import unquote
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _

from iompanama.publishing.admin import RecordAdmin
from iompanama.publishing.workflow import obstacles

from ..comparison import compared
from . import chips


class EditionsAdmin(RecordAdmin):
    def get_urls(self):
        view = self.admin_site.admin_view
        own = [
            path(
                f"<path:object_id>/{word}/",
                view(page),
                name=f"news_pressrelease_{word}",
            )
            for word, page in (
                ("editions", self.editions_view),
                ("compare", self.compare_view),
            )
        ]
        return own + super().get_urls()

    def editions_view(self, request, object_id):
        release = self.get_object(request, unquote(object_id))
        editions = list(release.work.editions.for_desk().order_by("-edition"))
        for each, before in zip(editions, [*editions[1:], None], strict=True):
            each.before, each.chip = before, chips.of_edition(each)
        # An open edition stands against every restoring: asked once for all.
        newest = editions[0]
        may_restore = not newest.is_open and not obstacles(newest, "edit", request.user)
        return self.page(
            request,
            release,
            "editions",
            title=_("Editions"),
            editions=editions,
            may_restore=may_restore,
            numbers=sorted(each.edition for each in editions),
        )

    def compare_view(self, request, object_id):
        release = self.get_object(request, unquote(object_id))
        numbers = list(
            release.work.editions.order_by("edition").values_list("edition", flat=True)
        )
        old, new = chosen(request.GET, numbers, release)
        pair = release.work.editions.filter(edition__in=(old, new)).for_comparing()
        editions = {each.edition: each for each in pair}
        rows = compared(editions[old], editions[new])
        return self.page(
            request,
            release,
            "compare",
            title=_("Edition %(old)s and edition %(new)s") % {"old": old, "new": new},
            changed=[row for row in rows if row.is_changed],
            same=[row.label for row in rows if not row.is_changed],
            numbers=numbers,
            old=editions[old],
            new=editions[new],
        )

    def page(self, request, release, word, **context):
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": release,
            "subtitle": str(release),
            **context,
        }
        template = f"admin/news/pressrelease/{word}.html"
        return TemplateResponse(request, template, context)


def chosen(asked, numbers, release):
    """The two editions to compare; what was not asked for is this one and the one
    before it."""
    new = _number(asked.get("new"), numbers, release.edition)
    earlier = [number for number in numbers if number < new]
    old = _number(asked.get("old"), numbers, earlier[-1] if earlier else new)
    return old, new


def _number(asked, numbers, default):
    if asked is None:
        return default
    if not asked.isdecimal() or int(asked) not in numbers:
        raise Http404
    return int(asked)
