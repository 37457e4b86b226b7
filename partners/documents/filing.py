"""The one door by which a file becomes a version of a paper."""

import datetime as dt
from contextlib import closing
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from iompanama.publishing.images import private_storage

from ..models import Document, DocumentVersion, PageText

# A file that no version names is still being filed, for a while.
BEING_FILED = dt.timedelta(days=1)


def file_version(document, judged, user=None):
    """File what was judged as the next version; whoever files at the same time gets
    another number. The file that is the newest already is refused."""
    with closing(judged.file), transaction.atomic():
        Document.objects.select_for_update().get(pk=document.pk)
        newest = document.versions.order_by("-number").first()
        if newest and newest.sha256 == judged.sha256:
            words = _("This very file is on record already, as version %(number)s.")
            raise ValidationError(words % {"number": newest.number})
        version = DocumentVersion(
            document=document,
            agreement_id=document.agreement_id,
            number=newest.number + 1 if newest else 1,
            name=judged.name,
            sha256=judged.sha256,
            size=judged.size,
            media_type=judged.media_type,
            page_count=judged.page_count,
            carries=judged.carries,
            added_by=user,
        )
        version.file.save(judged.name, judged.file, save=False)
        version.save(force_insert=True)
    return version


@dataclass
class Same:
    """Other papers with a very file: those that may be named, and how many besides."""

    seen: list = field(default_factory=list)
    others: int = 0


def also_filed(document, versions, user):
    """By fingerprint: the other papers with the files of one, as far as the user may
    know of them."""
    found = {version.sha256: Same() for version in versions}
    twins = DocumentVersion.objects.filter(sha256__in=found).exclude(document=document)
    pairs = set(twins.values_list("sha256", "document"))
    visible = Document.objects.visible_to(user).select_related("agreement")
    named = visible.in_bulk({key for _sha256, key in pairs})
    for sha256, key in sorted(pairs):
        if key in named:
            found[sha256].seen.append(named[key])
        else:
            found[sha256].others += 1
    return found


def discard_orphans(now=None):
    """Delete the files that no row names: what was left by a request that was killed,
    and by records that were deleted whole. Answers how many."""
    storage, now = private_storage(), now or timezone.now()
    gone = 0
    for half in folders(storage, "documents"):
        named = names_below(half)
        for folder in folders(storage, half):
            for name in storage.listdir(folder)[1]:
                path = f"{folder}/{name}"
                if path not in named and is_old(storage, path, now):
                    storage.delete(path)
                    gone += 1
            if storage.listdir(folder) == ([], []):
                storage.delete(folder)
    return gone


def folders(storage, path):
    if not storage.exists(path):
        return []
    return [f"{path}/{name}" for name in storage.listdir(path)[0]]


def names_below(folder):
    files = DocumentVersion.objects.filter(file__startswith=f"{folder}/")
    pictures = PageText.objects.filter(version__in=files).values_list("picture")
    return {name for (name,) in files.values_list("file").union(pictures)}


def is_old(storage, path, now):
    return storage.get_modified_time(path) < now - BEING_FILED
