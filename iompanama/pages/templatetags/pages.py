"""What every page needs of the office: its settings and its menus, in one query."""

from django import template
from django.core.cache import cache

from iompanama.publishing.languages import current

from ..models import Page, SiteSettings

register = template.Library()
# Of what stands on every page: no page is older than that.
REMEMBERED = 1  # second


@register.simple_tag
def site():
    """The settings of the office, with the pages of its menus."""
    return cache.get_or_set(f"site-{current()}", SiteSettings.load, REMEMBERED)


@register.simple_tag
def menus(site):
    """Every menu by name; each of its pages carries the pages ``below`` it."""
    for page in site.pages_here:
        page.below = [each for each in site.pages_here if each.parent_id == page.pk]
    return {
        menu.name.lower(): [
            page
            for page in site.pages_here
            if page.menu == menu and page.parent_id is None
        ]
        for menu in Page.Menu
    }


@register.filter
def beside(pages, page):
    """The pages in the menu of a page, itself among them."""
    return [each for each in pages if each.menu == page.menu]


@register.filter
def with_facts(text, site):
    """Put the numbers of the settings where a text names them."""
    return text.replace("{{member_states}}", str(site.member_states))
