"""Telling of what is new in a saved search: once, and only what its owner may see.

What was found before is remembered with the search, in the transaction of the mail.
Of a record that is not public the mail tells no title: rights may change before it is
read, and the page asks again.
"""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from iompanama.finding.models import SavedSearch
from iompanama.outbox.models import tell

from .searched import Page

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
    if saved is None or not saved.user.has_perm("partners.read_internal"):
        return False
    with override(saved.language):
        page = Page(saved.parameters, saved.user, most=0)
        new = saved.learn(page.search.everything())
    if saved.known_since is None:
        saved.known_since = timezone.now()
        saved.save(update_fields=["known_since"])
        return False
    return bool(new and tell([saved.user], lambda: words(saved, new)))


def _titles(saved, new):
    """The newest of those that everybody may read, by name."""
    with override(saved.language):
        page = Page(
            saved.parameters, AnonymousUser(), most=TITLES, by_date=True, among=new
        )
        return [each.name for each in page.results]


def words(saved, new):
    """Subject and text, in the language that is asked for them."""
    n, titles = len(new), _titles(saved, new)
    subject = ngettext(
        "%(n)s new result: %(search)s", "%(n)s new results: %(search)s", n
    ) % {"n": n, "search": saved}
    lines = [f"- {title}" for title in titles]
    if more := n - len(titles):
        lines.append(
            ngettext("%(n)s more on the site.", "%(n)s more on the site.", more)
            % {"n": more}
        )
    where = settings.SITE_URL + saved.get_absolute_url()
    asked = _("You saved this search; there you also end its mails: %(address)s")
    own = f"{settings.SITE_URL}/{saved.language}/admin/finding/savedsearch/"
    return subject, "\n".join([*lines, "", where, "", asked % {"address": own}])
