"""The steps a text takes on its way to the public: the only code that writes a status.

The table is the workflow: the admin draws its buttons from it, ``obstacles`` says in
words what stands against a step, ``take`` locks, asks again, writes and logs.
"""

from dataclasses import dataclass

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import models, transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override


class Status(models.TextChoices):
    DRAFT = "draft", gettext_lazy("Draft")
    REVIEW = "review", gettext_lazy("In review")
    PUBLISHED = "published", gettext_lazy("Published")
    WITHDRAWN = "withdrawn", gettext_lazy("Withdrawn")


OPEN = (Status.DRAFT, Status.REVIEW)


@dataclass(frozen=True)
class Step:
    """One way from a status to another, and the permission it asks for."""

    key: str
    label: Promise
    sources: tuple
    target: str
    permission: str
    needs_reason: bool = False


STEPS = {
    step.key: step
    for step in (
        Step(
            "submit",
            gettext_lazy("Send to review"),
            (Status.DRAFT,),
            Status.REVIEW,
            "change",
        ),
        Step(
            "return",
            gettext_lazy("Return with a note"),
            (Status.REVIEW,),
            Status.DRAFT,
            "publish",
            needs_reason=True,
        ),
        Step(
            "publish",
            gettext_lazy("Publish"),
            (Status.REVIEW,),
            Status.PUBLISHED,
            "publish",
        ),
        Step(
            "publish_alone",
            gettext_lazy("Publish without a second reader"),
            OPEN,
            Status.PUBLISHED,
            "publish_alone",
            needs_reason=True,
        ),
        Step(
            "withdraw",
            gettext_lazy("Withdraw"),
            (Status.PUBLISHED,),
            Status.WITHDRAWN,
            "publish",
            needs_reason=True,
        ),
    )
}


class StepRefused(Exception):
    """The answer to a step that cannot be taken: every reason, in words."""

    def __init__(self, reasons):
        super().__init__(" ".join(str(reason) for reason in reasons))
        self.reasons = reasons


def permission(item, step):
    meta = item._meta
    return f"{meta.app_label}.{step.permission}_{meta.model_name}"


def obstacles(item, key, user):
    """Every reason why the user cannot take the step now; empty when they can."""
    step = STEPS[key]
    reasons = []
    if item.status not in step.sources:
        reasons.append(
            _("This is not possible while the text is “%s”.")
            % item.get_status_display()
        )
    if not user.has_perm(permission(item, step)):
        reasons.append(_("Your role does not include this step."))
    if key == "publish" and item.submitted_by_id == user.pk:
        reasons.append(_("A second person has to publish what you sent to review."))
    return [*reasons, *item.reasons_against(key)]


def is_editable(item, user):
    """Past the draft only those who publish edit; what was published, nobody."""
    if item.status == Status.REVIEW:
        return user.has_perm(permission(item, STEPS["publish"]))
    return item.status == Status.DRAFT


def open_steps(item, user):
    """The steps the user may think of, with what still stands against each."""
    return [
        (step, obstacles(item, step.key, user))
        for step in STEPS.values()
        if item.status in step.sources and user.has_perm(permission(item, step))
    ]


@transaction.atomic
def take(item, key, user, *, at=None, reason=""):
    """Take the step, note it in the history, and return the saved item.

    ``at`` is the moment from which a published text is visible, now if not given.
    Raises StepRefused with every reason against the step.
    """
    step = STEPS[key]
    item = item.locked()
    reasons = obstacles(item, key, user)
    if step.needs_reason and not reason.strip():
        reasons.append(_("Say why."))
    at = at or timezone.now()
    if step.target == Status.PUBLISHED:
        reasons.extend(item.obstacles_at(at))
    if reasons:
        raise StepRefused(reasons)
    item.status = step.target
    item.record(key, user, at, reason.strip())
    item.save()
    note(user, item, step.label, reason)
    return item


def note(user, item, label, reason=""):
    """A line in the history of the item, kept in the office's language."""
    with override("es"):
        words = f"{label}: {reason.strip()}" if reason.strip() else str(label)
    LogEntry.objects.log_actions(user.pk, [item], CHANGE, words, single_object=True)
