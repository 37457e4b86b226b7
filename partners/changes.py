"""What an amendment changes, in words."""

from django.utils.translation import gettext as _

from .phrases import days_counted, length, until


def changes_of(link, parties=()):
    """The end of a sentence; empty where nothing is on record.

    ``link`` is a relation, ``parties`` are those of the agreement that it amends.
    """
    said = [
        *_end(link),
        *_renewal(link),
        *_notice(link),
        *_listed(_("adds %(areas)s"), link.areas_added),
        *_listed(_("takes out %(areas)s"), link.areas_removed),
        *_parties(link, parties),
    ]
    sentences = ["; ".join(said), (link.changes or "").rstrip(".")]
    return "".join(f"{each}. " for each in sentences if each).strip()


def _parties(link, parties):
    for party in parties:
        if party.joined_by_id == link.pk:
            yield _("%(party)s joins") % {"party": party.briefly}
        if party.left_by_id == link.pk:
            yield _("%(party)s leaves") % {"party": party.briefly}


def _end(link):
    if link.new_ends_on:
        end = until(link.new_ends_on, link.new_ends_on_precision)
        yield _("moves the end: %(until)s") % {"until": end}
    if link.removes_end:
        yield _("takes the end away")


def _renewal(link):
    if not link.new_renewal:
        return
    if not link.new_renewal_months:
        yield {
            "none": _("no renewal any more"),
            "by_agreement": _("can be renewed if both sides agree"),
            "unknown": _("renewal not recorded"),
        }[link.new_renewal]
        return
    words = {"length": length(link.new_renewal_months)}
    if link.new_renewal == "automatic":
        yield _("renews by itself, for %(length)s each time") % words
    else:
        yield _("can be renewed for %(length)s if both sides agree") % words


def _notice(link):
    if link.new_notice_days is not None:
        days = days_counted(link.new_notice_days)
        yield _("notice %(days)s before the end") % {"days": days}


def _listed(said, areas):
    if areas:
        yield said % {"areas": "; ".join(areas)}
