"""Reading what was filed, page by page, outside of any request.

A worker claims a version for as long as a page may take, and renews the claim with
each page it writes: a worker that was killed loses it, one that was only slow notices
that another has it. Pages that are written stay, so nothing is read twice.
"""

import datetime as dt
import shutil
import subprocess
import uuid

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ..models import DocumentVersion, PageText
from .child import Died, child

SECONDS = 200  # for one page
CLAIM = dt.timedelta(seconds=SECONDS + 40)
MOST_TRIES = 5
# After a failure: 1, 4, 16 … minutes.
FIRST_PAUSE = dt.timedelta(minutes=1)
MOST_BROKEN = 3  # pages that end the child, before the rest waits for the next try

State, Reason = DocumentVersion.State, DocumentVersion.Reason


class LostClaim(Exception):
    """Another worker has the version now."""


def ocr_program():
    """tesseract with both languages, or None."""
    program = shutil.which(settings.OCR_PROGRAM)
    if program is None:
        return None
    listed = subprocess.run(
        [program, "--list-langs"], capture_output=True, text=True, check=False
    )
    return program if {"spa", "eng"} <= set(listed.stdout.split()) else None


def read_due(program, now=timezone.now):
    """Read all that is due and yield each version as it then stands."""
    while version := claimed(program, now()):
        yield read(version, program)


@transaction.atomic
def claimed(program, now):
    """The version that waited longest, in the hands of this worker."""
    due = DocumentVersion.objects.due(now, has_ocr=program is not None)
    taken = due.select_for_update(skip_locked=True, of=("self",))
    version = taken.order_by("due_at", "pk").first()
    if version is None:
        return None
    version.claim, version.due_at = uuid.uuid4(), now + CLAIM
    version.state, version.tries = State.READING, version.tries + 1
    version.save(update_fields=["claim", "due_at", "state", "tries"])
    return version


def read(version, program):
    """Every page that is not read yet; what fails is tried again later."""
    try:
        if version.tries > MOST_TRIES:
            settle(version, version.reason or Reason.KILLED, program)
        else:
            settle(version, read_pages(version, program), program)
    except LostClaim:
        pass
    except (KeyboardInterrupt, SystemExit):
        give_back(version)
        raise
    version.refresh_from_db()
    return version


def read_pages(version, program):
    """The reason why some are left, or none."""
    waiting, reason, broken = to_read(version, program), "", 0
    while waiting and broken < MOST_BROKEN:
        try:
            reason = read_in_a_child(version, waiting, program) or reason
        except FileNotFoundError:
            return Reason.GONE
        except Died as died:
            # This page ended the child: the others are read without it.
            reason, broken = died.how, broken + 1
            waiting.pop(0)
    return reason


def read_in_a_child(version, waiting, program):
    """Write the pages as they come, and take their numbers off the list."""
    job = {
        "act": "read",
        "media_type": version.media_type,
        "pages": list(waiting),
        "program": program,
    }
    reason = ""
    with (
        version.file.storage.open(version.file.name) as file,
        child(job, file, SECONDS) as answers,
    ):
        for facts, picture in answers:
            if "refused" in facts:
                waiting.clear()
                return Reason.FILE
            waiting.remove(facts["page"])
            if "failed" in facts:
                reason = facts["failed"]
            else:
                keep(version, facts, picture)
    return reason


def to_read(version, program):
    """Numbers of the pages that are not read since it was asked for, or that wait for
    a program that is there now."""
    read_since = Q(read_at__gte=version.asked_at)
    if program:
        read_since &= ~Q(origin=PageText.Origin.NONE)
    done = set(version.pages.filter(read_since).values_list("number", flat=True))
    return [n for n in range(1, version.page_count + 1) if n not in done]


@transaction.atomic
def keep(version, facts, picture):
    """Write one page; what somebody typed stays."""
    renew(version)
    number, now = facts["page"], timezone.now()
    page = version.pages.select_for_update().filter(number=number).first()
    page = page or PageText(version=version, number=number)
    old = page.picture.name
    if page.origin != PageText.Origin.TYPED:
        page.text, page.origin = facts["text"], facts["origin"]
        page.confidence = facts.get("confidence")
        page.is_doubtful = facts.get("is_doubtful", False)
    page.read_at = now
    page.picture_width, page.picture_height = facts["width"], facts["height"]
    name = f"page-{number}-{uuid.uuid4().hex[:8]}.webp"
    page.picture.save(name, ContentFile(picture), save=False)
    page.save()
    if old:
        transaction.on_commit(lambda: page.picture.storage.delete(old))


def renew(version):
    """With a page that is written the tries begin anew."""
    held = DocumentVersion.objects.filter(pk=version.pk, claim=version.claim)
    if not held.update(due_at=timezone.now() + CLAIM, tries=1):
        raise LostClaim


def settle(version, reason, program):
    """Put down how it went: read, to be tried again, or given up."""
    held = DocumentVersion.objects.filter(pk=version.pk, claim=version.claim)
    now = timezone.now()
    tries = held.values_list("tries", flat=True).first()
    if tries is None:
        raise LostClaim
    told = {"claim": None, "reason": reason}
    if not reason:
        waits = version.pages.filter(origin=PageText.Origin.NONE).exists()
        told |= {"state": State.READ, "tries": 0, "read_at": now, "lacks_ocr": waits}
    elif tries >= MOST_TRIES:
        told |= {"state": State.FAILED, "read_at": now, "lacks_ocr": False}
    else:
        pause = FIRST_PAUSE * 4 ** (tries - 1)
        told |= {"state": State.WAITING, "due_at": now + pause}
    held.update(**told)


def give_back(version):
    """A worker that is told to stop leaves the rest to the next one, at once."""
    held = DocumentVersion.objects.filter(pk=version.pk, claim=version.claim)
    held.update(state=State.WAITING, claim=None, due_at=timezone.now(), tries=0)


def read_again(version):
    """Every page anew; what somebody typed stays."""
    now = timezone.now()
    DocumentVersion.objects.filter(pk=version.pk).update(
        state=State.WAITING,
        asked_at=now,
        due_at=now,
        tries=0,
        claim=None,
        reason="",
        lacks_ocr=False,
    )
