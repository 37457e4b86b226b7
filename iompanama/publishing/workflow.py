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
    """One way from a status to another, and the permission it asks for.

    Without a target the status stays. ``moment`` says whether the step is for a set
    hour: never, "maybe" (now if not given) or "always"; ``leads_elsewhere`` whether
    readers may be told of another address.
    """

    key: str
    label: Promise
    sources: tuple
    target: str | None
    permission: str
    needs_reason: bool = False
    moment: str = ""
    leads_elsewhere: bool = False


DRAFT, REVIEW, PUBLISHED, WITHDRAWN = Status
STEPS = {
    step.key: step
    for step in (
        Step("submit", gettext_lazy("Send to review"), (DRAFT,), REVIEW, "change"),
        Step(
            "return",
            gettext_lazy("Return with a note"),
            (REVIEW,),
            DRAFT,
            "publish",
            needs_reason=True,
        ),
        Step(
            "publish",
            gettext_lazy("Publish"),
            (REVIEW,),
            PUBLISHED,
            "publish",
            moment="maybe",
        ),
        Step(
            "publish_alone",
            gettext_lazy("Publish without a second reader"),
            OPEN,
            PUBLISHED,
            "publish_alone",
            needs_reason=True,
            moment="maybe",
        ),
        Step("read", gettext_lazy("I have read it"), (PUBLISHED,), None, "publish"),
        Step(
            "move",
            gettext_lazy("Publish at another hour"),
            (PUBLISHED,),
            None,
            "publish",
            moment="always",
        ),
        Step(
            "cancel", gettext_lazy("Do not publish yet"), (PUBLISHED,), DRAFT, "publish"
        ),
        Step(
            "withdraw",
            gettext_lazy("Withdraw"),
            (PUBLISHED,),
            WITHDRAWN,
            "publish",
            needs_reason=True,
            leads_elsewhere=True,
        ),
        Step(
            "edit",
            gettext_lazy("Start next edition"),
            (PUBLISHED, WITHDRAWN),
            None,
            "change",
        ),
        Step("archive", gettext_lazy("Archive"), (PUBLISHED,), None, "publish"),
        Step(
            "unarchive",
            gettext_lazy("Take out of the archive"),
            (PUBLISHED,),
            None,
            "publish",
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
    if key == "read" and item.published_by_id == user.pk:
        reasons.append(_("A second person has to read what you published alone."))
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
def take(item, key, user, *, at=None, reason="", instead=""):
    """Take the step, note it in the history, and return the item it left behind.

    ``at`` is the moment from which a published text is visible, now if not given;
    ``instead`` an address to which a step that takes a text away sends its readers.
    Raises StepRefused with every reason against the step.
    """
    step = STEPS[key]
    item = item.locked()
    reasons = [*obstacles(item, key, user), *_unsaid(step, at, reason)]
    at = at or timezone.now()
    if step.moment:
        reasons.extend(item.obstacles_at(at))
    told = {"instead": instead.strip()} if step.leads_elsewhere else {}
    if told:
        reasons.extend(item.obstacles_instead(**told))
    if reasons:
        raise StepRefused(reasons)
    if step.target:
        item.status = step.target
    item = item.carry_out(key, user, at, reason.strip(), **told)
    note(user, item, step.label, reason)
    return item


def _unsaid(step, at, reason):
    """What the step asks for and was not told."""
    if step.needs_reason and not reason.strip():
        yield _("Say why.")
    if step.moment == "always" and at is None:
        yield _("Say when.")


def note(user, item, label, reason=""):
    """A line in the history of the item (see logged, which tells it)."""
    with override(None):
        words = f"{label}: {reason.strip()}" if reason.strip() else str(label)
    LogEntry.objects.log_actions(user.pk, [item], CHANGE, words, single_object=True)
