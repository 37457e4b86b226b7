"""For the pages of the admin."""

from django import template
from django.conf import settings
from django.urls import translate_url

from iompanama.publishing import hours, typography
from iompanama.publishing.languages import current, other_than
from news.admin import chips, steps

register = template.Library()


@register.simple_tag(takes_context=True)
def same_page_elsewhere(context):
    """This page of the admin in each other language."""
    names, request = dict(settings.LANGUAGES), context["request"]
    return [
        {
            "code": code,
            "name": names[code],
            "url": translate_url(request.get_full_path(), code),
        }
        for code in other_than(current())
    ]


@register.filter
def condition_chips(release):
    return chips.of_languages(release)


@register.filter
def day_written(day):
    return typography.day(day)


@register.filter
def in_language(record, code):
    """Address of the record's public page in a language."""
    return record.url_in(code)


@register.filter
def called(step, release):
    """What a step is called with this edition."""
    return steps.label(release, step.key)


@register.filter
def moment_told(moment):
    """An hour in Panama and in UTC, and how far away it is."""
    return hours.told(moment)


@register.filter
def person(user):
    """A colleague by name."""
    return user.get_full_name() or user.get_username()
