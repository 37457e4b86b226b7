"""Which post each person of a text held on the day of its event.

Posts known to have been held that day come first, then those that may have been. Where
several remain, the one in an institution of the text; else it is a question for the
editor, not for us.
"""

from collections import defaultdict

from partners.models import Appointment


def find_posts(release):
    """Write the posts down, but where a person chose one: in as many queries for
    twenty people as for two."""
    mentions = list(release.mentions.filter(is_chosen=False))
    found = posts_held(release, [each.official_id for each in mentions])
    changed = []
    for mention in mentions:
        post = found.get(mention.official_id)
        if mention.appointment_id != (post and post.pk):
            mention.appointment = post
            changed.append(mention)
    release.mentions.bulk_update(changed, ["appointment"])


def posts_held(release, officials):
    """By person, the post held on the day; who has none, or several, is left out."""
    if release.event_day is None:
        return {}
    posts = Appointment.objects.filter(official__in=officials)
    here = set(release.institutions.values_list("pk", flat=True))
    possible = _the_one_of_each(posts.on(release.event_day), here)
    certain = _the_one_of_each(posts.certain_on(release.event_day), here)
    return possible | certain


def _the_one_of_each(posts, here):
    of_person = defaultdict(list)
    for post in posts:
        of_person[post.official_id].append(post)
    found = {}
    for official, held in of_person.items():
        in_text = [post for post in held if post.institution_id in here]
        for choice in (held, in_text):
            if len(choice) == 1:
                found.setdefault(official, choice[0])
    return found
