"""A topic gathers the news, the agreements and the institutions about it."""

import pytest

from news.templatetags import news as tags
from tests import make

pytestmark = pytest.mark.django_db


def page_of(client, topic):
    return client.get(topic.url_in("es")).content.decode()


def test_topic_shows_its_news_agreements_and_institutions(client):
    topic = make.topic(description_es="El agua de todos.")
    topic.goals.set([make.goal(6, name_es="Agua limpia")])
    named = make.institution(name_es="Oficina del Agua")
    release = make.published(topics=[topic], institutions=[named])
    agreement = make.agreement(signed_on="2024-01-01")
    agreement.topics.set([topic])
    party = make.party(agreement)
    page = page_of(client, topic)

    for words in (
        "El agua de todos.",
        "6. Agua limpia",
        release.title_es,
        agreement.title_es,
        "Oficina del Agua",
        party.institution.name_es,
    ):
        assert words in page


def test_marks_between_institutions_stay_at_the_end_of_a_line(client):
    """A space before the mark would let it begin the next line."""
    topic = make.topic()
    here = make.institution(name_es="Oficina del Agua")
    make.published(topics=[topic], institutions=[here, make.institution()])

    assert "Oficina del Agua</a></li>" in page_of(client, topic)


def test_topic_leaves_out_what_a_visitor_may_not_see(client):
    topic = make.topic()
    draft = make.press_release(topics=[topic])
    agreement = make.agreement(access="internal")
    agreement.topics.set([topic])
    party = make.party(agreement)
    page = page_of(client, topic)

    assert draft.title_es not in page
    assert agreement.title_es not in page
    assert party.institution.name_es not in page


def test_office_itself_is_not_among_the_institutions(client):
    topic = make.topic()
    office = make.institution(name_es="OIM Panamá (oficina)", is_the_office=True)
    make.published(topics=[topic], institutions=[office])

    assert "OIM Panamá (oficina)" not in page_of(client, topic)


def test_all_topics_stand_in_the_order_of_the_office(client):
    last = make.topic(position=2)
    first = make.topic(position=1)

    page = client.get("/es/temas/").content.decode()
    assert page.index(first.name_es) < page.index(last.name_es)


def test_a_topic_names_so_many_institutions_and_leads_to_all(client, monkeypatch):
    monkeypatch.setattr(tags, "MOST_INSTITUTIONS", 1)
    topic = make.topic(slug_en="water")
    agreement = make.agreement()
    agreement.topics.add(topic)
    for name in ("Army", "Bank"):
        make.party(agreement, institution=make.institution(name_en=name))

    page = client.get("/en/topics/water/").content.decode()

    section = page[page.index('id="institutions"') :]
    assert "Army" in section
    assert "Bank" not in section
    assert 'href="/en/institutions/">All institutions</a>' in section
