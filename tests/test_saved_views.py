"""Views of the register that people keep, share and are told of."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import call_command
from django.db import connection

from iompanama.outbox.models import Message, Preference
from partners.models import Agreement, SavedView, ViewKnown, ViewWatch
from partners.saved.watching import begin, enter, tell_of_news
from tests import make
from tests.together import together

pytestmark = pytest.mark.django_db
PAGE = "/en/admin/saved-views/"


@pytest.fixture
def elena():
    return with_address(make.staff("Partnerships", "elena"))


@pytest.fixture
def ana():
    return with_address(make.staff("Staff readers", "ana"))


def with_address(person):
    person.email = f"{person.username}@muestra.invalid"
    person.save()
    return person


def view(owner, asked="kind=addendum", **values):
    return SavedView.objects.create(owner=owner, name="Addenda", asked=asked, **values)


def told():
    return [(each.recipient.username, each.subject) for each in Message.objects.all()]


def test_a_list_is_saved_by_its_name_and_found_above_the_register(client, elena):
    client.force_login(elena)
    form = client.get(f"{PAGE}?kind=addendum&sort=-ends&page=3").context["form"]

    client.post(PAGE, {"name": "Addenda", "asked": form["asked"].value()})

    [saved] = SavedView.objects.all()
    assert (saved.owner, saved.asked) == (elena, "kind=addendum&sort=-ends")
    page = client.get("/en/agreements/").content.decode()
    assert 'href="/en/agreements/?kind=addendum&amp;sort=-ends">Addenda</a>' in page


def test_a_name_is_taken_once_and_nothing_typed_is_lost(client, elena):
    view(elena)
    client.force_login(elena)

    response = client.post(PAGE, {"name": "Addenda", "asked": "year=2024"})

    assert "You have a view of this name already." in response.content.decode()
    assert response.context["form"]["asked"].value() == "year=2024"


def test_a_view_is_its_owners_until_it_is_shared(client, elena, ana):
    saved = view(elena)
    client.force_login(ana)
    assert list(client.get(PAGE).context["views"]) == []
    assert client.post(PAGE, {"watch": saved.pk}).status_code == 404

    client.force_login(elena)
    client.post(PAGE, {"share": saved.pk})

    client.force_login(ana)
    assert list(client.get(PAGE).context["views"]) == [saved]
    for act in ("share", "delete"):
        assert client.post(PAGE, {act: saved.pk}).status_code == 404


@pytest.mark.parametrize("junk", ["x", "", "9" * 400, "-1", "٣"])
def test_a_view_that_is_not_there_is_not_found(client, elena, junk):
    client.force_login(elena)

    assert client.post(PAGE, {"watch": junk}).status_code == 404


def test_the_page_is_for_whoever_reads_the_register(client):
    client.force_login(make.user("nobody"))

    assert client.get(PAGE).status_code == 404


def test_what_was_there_is_not_news_and_what_enters_is_told_once(elena):
    make.agreement(kind="addendum")
    begin(view(elena), elena)
    assert tell_of_news() == 0

    make.agreement(kind="addendum", title_es="Nueva")
    make.agreement(title_es="De otro tipo")
    assert [tell_of_news(), tell_of_news()] == [1, 0]

    [message] = Message.objects.all()
    assert message.subject == "1 acuerdo nuevo en «Addenda»"
    assert "Nueva\n" in message.body
    assert "De otro tipo" not in message.body
    assert "/es/acuerdos/?kind=addendum" in message.body


def test_what_leaves_and_comes_again_is_told_once(elena):
    begin(view(elena), elena)
    agreement = make.agreement(kind="addendum")
    tell_of_news()
    for kind in ("letter_of_intent", "addendum"):
        agreement.kind = kind
        agreement.save()
        tell_of_news()

    assert Message.objects.count() == 1


def test_nobody_is_told_of_what_does_not_open_to_her(elena, ana):
    saved = view(elena, is_shared=True)
    begin(saved, ana)
    make.agreement(kind="addendum", access="confidential", title_es="Secreto")

    assert tell_of_news() == 0

    make.agreement(kind="addendum", access="internal", title_es="Interno")
    assert tell_of_news() == 1
    assert "Secreto" not in Message.objects.get().body


def test_rights_are_those_of_the_moment_of_writing(elena, ana):
    begin(view(elena, is_shared=True), ana)
    make.agreement(kind="addendum", access="internal")
    ana.groups.clear()

    assert tell_of_news() == 0


def test_a_view_that_is_shared_no_more_tells_nobody_else(elena, ana):
    saved = view(elena, is_shared=True)
    begin(saved, ana)
    begin(saved, elena)
    SavedView.objects.update(is_shared=False)
    make.agreement(kind="addendum")

    tell_of_news()

    assert [who for who, _subject in told()] == ["elena"]


def test_whoever_wants_no_mail_gets_none(elena):
    Preference.objects.create(user=elena, frequency="never")
    begin(view(elena), elena)
    make.agreement(kind="addendum")

    tell_of_news()

    assert told() == []


def test_nothing_is_read_of_a_view_but_what_is_new(elena):
    for _ in range(30):
        make.agreement(kind="addendum")
    begin(view(elena), elena)
    make.agreement(kind="addendum", title_es="Nueva")

    assert enter(ViewWatch.objects.get()) == [Agreement.objects.latest("pk").pk]
    assert enter(ViewWatch.objects.get()) == []
    assert ViewKnown.objects.count() == 31


def test_whoever_watches_can_stop(client, elena):
    saved = view(elena)
    client.force_login(elena)
    client.post(PAGE, {"watch": saved.pk})
    assert ViewWatch.objects.count() == 1

    client.post(PAGE, {"unwatch": saved.pk})

    assert not ViewWatch.objects.exists()


def test_the_timer_runs_the_command(elena, capsys):
    begin(view(elena), elena)
    make.agreement(kind="addendum")

    call_command("send_news_of_views")

    assert capsys.readouterr().out == "1 told of their views\n"


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_make_one_watch(elena):
    make.agreement(kind="addendum")
    saved = view(elena)

    together(lambda: begin(saved, elena), lambda: begin(saved, elena))

    assert (ViewWatch.objects.count(), ViewKnown.objects.count()) == (1, 1)
    assert tell_of_news() == 0


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_tell_once(elena):
    begin(view(elena), elena)
    make.agreement(kind="addendum")

    def run(_n):
        try:
            return tell_of_news()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(run, range(2))) == [0, 1]
    assert Message.objects.count() == 1
