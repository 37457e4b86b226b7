"""The sample loads whole, twice without doubles, and through an editor's rules."""

import datetime as dt
import json
import subprocess
import sys
from collections import Counter

import pytest
import time_machine
from django.core.files.storage import default_storage

from iompanama.pages.models import Highlight, Page, Point, Series, SiteSettings
from iompanama.publishing.acting import acting
from iompanama.publishing.workflow import Status, take
from iompanama.sample.loading import SAMPLE, load
from iompanama.vocabulary.models import Goal, Place, Term, Topic
from news.models import AgreementLink, Mention, Photo, PhotoUse, PressRelease
from partners.models import (
    Agreement,
    Appointment,
    Document,
    FocalPoint,
    Institution,
    Official,
    Party,
    Relation,
    Signature,
)
from tests import make

FILE = json.loads(SAMPLE.read_text(encoding="utf-8"))
WRITTEN_ON = dt.date(2026, 11, 21)


def rows(kind, name):
    return sum(len(record[name]) for record in FILE[kind])


def test_everything_in_the_file_is_on_record(sample):
    figures = FILE["key_figures"]
    expected = {
        Goal: len(FILE["sdgs"]),
        Topic: len(FILE["topics"]),
        Place: len(FILE["places"]),
        Term: len(FILE["glossary"]),
        Institution: len(FILE["institutions"]),
        Official: len(FILE["officials"]),
        Appointment: rows("officials", "appointments"),
        Agreement: len(FILE["agreements"]),
        Party: rows("agreements", "parties"),
        Signature: rows("agreements", "signatories"),
        Document: rows("agreements", "documents"),
        FocalPoint: rows("agreements", "focal_points"),
        Relation: rows("agreements", "relations") / 2,  # told from both ends
        PressRelease: len(FILE["press_releases"]),
        Mention: rows("press_releases", "officials"),
        AgreementLink: rows("press_releases", "agreements"),
        Photo: rows("press_releases", "photos"),
        PhotoUse: rows("press_releases", "photos"),
        Page: len(FILE["pages"]),
        Series: len(figures["series"]),
        Point: sum(len(series["points"]) for series in figures["series"]),
        Highlight: len(figures["highlights"]),
        SiteSettings: 1,
    }

    assert {model: model.objects.count() for model in expected} == expected


@pytest.mark.parametrize("twin", ["Python", "SQL"])
def test_every_agreement_is_in_the_state_the_file_states(sample, twin):
    agreements = Agreement.objects.with_state(WRITTEN_ON)
    found = {
        agreement.key: agreement.state_on(WRITTEN_ON)
        if twin == "Python"
        else agreement.state
        for agreement in agreements
    }
    stated = {record["id"]: record["status"] for record in FILE["agreements"]}

    assert found.pop("agr-senniaf-2024") == "ending_soon"  # 110 days to go
    assert stated.pop("agr-senniaf-2024") == "in_force"
    assert found == stated


def test_the_addendum_moves_the_end_and_the_record_keeps_its_own(sample):
    agreement = Agreement.objects.get(key="agr-snm-datos-2022")

    assert agreement.ends_on == dt.date(2026, 5, 31)
    assert agreement.terms_on(WRITTEN_ON).ends_on == dt.date(2028, 5, 31)


def test_the_printed_title_and_the_post_held_are_both_kept(sample):
    printed = Mention.objects.get(
        release__key="rel-zeya-2021", official__key="marta-youth"
    )
    by_itself = Mention.objects.get(
        release__key="rel-uio-2023", official__key="ana-beatriz-solis"
    )

    assert printed.printed_title_en.startswith("Under Secretary of the Bureau")
    assert printed.printed_in == "en"
    assert (printed.appointment.post_en, printed.is_chosen) == (
        "Deputy Assistant Secretary",
        True,
    )
    assert (by_itself.appointment.key, by_itself.is_chosen) == ("solis-prog", False)


def test_a_release_in_one_language_is_there_in_that_one_alone(sample):
    release = PressRelease.objects.get(key="rel-renacimiento-2023")

    assert release.languages() == ["es"]
    assert release.first_published_at_en is None


