"""Objects for tests: each function fills in what a test does not care about."""

import datetime as dt
import io
from itertools import count

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, Group, Permission, User
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db.models import Q
from django.utils import timezone
from PIL import Image

from iompanama.pages.models import Highlight, Page, Point, Series
from iompanama.publishing.workflow import Status
from iompanama.vocabulary.models import Goal, Place, Term, Topic
from news.models import (
    AgreementLink,
    Consent,
    Mention,
    Photo,
    PhotoUse,
    PressRelease,
    Work,
)
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

_numbers = count(1)


def _made(model, values, **defaults):
    """A row with defaults, except where the test says otherwise in any language.

    A bare ``title="x"`` of a translated field is refused: say which language.
    """
    return model.objects.create(**{**defaults, **values})


# Words.


def goal(number=10, **values):
    defaults = {"name_es": f"Objetivo {number}", "name_en": f"Goal {number}"}
    return Goal.objects.update_or_create(
        number=number, defaults={**defaults, **values}
    )[0]


def topic(**values):
    n = next(_numbers)
    return _made(
        Topic,
        values,
        key=f"topic-{n}",
        name_es=f"Tema {n}",
        name_en=f"Topic {n}",
        slug_es=f"tema-{n}",
        slug_en=f"topic-{n}",
    )


def place(**values):
    n = next(_numbers)
    return _made(
        Place,
        values,
        key=f"place-{n}",
        name_es=f"Lugar {n}",
        name_en=f"Place {n}",
        kind=Place.Kind.TOWN,
    )


def term(**values):
    n = next(_numbers)
    return _made(
        Term, values, key=f"term-{n}", term_es=f"Término {n}", term_en=f"Term {n}"
    )


# The register of partners.


def institution(**values):
    n = next(_numbers)
    return _made(
        Institution,
        values,
        key=f"institution-{n}",
        name_es=f"Institución {n}",
        name_en=f"Institution {n}",
        slug_es=f"institucion-{n}",
        slug_en=f"institution-{n}",
        kind=Institution.Kind.AGENCY,
        country="PA",
    )


def official(**values):
    n = next(_numbers)
    return _made(
        Official,
        values,
        key=f"official-{n}",
        name=f"Ana Pérez {n}",
        sort_name=f"Pérez {n}, Ana",
        slug=f"ana-perez-{n}",
    )


def appointment(**values):
    """A post without days, unless ``since`` or ``until`` say otherwise."""
    n = next(_numbers)
    _with_precision(values, "since", "until")
    for name, maker in (("official", official), ("institution", institution)):
        values.setdefault(name, None)
        values[name] = values[name] or maker()
    return _made(
        Appointment,
        values,
        key=f"appointment-{n}",
        post_es=f"Directora {n}",
        post_en=f"Director {n}",
    )


def agreement(**values):
    """A public agreement in both languages; a day of signature makes it signed."""
    n = next(_numbers)
    _with_precision(values, "signed_on", "in_force_on", "ends_on")
    dated = values.get("signed_on") or values.get("in_force_on")
    return _made(
        Agreement,
        values,
        key=f"agreement-{n}",
        kind=Agreement.Kind.MOU,
        title_es=f"Acuerdo {n}",
        title_en=f"Agreement {n}",
        slug_es=f"acuerdo-{n}",
        slug_en=f"agreement-{n}",
        summary_es=f"Resumen {n}.",
        summary_en=f"Summary {n}.",
        access=Agreement.Access.PUBLIC,
        is_signed=bool(dated),
    )


def party(of=None, **values):
    if not {"institution", "name_es", "name_en"} & set(values):
        values["institution"] = institution()
    return _made(Party, values, agreement=of or agreement())


def signature(of=None, **values):
    _with_precision(values, "signed_on")
    return _made(
        Signature,
        values,
        agreement=of or agreement(),
        name_as_signed="Ana Pérez",
        capacity_es="Directora",
        capacity_en="Director",
    )


