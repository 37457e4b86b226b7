"""Standing pages and figures."""

import datetime as dt

from iompanama.pages.models import Highlight, Page, Point, Series

from .rows import made, number


def page(**values):
    n = number()
    return made(
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
    n = number()
    row = made(
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
        Point.objects.create(series=row, position=position, period=period, value=value)
    return row


def highlight(**values):
    n = number()
    return made(
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