def test_quotations_carry_the_name_and_the_title_as_printed(sample):
    release = PressRelease.objects.get(key="rel-defensoria-2023")

    assert (
        "<p>— <strong>Eduardo Leblanc González</strong>, Defensor del Pueblo</p>"
        "</blockquote>"
    ) in release.body_es
    assert "<strong>Eduardo Leblanc González</strong>, Ombudsman</p>" in release.body_en
    assert "348\N{NO-BREAK SPACE}000" in release.body_es


def test_the_releases_stand_where_the_file_has_them(sample):
    found = PressRelease.objects.all()

    assert Counter(release.status for release in found) == {
        Status.PUBLISHED: 15,
        Status.DRAFT: 1,
    }
    assert [release.key for release in found.waiting()] == ["rel-dim-2027"]
    assert [release.key for release in found if release.is_archived] == [
        "rel-san-vicente-2022"
    ]
    assert AgreementLink.objects.filter(role="signing").count() == 3


def test_what_was_invented_says_so(sample):
    for kind, model in (
        ("institutions", Institution),
        ("officials", Official),
        ("agreements", Agreement),
        ("press_releases", PressRelease),
    ):
        invented = {record["id"] for record in FILE[kind] if record["fictional"]}
        found = model.objects.filter(is_sample=True).values_list("key", flat=True)

        assert set(found) == invented


def test_a_second_run_finds_everything_in_place(sample):
    facts = load()

    assert [fact for fact in facts if "unchanged" not in fact] == ["pictures cut: 0"]
    assert [fact for fact in facts if "," in fact] == []


def test_what_differs_is_brought_back(sample):
    Topic.objects.filter(key="darien").update(name_es="Otra cosa")
    with acting(None, "A test takes a party out."):
        Party.objects.filter(agreement__key="agr-uio-2018").first().delete()

    facts = load()

    assert Topic.objects.get(key="darien").name_es == "Darién"
    assert Party.objects.filter(agreement__key="agr-uio-2018").count() == 2
    assert Signature.objects.filter(party=None).count() == 0
    assert {"topics: 13 unchanged, 1 changed", "pictures cut: 0"} <= set(facts)


def test_a_picture_that_is_gone_is_cut_again(sample):
    photo = Photo.objects.get(key="rel-zeya-2021")
    default_storage.delete(photo.picture.copy_name("card", 208, "webp"))

    facts = load()

    assert facts[-1] == "pictures cut: 1"
    assert default_storage.exists(photo.picture.copy_name("card", 208, "webp"))


def test_an_edition_somebody_has_begun_since_is_left_alone(sample):
    live = PressRelease.objects.get(key="rel-zeya-2021")
    PressRelease.objects.filter(pk=live.pk).update(title_es="Corregido")
    draft = live.next_edition(make.user("ana"))

    load()

    live.refresh_from_db()
    assert live.title_es == "Corregido"
    assert PressRelease.objects.get(pk=draft.pk).mentions.count() == 5
    assert PressRelease.objects.filter(key="rel-zeya-2021").count() == 2


def test_a_step_somebody_took_since_is_left_alone(sample):
    ana = make.user("ana", "news.publish_pressrelease")
    live = PressRelease.objects.get(key="rel-zeya-2021")
    take(live, "withdraw", ana, reason="Una persona retiró su consentimiento.")

    facts = load()

    live.refresh_from_db()
    assert live.status == Status.WITHDRAWN
    assert "press_releases: 15 unchanged, 1 left alone" in facts


@time_machine.travel("2028-03-01T12:00-05:00", tick=False)
def test_the_waiting_text_is_moved_on_when_its_day_has_passed(sample):
    load()

    waiting = PressRelease.objects.get(key="rel-dim-2027")
    assert waiting.published_at.date() == dt.date(2028, 12, 18)
    assert (waiting.dateline_on, waiting.event_days) == (
        dt.date(2028, 12, 18),
        [dt.date(2028, 12, 18)],
    )


def test_the_file_passes_its_own_checks():
    said = subprocess.run(
        [sys.executable, SAMPLE.with_name("validate_sample.py")],
        capture_output=True,
        text=True,
        check=False,
    ).stdout.splitlines()

    # Its last errand is a day in 2027; the loader moves that text on by itself.
    assert [line for line in said[:-1] if "move it forward" not in line] == []
    assert said[-1].startswith("25 institutions, 18 officials, 14 agreements")
