"""What the desk costs: ``python bench/desk.py --rows 100000``.

Server time of each action of an editor over as many works of five editions each: a
release with twenty people, ten photos and 3,000 words opened, saved and published, the
list as asked in several ways, the desk. Ends with 1 when a limit is passed, or when a
text with more people and photos costs more queries.
"""

import argparse
import io
import os
import sys
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench import editions, ground  # noqa: E402

TEXT, LIST = 400, 150  # ms
LISTS = (
    ("desk", "/es/admin/"),
    ("list", "/es/admin/news/pressrelease/"),
    ("list, far back", "/es/admin/news/pressrelease/?p=50"),
    ("list, drafts", "/es/admin/news/pressrelease/?state=draft"),
    ("list, live", "/es/admin/news/pressrelease/?state=live"),
    ("list, scheduled", "/es/admin/news/pressrelease/?state=scheduled"),
    ("list, live with changes", "/es/admin/news/pressrelease/?state=changes"),
    ("list, withdrawn", "/es/admin/news/pressrelease/?state=withdrawn"),
    ("list, archived", "/es/admin/news/pressrelease/?state=archived"),
    ("list, waits for me", "/es/admin/news/pressrelease/?question=to_read"),
    ("list, unread", "/es/admin/news/pressrelease/?question=alone"),
    ("list, translation behind", "/es/admin/news/pressrelease/?question=stale"),
    ("list, language missing", "/es/admin/news/pressrelease/?missing=en"),
    ("list, topic", "/es/admin/news/pressrelease/?topic=topic-3"),
    ("list, topic and live", "/es/admin/news/pressrelease/?topic=topic-3&state=live"),
    ("list, topic and year", "/es/admin/news/pressrelease/?topic=topic-3&year=2024"),
    ("list, a common word", "/es/admin/news/pressrelease/?q=migracion"),
    ("list, a rare word", "/es/admin/news/pressrelease/?q=77123"),
    ("list, two words", "/es/admin/news/pressrelease/?q=frontera+99"),
    ("list, two letters", "/es/admin/news/pressrelease/?q=99"),
    ("list, a word and live", "/es/admin/news/pressrelease/?q=frontera&state=live"),
    ("names waiting", "/es/admin/news/mention/"),
    ("name among the waiting", "/es/admin/news/mention/?q=nombre+99"),
    ("photos", "/es/admin/news/photo/"),
    ("photos, a word", "/es/admin/news/photo/?q=foto"),
    ("consents ending", "/es/admin/news/photo/?consent=ending"),
    ("translations", "/es/admin/news/pressrelease/translations/"),
    ("translations, stale", "/es/admin/news/pressrelease/translations/?only=stale"),
    ("translations, held back", "/es/admin/news/pressrelease/translations/?only=held"),
    ("people", "/es/admin/partners/official/"),
    ("people, a word", "/es/admin/partners/official/?q=persona"),
    ("institutions", "/es/admin/partners/institution/"),
    (
        "related texts, a word",
        "/es/admin/autocomplete/?term=frontera&app_label=news"
        "&model_name=pressrelease&field_name=related",
    ),
)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    rows = parser.parse_args().rows
    ground.set_up(rows, "desk", editions.STATEMENTS)
    from django.core.management import call_command  # noqa: PLC0415

    call_command("set_up_roles", stdout=io.StringIO())
    print(f"load of the machine: {' '.join(f'{n:.1f}' for n in os.getloadavg())}")
    ground.end([*lists(), *texts()])


def lists():
    from tests import make  # noqa: PLC0415

    client = signed_in(make.staff("Head of office", "writer-1"))
    for name, address in LISTS:
        yield ground.measure(name, lambda at=address: got(client, at), LIST)


def texts():
    """One text with two people and a photo, one with twenty and ten."""
    for name, act in (("open", opening), ("save", saving), ("publish", publishing)):
        costs = [act(people, photos) for people, photos in ((2, 1), (20, 10))]
        prepare, action = costs[1]
        yield ground.measure(
            f"{name}, 20 people, 10 photos",
            action,
            TEXT,
            prepare=lambda prepare=prepare: [prepare()],
        )
        few, many = (queries(prepare, action) for prepare, action in costs)
        print(f"{'':34} {many} queries, {few} with 2 people and 1 photo")
        yield few == many


def opening(people, photos):
    from tests import make  # noqa: PLC0415

    release = text(people, photos, make.press_release)
    client = signed_in(release.written_by)
    return (lambda: page_of(release)), (lambda address: got(client, address))


def saving(people, photos):
    """A word of the text changed; the form is filled as a browser would send it."""
    from tests import filling, make  # noqa: PLC0415

    release = text(people, photos, make.press_release)
    client, n = signed_in(release.written_by), count()

    def prepare():
        values = filling.drawn(client.get(page_of(release)))
        values["body_es"] = values["body_es"].replace("<p>", f"<p>{next(n)} ", 1)
        return {**values, "_continue": "1"}

    return prepare, lambda values: sent(client, page_of(release), values)


def publishing(people, photos):
    """The next edition of a live text, written and sent by another person."""
    from iompanama.publishing.workflow import take  # noqa: PLC0415
    from tests import filling, make  # noqa: PLC0415

    live = text(people, photos, make.published)
    writer = live.written_by
    client = signed_in(make.staff("Publishers", "writer-3"))

    def prepare():
        draft = live.work.newest.next_edition(writer)
        take(draft, "submit", writer)
        address = f"/es/admin/news/pressrelease/{draft.pk}/step/publish/"
        return address, filling.drawn(client.get(address))

    return prepare, lambda given: sent(client, *given)


def text(people, photos, maker):
    from partners.models import Official  # noqa: PLC0415
    from tests import make  # noqa: PLC0415

    words = ground.WORDS.split()
    paragraphs = (
        " ".join(words[(n * 7 + i) % len(words)] for i in range(60)) for n in range(50)
    )
    body = "".join(f"<p>{each}.</p>" for each in paragraphs)
    writer = make.staff("Editors", "writer-2")
    release = maker(written_by=writer, body_es=body, body_en=body, **unused())
    for position, official in enumerate(Official.objects.order_by("pk")[:people]):
        make.mention(release, official=official, position=position)
    for position in range(photos):
        make.photo_use(release, position=position)
    return release


def unused():
    """Addresses, and a topic and place that are there: the database is kept."""
    import secrets  # noqa: PLC0415

    from iompanama.vocabulary.models import Place, Topic  # noqa: PLC0415

    word = secrets.token_hex(6)
    return {
        "slug_es": f"banco-{word}",
        "slug_en": f"bench-{word}",
        "title_es": f"Texto largo {word}",
        "title_en": f"Long text {word}",
        "dateline_place": Place.objects.first(),
        "topics": [Topic.objects.first()],
    }


def page_of(release):
    return f"/es/admin/news/pressrelease/{release.pk}/change/"


def signed_in(person):
    from django.test import Client  # noqa: PLC0415

    client = Client()
    client.force_login(person)
    return client


def got(client, address):
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content


def sent(client, address, values):
    response = client.post(address, values)
    assert response.status_code == 302, (address, response.content.decode())


def queries(prepare, action):
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    given = prepare()
    with CaptureQueriesContext(connection) as found:
        action(given)
    return len(found)


if __name__ == "__main__":
    main()
