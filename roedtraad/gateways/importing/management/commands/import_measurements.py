"""`manage.py import_measurements tal.csv --as konsulent --unit "Familiehuset Nord"`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.files import services as files
from roedtraad.foundation.files.kinds import SPREADSHEETS
from roedtraad.foundation.organisation.models import Unit
from roedtraad.gateways.importing.measurements.layout import Meaning
from roedtraad.gateways.importing.models import ImportState, MeasurementImport
from roedtraad.gateways.importing.queries import wrong_figures
from roedtraad.gateways.importing.services import measurements as services

MOST_TOLD = 1000


class Command(BaseCommand):
    requires_system_checks = ()  # they take as long as reading a hundred thousand figures

    @property
    def help(self) -> str:  # type: ignore[override]  # told in the language in use
        return _("Check a spreadsheet of measurements, tell what is wrong in it, and read it in.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help=_("an .xlsx or .csv file"))
        parser.add_argument("--as", dest="username", required=True, help=_("who reads it in"))
        parser.add_argument("--unit", required=True, help=_("the unit, where the rows do not say"))
        parser.add_argument(
            "--title", default=None, help=_("the indicator, or how its name begins")
        )
        parser.add_argument(
            "--period", default=None, help=_("the period, where the file says none")
        )
        parser.add_argument("--across", default=None, help=_("indicator, period or unit"))
        parser.add_argument("--create", action="store_true", help=_("make missing indicators"))
        parser.add_argument("--divide", action="store_true", help=_("make missing groups"))
        parser.add_argument("--only-right", action="store_true", help=_("leave wrong figures out"))
        parser.add_argument("--again", action="store_true", help=_("also a file read in before"))
        parser.add_argument("--dry-run", action="store_true", help=_("only check"))

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            importing = self._checked(options)
            self._tell(importing)
            if not options["dry_run"]:
                self._take_in(importing, options)
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from refused
        except PermissionDenied as refused:
            raise CommandError(_("That user may not read these measurements in.")) from refused

    def _checked(self, options: dict[str, Any]) -> MeasurementImport:
        user = User.objects.filter(username=options["username"]).first()
        unit = Unit.objects.filter(name__iexact=options["unit"]).order_by("-pk").first()
        if user is None or unit is None:
            raise CommandError(_("There is no such user, or no such unit."))
        path = Path(options["file"])
        try:
            content = path.read_bytes()
        except OSError as fault:
            raise CommandError(_("The file %(name)s is not there.") % {"name": path}) from fault
        stored = files.store_bytes(content, name=path.name, acting_user=user, kinds=SPREADSHEETS)
        importing = services.begin(stored, unit, acting_user=user)
        said = {name: options[name] for name in ("title", "period", "across") if options[name]}
        meaning = Meaning.from_json(
            {
                **importing.meaning,
                **said,
                "creates": options["create"],
                "divides": options["divide"],
            }
        )
        services.choose(importing, meaning, acting_user=user)
        services.run_check(importing.pk)
        importing.refresh_from_db()
        if importing.state == ImportState.REFUSED:
            raise CommandError(importing.refusal)
        return importing

    def _tell(self, importing: MeasurementImport) -> None:
        for row in wrong_figures(importing, MOST_TOLD):
            place = _("row %(number)s") % {"number": row.row_number}
            self.stderr.write(f"{place}, {row.column}: {row.sentence}")
        right = importing.counts.get("", 0)
        wrong = sum(n for fault, n in importing.counts.items() if fault not in services.RIGHT)
        words = _("%(right)d figures are right, %(wrong)d are wrong.")
        self.stdout.write(words % {"right": right, "wrong": wrong})

    def _take_in(self, importing: MeasurementImport, options: dict[str, Any]) -> None:
        services.ask_to_take_in(
            importing,
            only_right=options["only_right"],
            again=options["again"],
            acting_user=importing.started_by,
        )
        services.run_take_in(importing.pk)
        importing.refresh_from_db()
        if importing.batch is None:
            raise CommandError(importing.refusal)
        words = _("%(count)d measurements are read in.")
        self.stdout.write(words % {"count": importing.batch.row_count})
