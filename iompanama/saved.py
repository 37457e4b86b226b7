"""Telling of what is new in a saved search: once, and only what its owner may see.

What was found before is remembered with the search, in the transaction of the mail.
Of a record that is not public the mail tells no title: rights may change before it is
read, and the page asks again.
"""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from iompanama.finding.models import SavedSearch
from iompanama.finding.statement import PAGED
from iompanama.outbox.models import tell

from .searched import Page

REMEMBERED = 5 * PAGED
TITLES = 10


def tell_of_new():
    """Write a mail for each saved search with new results; answers how many."""
    wanted = SavedSearch.objects.filter(with_mail=True, user__is_active=True)
    return sum(map(_tell, wanted.values_list("pk", flat=True)))


@transaction.atomic
def _tell(pk):
    """Two runs take turns at the search: the second finds nothing new."""
    saved = (
        SavedSearch.objects.select_for_update().filter(pk=pk, with_mail=True).first()
    )
    if saved is None:
        return False
    now = found(saved, saved.user)
    is_first, seen = saved.seen is None, saved.seen or []
    new = [key for key in now if key not in seen]
    saved.seen = [*new, *seen][:REMEMBERED]
    saved.save(update_fields=["seen"])
    if is_first or not new:
        return False
    public = found(saved, AnonymousUser())
    titles = [public[key] for key in new if key in public]
    return bool(tell([saved.user], lambda: words(saved, len(new), titles)))


def found(saved, user):
    """The newest results, as many as one can page through: titles by their keys."""
    if not user.is_anonymous and not user.has_perm("partners.read_internal"):
        return {}
    with override(saved.language):
        page = Page(saved.parameters, user, most=PAGED, by_date=True)
        if page.search.is_missed:
            return {}
        return {each.hit.id * 16 + each.hit.kind: each.name for each in page.results}


def words(saved, n, titles):
    """Subject and text, in the language that is asked for them."""
    subject = ngettext(
        "%(n)s new result: %(search)s", "%(n)s new results: %(search)s", n
    ) % {"n": n, "search": saved}
    more = n - len(titles[:TITLES])
    lines = [f"- {title}" for title in titles[:TITLES]]
    if more:
        lines.append(
            ngettext("%(n)s more on the site.", "%(n)s more on the site.", more)
            % {"n": more}
        )
    where = settings.SITE_URL + saved.get_absolute_url()
    asked = _("You saved this search; there you also end its mails: %(address)s")
    own = f"{settings.SITE_URL}/{saved.language}/admin/finding/savedsearch/"
    return subject, "\n".join([*lines, "", where, "", asked % {"address": own}])
