"""Who is bound by an agreement on a day, side by side, and who signed for each."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from .lifecycle import effect_precision
from .phrases import on, since


@dataclass(frozen=True)
class Side:
    name: str
    parties: list


def sides(agreement, day):
    """The sides with those bound, then who is not any more and who will be; of a day
    that is past nothing that came later."""
    is_past = day < timezone.localdate()
    parties = agreement.parties_here
    for party in parties:
        party.when = _when(party, day, is_past)
    bound = [each for each in parties if each.is_bound_on(day)]
    left = [each for each in parties if each.left_on and each.left_on <= day]
    coming = (
        [] if is_past else [each for each in parties if not each.has_joined_on(day)]
    )
    found = [
        *_by_side(agreement, bound),
        Side(_("No longer parties"), left),
        Side(_("Not yet parties"), coming),
    ]
    return [each for each in found if each.parties]


def _by_side(agreement, bound):
    ours = [each for each in bound if each.is_the_office]
    if not ours:
        return [Side("", bound)]
    theirs = [each for each in bound if not each.is_the_office]
    return [Side(_("IOM"), ours), Side(_("The other side"), theirs)]


def _when(party, day, is_past):
    """Since or until when, where not all the time."""
    said = []
    if party.joined_on and (party.joined_on <= day or not is_past):
        joined = effect_precision(party.joined_by.source)
        said.append(since(party.joined_on, joined))
    if party.left_on and (party.left_on <= day or not is_past):
        left = on(party.left_on, effect_precision(party.left_by.source))
        said.append(_("left %(on_day)s") % {"on_day": left})
    if party.joined_by_id and not party.joined_on:
        said.append(_("when the amendment takes effect"))
    return "; ".join(said)


def signed_by(signatures, day):
    """Those given by the day; of today and later ones all."""
    if day >= timezone.localdate():
        return signatures
    return [each for each in signatures if _given_on(each, day)]


def given_by(day):
    """Condition, twin of ``signed_by``."""
    if day >= timezone.localdate():
        return Q()
    return Q(signed_on__lte=day) | Q(signed_on=None) & (
        Q(agreement__signed_on=None) | Q(agreement__signed_on__lte=day)
    )


def _given_on(signature, day):
    signed = signature.signed_on or signature.agreement.signed_on
    return signed is None or signed <= day
