"""Telling people what is new in a view: of each agreement once.

What she was told of and the mail are written in one transaction, with the watch locked:
the second of two runs finds nothing new. What a view answers is asked as the person who
is told, at that moment: what does not open to her is not in it.
"""

from django.conf import settings
from django.db import connection, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from iompanama.outbox.models import tell
from iompanama.publishing.languages import codes

from ..asked import Asked
from ..models import Agreement, ViewWatch
from ..pieces import Piece, keys_found
from ..register import Register

# So many are named in a mail.
MOST_NAMED = 20


def enter(watch):
    """Know what opens to the person in the view on its day, in any language; answers
    the keys of what was not known, which is all that leaves the database."""
    found = Piece.joined(" UNION ", _inside(watch))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO partners_viewknown (watch_id, agreement)"
            f" SELECT %s, id FROM ({found.sql}) AS found (id)"
            " ON CONFLICT DO NOTHING RETURNING agreement",
            [watch.pk, *found.values],
        )
        return sorted(key for (key,) in cursor.fetchall())


def _inside(watch):
    user = watch.user
    for code in codes():
        with override(code):
            register = Register(Asked.of(watch.view.parameters, user), user)
            yield keys_found(register.where(is_open=True))


@transaction.atomic
def begin(view, user):
    """Watch a view from now on. Two clicks at once: the second finds the first one's
    watch."""
    watch, is_new = ViewWatch.objects.get_or_create(view=view, user=user)
    if is_new:
        enter(watch)


def tell_of_news():
    """Write what is due; answers how many were told."""
    return sum(map(_tell, ViewWatch.objects.values_list("pk", flat=True)))


@transaction.atomic
def _tell(key):
    watch = _locked(key)
    if watch is None or not _may_hear(watch):
        return False
    new = enter(watch)
    return bool(new and tell([watch.user], lambda: words(watch.view, new)))


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
