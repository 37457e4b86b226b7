"""A small file of the sample's form, and the ways to break it."""

import json
from copy import deepcopy

from django.core.management import call_command

from iompanama.sample.loading import SAMPLE

FILE = json.loads(SAMPLE.read_text(encoding="utf-8"))


def taken(kind, key, **changes):
    """A record of the sample under another id, for which no picture is drawn."""
    record = next(each for each in FILE[kind] if each["id"] == key)
    return {**record, "id": f"small-{key}", **changes}


def small():
    """A file that is right and loads in a moment."""
    party = {"institution": "small-hias", "role": "party"}
    agreement = {"signatories": [], "focal_points": [], "relations": [], "places": []}
    known = {
        "parties": [party],
        "place_of_signature": None,
        "topics": ["small-darien"],
        "sdgs": [10],
    }
    figures = FILE["key_figures"]
    series = figures["series"][0]
    file = {
        "meta": FILE["meta"],
        "sdgs": [goal for goal in FILE["sdgs"] if goal["number"] == 10],
        "topics": [taken("topics", "darien", sdgs=[10])],
        "places": [
            taken("places", "panama"),
            taken("places", "meteti", parent="small-panama"),
        ],
        "institutions": [taken("institutions", "hias"), taken("institutions", "nrc")],
        "officials": [
            taken(
                "officials",
                key,
                appointments=[
                    {
                        **FILE["officials"][2]["appointments"][number],
                        "id": f"{key}-{number}",
                        "institution": "small-hias",
                    }
                    for number in (0, 1)
                ],
            )
            for key in ("eduardo-leblanc", "uzra-zeya")
        ],
        "agreements": [
            taken("agreements", key, **agreement, **known)
            for key in ("agr-uio-2018", "agr-uio-2023")
        ],
        "press_releases": [
            taken(
                "press_releases",
                "rel-zeya-2021",
                topics=["small-darien"],
                sdgs=[10],
                places=[],
                dateline={"place": "small-meteti", "date": "2021-10-15"},
                officials=[
                    {
                        "official": "small-uzra-zeya",
                        "role_as_stated": {"es": "Ministra", "en": "Minister"},
                        "appointment": "uzra-zeya-1",
                        "source_language": "en",
                    }
                ],
                institutions=["small-hias"],
                related=[],
                photos=[],
                body={code: [{"type": "p", "text": "Texto."}] for code in ("es", "en")},
            )
        ],
        "pages": FILE["pages"][:1],
        "key_figures": {
            "series": [{**series, "points": series["points"][:2]}],
            "highlights": figures["highlights"][:1],
        },
        "glossary": FILE["glossary"][:2],
    }
    return deepcopy(file)


def load(data, tmp_path):
    file = tmp_path / "file.json"
    file.write_text(data if isinstance(data, str) else json.dumps(data))
    call_command("load_sample", file=file, verbosity=0)