def relation(source, kind, target, **values):
    _with_precision(values, "new_ends_on")
    return _made(Relation, values, source=source, kind=kind, target=target)


def document(of=None, **values):
    return _made(
        Document,
        values,
        agreement=of or agreement(),
        kind=Document.Kind.SIGNED,
        language="es",
        title_es="Texto firmado",
        title_en="Signed text",
    )


def focal_point(of=None, **values):
    values.setdefault("institution", None)
    values["institution"] = values["institution"] or institution()
    return _made(
        FocalPoint,
        values,
        agreement=of or agreement(),
        unit_es="Unidad de datos",
        unit_en="Data unit",
    )


def _with_precision(values, *names):
    """A day a test names is known to the day; ``"2024-05-01"`` is a day too."""
    for name in names:
        if isinstance(values.get(name), str):
            values[name] = dt.date.fromisoformat(values[name])
        if values.get(name):
            values.setdefault(f"{name}_precision", "day")


# Press releases.


def press_release(**values):
    """A complete draft in both languages, ready for review.

    ``topics``, ``places``, ``institutions``, ``goals`` and ``related`` take lists.
    """
    n = next(_numbers)
    lists = {
        name: values.pop(name)
        for name in ("topics", "places", "institutions", "goals", "related")
        if name in values
    }
    if "dateline_place" not in values:
        values["dateline_place"] = place()
    if "work" not in values:
        values["work"] = Work.objects.create()
    release = _made(
        PressRelease,
        values,
        title_es=f"Noticia {n}",
        title_en=f"News {n}",
        slug_es=f"noticia-{n}",
        slug_en=f"news-{n}",
        lead_es=f"Entrada {n}.",
        lead_en=f"Lead {n}.",
        body_es=f"<p>Texto {n}.</p>",
        body_en=f"<p>Text {n}.</p>",
        dateline_on=dt.date(2024, 5, 1),
    )
    if "topics" not in lists:
        lists["topics"] = [topic()]
    for name, rows in lists.items():
        getattr(release, name).set(rows)
    return release


def only_in(code, maker=press_release, **values):
    """The same in one language alone: nothing is written in the other."""
    other = {"es": "en", "en": "es"}[code]
    empty = {f"{name}_{other}": "" for name in ("title", "slug", "lead", "body")}
    return maker(**{**empty, **values})


def published(*, at=None, **values):
    """A live text, visible since ``at`` (an hour ago)."""
    at = at or timezone.now() - dt.timedelta(hours=1)
    return press_release(
        **{
            "status": Status.PUBLISHED,
            "published_at": at,
            "first_published_at_es": at,
            "first_published_at_en": at,
            **values,
        }
    )


def scheduled(*, at=None, **values):
    """Published for a moment that has not come (an hour from now)."""
    return published(at=at or timezone.now() + dt.timedelta(hours=1), **values)


def in_review(by=None, **values):
    return press_release(
        **{"status": Status.REVIEW, "submitted_by": by or user("ines"), **values}
    )


def withdrawn(**values):
    return published(
        **{
            "status": Status.WITHDRAWN,
            "withdrawn_at": timezone.now(),
            "withdrawn_reason_es": "El texto tenía un error.",
            "withdrawn_reason_en": "The text was wrong.",
            **values,
        }
    )


def archived(**values):
    return published(**{"archived_at": timezone.now(), **values})


def mention(release=None, **values):
    if not {"official", "name"} & set(values):
        values["official"] = official()
    return _made(
        Mention,
        values,
        release=release or press_release(),
        printed_title_es="Directora",
        printed_title_en="Director",
    )


def agreement_link(release, of, **values):
    return _made(AgreementLink, values, release=release, agreement=of)


# Pictures.


