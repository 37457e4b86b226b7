"""Telling people what is new in a view: of each agreement once.

What she was told of and the mail are written in one transaction, with the watch locked:
the second of two runs finds nothing new. What a view answers is asked as the person who
is told, at that moment: what does not open to her is not in it.
"""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from iompanama.outbox.models import tell
from iompanama.publishing.languages import codes

from ..asked import Asked
from ..models import Agreement, ViewWatch
from ..register import Register

# A view of more is a list to look through, not to be told of.
MOST_WATCHED = 5_000
# So many are named in a mail.
MOST_NAMED = 20


def inside(view, user):
    """The keys of what opens to the person in a view on its day, in any language."""
    found = set()
    for code in codes():
        with override(code):
            rows = Register(Asked.of(view.parameters, user), user).found()
        rows = rows.filter(is_open=True).order_by("pk").values_list("pk", flat=True)
        found.update(rows[: MOST_WATCHED + 1])
    return sorted(found)


def begin(view, user):
    """Watch a view from now on; False where it holds too much to be watched."""
    known = inside(view, user)
    if len(known) > MOST_WATCHED:
        return False
    # Two clicks at once: the second finds the first one's watch.
    ViewWatch.objects.bulk_create(
        [ViewWatch(view=view, user=user, known=known)], ignore_conflicts=True
    )
    return True


def tell_of_news():
    """Write what is due; answers how many were told."""
    return sum(map(_tell, ViewWatch.objects.values_list("pk", flat=True)))


@transaction.atomic
def _tell(key):
    watch = _locked(key)
    if watch is None or not _may_hear(watch):
        return False
    known = set(watch.known)
    new = [each for each in inside(watch.view, watch.user) if each not in known]
    if not new:
        return False
    watch.known = [*watch.known, *new]
    watch.save(update_fields=["known"])
    return bool(tell([watch.user], lambda: words(watch.view, new)))


def _locked(key):
    rows = ViewWatch.objects.select_for_update(of=["self"]).filter(pk=key)
    return rows.select_related("view", "user").first()


def _may_hear(watch):
    """Whoever left the office, or whose colleague shares no more, hears nothing; the
    watch waits."""
    user, view = watch.user, watch.view
    is_shown = view.owner_id == user.pk or view.is_shared
    return user.is_active and is_shown and user.has_perm("partners.read_internal")


def words(view, new):
    """Subject and text, in the language that is asked for them."""
    agreements = Agreement.objects.filter(pk__in=new[:MOST_NAMED]).order_by("pk")
    subject = ngettext(
        "%(n)s new agreement in “%(view)s”",
        "%(n)s new agreements in “%(view)s”",
        len(new),
    ) % {"n": len(new), "view": view}
    lines = [f"{each}\n{settings.SITE_URL}{_page(each)}" for each in agreements]
    if more := len(new) - len(lines):
        lines.append(_("And %(n)s more.") % {"n": more})
    lines.append(_("The view: %(address)s") % {"address": address_of(view)})
    return subject, "\n\n".join(lines)


def _page(agreement):
    return agreement.url_in(agreement.in_words("title")[1])


def address_of(view):
    asked = f"?{view.asked}" if view.asked else ""
    return settings.SITE_URL + reverse("partners:agreements") + asked
