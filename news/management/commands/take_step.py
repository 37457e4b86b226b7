"""Take a step with a text from the command line, as a person of the office."""

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.utils.translation import gettext as _

from iompanama.publishing.languages import codes, localized
from iompanama.publishing.workflow import STEPS, StepRefused, take

from ...admin.stepform import StepForm
from ...admin.steps import taken_in_words
from ...models import Work


class Command(BaseCommand):
    help = "Take a step with a press release; print every reason against it."

    def add_arguments(self, parser):
        parser.add_argument("step", choices=STEPS)
        parser.add_argument("--slug", required=True, help="an address it has or had")
        parser.add_argument("--user", required=True, help="name of the account")
        parser.add_argument("--edition", type=int, help="if not the last one possible")
        parser.add_argument("--at", default="", help="2026-11-24 14:00, in Panama")
        parser.add_argument("--reason", default="")
        parser.add_argument("--instead", default="", help="where readers may go")

    def handle(self, *, step, slug, user, edition, **told):
        release = self.edition_of(self.work(slug), STEPS[step], edition)
        form = StepForm(STEPS[step], told)
        if not form.is_valid():
            self.refuse(
                f"{form.fields[name].label}: {reason}"
                for name, reasons in form.errors.items()
                for reason in reasons
            )
        try:
            taken = take(release, step, self.account(user), **form.cleaned_data)
        except StepRefused as refused:
            self.refuse(refused.reasons)
        self.stdout.write(taken_in_words(taken, step))

    def work(self, slug):
        named = Q()
        for code in codes():
            named |= Q(**{localized("editions__slug", code): slug})
        works = Work.objects.titled().filter(named).distinct()
        if len(works) == 1:
            return works[0]
        titles = "".join(f"\n{work}" for work in works)
        raise CommandError(_("Texts with this address: %d.") % len(works) + titles)

    def edition_of(self, work, step, number):
        if number is None:
            return work.edition_for(step)
        if found := work.editions.filter(edition=number).first():
            return found
        raise CommandError(_("It has no edition %s.") % number)

    def account(self, name):
        if found := User.objects.filter(username=name, is_active=True).first():
            return found
        raise CommandError(_("Nobody signs in as “%s”.") % name)

    def refuse(self, reasons):
        raise CommandError("\n".join(map(str, reasons)))