def picture(size=(720, 405), kind="JPEG", colour="#28a", name=None, **options):
    """A file with one colour: what somebody uploads."""
    out = io.BytesIO()
    mode = "RGBA" if kind == "PNG" else "RGB"
    Image.new(mode, size, colour).save(out, kind, **options)
    return ContentFile(out.getvalue(), name or f"picture.{kind.lower()}")


def photo(*, cut=False, **values):
    """A photo without people. Its files are drawn only with ``cut=True``: that is slow.

    Without, the row names a file that does not exist, which no page ever opens.
    """
    n = next(_numbers)
    values.setdefault("picture", picture() if cut else f"photos/photo-{n}.jpg")
    return _made(
        Photo, values, title=f"Foto {n}", credit="© OIM 2024 / Muestra", year=2024
    )


def consent(of, **values):
    return _made(
        Consent, values, photo=of, given_by="Ana Pérez", given_on=dt.date(2024, 1, 1)
    )


def photo_use(release=None, **values):
    if "photo" not in values:
        values["photo"] = photo()
    return _made(
        PhotoUse,
        values,
        release=release or press_release(),
        caption_es="Un muelle.",
        caption_en="A landing.",
        alt_es="Piraguas en la orilla.",
        alt_en="Canoes on the bank.",
    )


# Pages and figures.


def page(**values):
    n = next(_numbers)
    return _made(
        Page,
        values,
        key=f"page-{n}",
        menu=Page.Menu.WHO_WE_ARE,
        title_es=f"Página {n}",
        title_en=f"Page {n}",
        slug_es=f"pagina-{n}",
        slug_en=f"page-{n}",
        lead_es="Quiénes somos.",
        lead_en="Who we are.",
        body_es="<p>Trabajamos aquí.</p>",
        body_en="<p>We work here.</p>",
        is_public=True,
    )


def series(points=(), **values):
    """A yearly series; ``points`` are pairs of a period and a value."""
    n = next(_numbers)
    made = _made(
        Series,
        values,
        key=f"series-{n}",
        name_es=f"Serie {n}",
        name_en=f"Series {n}",
        unit_es="personas",
        unit_en="people",
        frequency=Series.Frequency.YEAR,
        source_es="Servicio Nacional de Migración",
        source_en="National Migration Service",
    )
    for position, (period, value) in enumerate(points):
        Point.objects.create(
            series=made, position=position, period=period, value=value
        )
    return made


def highlight(**values):
    n = next(_numbers)
    return _made(
        Highlight,
        values,
        key=f"highlight-{n}",
        value=348_000,
        label_es=f"personas {n}",
        label_en=f"people {n}",
        as_of=dt.date(2023, 9, 6),
        source_es="Servicio Nacional de Migración",
        source_en="National Migration Service",
    )


# People who work here.


def visitor():
    return AnonymousUser()


def user(name="ana", *permissions, **values):
    """A member of staff with exactly these permissions: ``"news.change_pressrelease"``.

    Asked for twice by the same name, it is the same person.
    """
    person, _ = User.objects.get_or_create(
        username=name, defaults={"is_staff": True, **values}
    )
    if permissions:
        wanted = Q()
        for permission in permissions:
            app, codename = permission.split(".")
            wanted |= Q(content_type__app_label=app, codename=codename)
        found = list(Permission.objects.filter(wanted))
        assert len(found) == len(set(permissions)), f"unknown among {permissions}"
        person.user_permissions.add(*found)
    return User.objects.get(pk=person.pk)  # without remembered permissions


def staff(group, name=None):
    """A member of one of the groups of ``settings.ROLES``."""
    assert group in settings.ROLES, f"{group} is not in settings.ROLES"
    if not Group.objects.filter(name=group).exists():
        call_command("set_up_roles", verbosity=0)
    person = user(name or group.lower().replace(" ", "-"))
    person.groups.add(Group.objects.get(name=group))
    return User.objects.get(pk=person.pk)


def administrator(name="admin"):
    return user(name, is_superuser=True)
