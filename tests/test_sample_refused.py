"""A broken file is refused whole, in a sentence that names the record and the field."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from iompanama.vocabulary.models import Topic
from news.models import PressRelease
from partners.models import Agreement
from tests.small_sample import FILE, load, small

pytestmark = pytest.mark.django_db


def test_the_small_file_is_right(tmp_path):
    load(small(), tmp_path)

    assert Agreement.objects.count() == 2


MISSING = object()
AGREEMENT = "agreements “small-agr-uio-2018”"
RELEASE = "press_releases “small-rel-zeya-2021”"
OFFICIAL = "officials “small-eduardo-leblanc”"
POST = "appointments “eduardo-leblanc-0”"
PHOTO = FILE["press_releases"][0]["photos"][0]
# Where the file is broken, how, and what the refusal says.
BROKEN = [
    # The shape of a record.
    (
        "topics.0.description",
        MISSING,
        "topics “small-darien”, field “description”: the field is missing.",
    ),
    (
        "agreements.0.slug.en",
        MISSING,
        f"{AGREEMENT}, field “slug.en”: the text in this language is missing.",
    ),
    (
        "press_releases.0.languages",
        ["es"],
        f"{RELEASE}, field “title.en”: the record is not in this language.",
    ),
    ("agreements.0.titel", "x", f"{AGREEMENT}, field “titel”: no such field is known."),
    (
        "agreements.0.iom_is_party",
        "yes",
        f"{AGREEMENT}, field “iom_is_party”: “yes” is neither true nor false.",
    ),
    (
        "agreements.0.duration_months",
        "60",
        f"{AGREEMENT}, field “duration_months”: “60” is not a whole number from 0.",
    ),
    (
        "agreements.0.parties",
        "HIAS",
        f"{AGREEMENT}, field “parties”: “HIAS” is not a list.",
    ),
    (
        "agreements.0.parties.0",
        "HIAS",
        f"{AGREEMENT}, field “parties.1”: “HIAS” is not an object with fields.",
    ),
    (
        "agreements.0.title",
        "Convenio",
        f"{AGREEMENT}, field “title”: “Convenio” is not a value by language.",
    ),
    (
        "agreements.0.title.es",
        7,
        f"{AGREEMENT}, field “title.es”: “7” is not a text.",
    ),
    (
        "agreements.0.title.es",
        "  ",
        f"{AGREEMENT}, field “title.es”: the text is empty; what is not known is null.",
    ),
    (
        "agreements.0.title.es",
        "Conve\x00nio",
        f"{AGREEMENT}, field “title.es”: the text holds a character that cannot be"
        " printed.",
    ),
    (
        "agreements.0.slug.es",
        "Convenio Marco",
        f"{AGREEMENT}, field “slug.es”: “Convenio Marco” is not an address",
    ),
    ("agreements.0", 5, "agreements “number 1”: “5” is not an object with fields."),
    ("agreements", {}, "The file, field “agreements”: “{}” is not a list."),
    ("glossary", MISSING, "The file, field “glossary”: the field is missing."),
    # Choices and references.
    (
        "agreements.0.kind",
        "treaty",
        f"{AGREEMENT}, field “kind”: “treaty” is not one of: framework_agreement,",
    ),
    (
        "agreements.0.parties.0.institution",
        "nobody",
        f"{AGREEMENT}, field “parties.1.institution”:"
        " there is no “nobody” among the institutions.",
    ),
    (
        "press_releases.0.topics",
        [["darien"]],
        f"{RELEASE}, field “topics.1”: there is no “['darien']” among the topics.",
    ),
    (
        "agreements.1.id",
        "small-agr-uio-2018",
        f"{AGREEMENT}, field “id”: this id stands more than once.",
    ),
    (
        "officials.1.appointments.0.id",
        "eduardo-leblanc-0",
        f"{POST}, field “id”: this id stands more than once.",
    ),
    (
        "agreements.0.relations",
        [{"type": "replaced_by", "agreement": "small-agr-uio-2023"}],
        f"{AGREEMENT}, field “relations.replaced_by”:"
        " “small-agr-uio-2023” does not say “replaces” in its turn.",
    ),
    (
        "press_releases.0.officials.0.appointment",
        "eduardo-leblanc-0",
        f"{RELEASE}, field “officials.1.appointment”:"
        " the post “eduardo-leblanc-0” is not of “small-uzra-zeya”.",
    ),
    (
        "press_releases.0.body.es.0.type",
        "table",
        f"{RELEASE}, field “body.es.1.type”: “table” is no kind of block.",
    ),
    # Days and moments.
    (
        "agreements.0.signed_on",
        "2018-02-30",
        f"{AGREEMENT}, field “signed_on”: there is no 2018-02-30 in the calendar.",
    ),
    (
        "agreements.0.signed_on",
        "4/6/2018",
        f"{AGREEMENT}, field “signed_on”: “4/6/2018” is not a day, a month or a year.",
    ),
    (
        "agreements.0.signed_on",
        "2018-06",
        f"{AGREEMENT}, field “signed_on_precision”: “day” does not fit “2018-06”.",
    ),
    (
        "press_releases.0.event_dates",
        ["2021-10"],
        f"{RELEASE}, field “event_dates.1”: “2021-10” is not a whole day.",
    ),
    (
        "press_releases.0.published_at",
        "2021-10-18T09:00:00",
        f"{RELEASE}, field “published_at”:"
        " 2021-10-18T09:00:00 has no offset from universal time.",
    ),
    (
        "press_releases.0.status",
        "draft",
        f"{RELEASE}, field “published_at”:"
        " “2021-10-18T09:00:00-05:00” does not fit the status “draft”.",
    ),
    # What the models and the database refuse to an editor too.
    (
        "agreements.0.title.es",
        "x" * 301,
        f"{AGREEMENT}, field “title_es”: Ensure this value has at most 300 characters",
    ),
    (
        "agreements.0.end_date",
        "2018-01-01",
        f"{AGREEMENT}: The end lies before the entry into force.",
    ),
    (
        "agreements.1.slug.es",
        FILE["agreements"][11]["slug"]["es"],
        "agreements “small-agr-uio-2023”: Another record has this address already.",
    ),
    (
        "agreements.1.reference",
        "OIM-PA/AM/2018/04",
        "agreements “small-agr-uio-2023”, field “reference”:"
        " Agreement with this Reference already exists.",
    ),
    (
        "agreements.0.parties",
        [{"institution": "small-hias", "role": "party"}] * 2,
        f"{AGREEMENT}, field “parties.2”:"
        " This institution is already a party in this role.",
    ),
    (
        "agreements.0.parties.0.institution",
        None,
        f"{AGREEMENT}, field “parties.1”: Choose an institution or write a name.",
    ),
    (
        "agreements.0.financial",
        {"amount": 10, "currency": "$"},
        f"{AGREEMENT}: Give the currency in three letters: USD.",
    ),
    (
        "institutions.0.website",
        "hias",
        "institutions “small-hias”, field “website”: Enter a valid URL.",
    ),
    (
        "institutions.0.country",
        "Panama",
        "institutions “small-hias”, field “country”: Ensure this value has at most 2",
    ),
    (
        "officials.0.appointments.1.start",
        "2021-03-31",
        "appointments “eduardo-leblanc-1”:"
        " This person already holds this post in those days.",
    ),
    (
        "places.0.parent",
        "small-meteti",
        "places “small-meteti”, field “parent”: a row of vocabulary_place would stand"
        " above itself.",
    ),
    (
        "places.0.lat",
        95.0,
        "places “small-panama”: Give both latitude (−90 to 90) and longitude",
    ),
    (
        "key_figures.series.0.points.1.period",
        "2010",
        "series “darien-annual”, field “points.2”: The series has this period already.",
    ),
    (
        "key_figures.highlights.0.value",
        10**30,
        "highlights “kf-2023”, field “value”: Ensure this value is less than",
    ),
    (
        "press_releases.0.contact.email",
        "iom",
        f"{RELEASE}, field “contact_email”: Enter a valid email address.",
    ),
    # What a text needs before it goes out.
    ("press_releases.0.topics", [], f"{RELEASE}: Choose at least one topic."),
    (
        "press_releases.0.dateline.date",
        None,
        f"{RELEASE}: The day of the dateline is missing.",
    ),
    (
        "press_releases.0.body.en",
        [],
        f"{RELEASE}: Missing in English: text.",
    ),
    (
        "press_releases.0.photos",
        [PHOTO],
        "photos “small-rel-zeya-2021”, field “picture”: This field cannot be blank.",
    ),
]


@pytest.mark.parametrize(("path", "value", "sentence"), BROKEN)
def test_a_broken_file_is_refused_whole(path, value, sentence, tmp_path):
    data = small()
    break_at(data, path, value)

    with pytest.raises(CommandError) as refusal:
        load(data, tmp_path)

    assert sentence in str(refusal.value)
    assert str(refusal.value).endswith("Nothing was loaded.")
    assert not Topic.objects.exists()


def break_at(data, path, value):
    *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    for step in steps:
        data = data[step]
    if value is MISSING:
        del data[last]
    else:
        data[last] = value


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"meta": ', "The file is not JSON at line 1, column 10: Expecting value."),
        ("", "The file is not JSON at line 1, column 1: Expecting value."),
        ("[]", "The file: “[]” is not an object with fields."),
        ('{"a": 1, "a": 2}', "The file is not JSON: “a” stands twice in one object."),
        ('{"a": NaN}', "The file is not JSON: NaN is not a number."),
        ("[" * 100_000, "The file is not JSON: maximum recursion depth exceeded"),
    ],
)
def test_what_is_not_the_json_of_a_sample_is_refused(text, sentence, tmp_path):
    with pytest.raises(CommandError) as refusal:
        load(text, tmp_path)

    assert sentence in str(refusal.value)


def test_a_file_in_another_encoding_is_refused(tmp_path):
    file = tmp_path / "file.json"
    file.write_bytes('{"título": 1}'.encode("latin-1"))

    with pytest.raises(CommandError, match="not UTF-8 at byte 3"):
        call_command("load_sample", file=file)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        call_command("load_sample", file=tmp_path / "nowhere.json")


def test_all_that_is_wrong_is_said_at_once(tmp_path):
    data = small()
    break_at(data, "agreements.0.kind", "treaty")
    break_at(data, "press_releases.0.featured", None)

    with pytest.raises(CommandError) as refusal:
        load(data, tmp_path)

    assert len(str(refusal.value).splitlines()) == 3


def test_pictures_filed_before_a_refusal_are_gone_again(tmp_path):
    data = small()
    photo = {**PHOTO, "identifiable_people": True, "consent_status": "missing"}
    release = {**data["press_releases"][0], "id": "rel-zeya-2021", "photos": [photo]}
    data["press_releases"] = [release]
    before = files()

    with pytest.raises(CommandError, match="has no consent that allows showing it"):
        load(data, tmp_path)

    assert files() == before


def files():
    folders = settings.MEDIA_ROOT, settings.STORAGES["private"]["OPTIONS"]["location"]
    return {path for folder in folders for path in Path(folder).rglob("*.*")}


def test_a_refusal_leaves_what_was_loaded_before(tmp_path):
    load(small(), tmp_path)
    data = small()
    break_at(data, "topics.0.name.es", "Otro nombre")
    break_at(data, "press_releases.0.topics", [])

    with pytest.raises(CommandError):
        load(data, tmp_path)

    assert Topic.objects.get().name_es == "Darién"
    assert PressRelease.objects.get().topics.count() == 1
