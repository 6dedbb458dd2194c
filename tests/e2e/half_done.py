"""Run as a program on a seeded installation: adds what people leave half done.

The demonstration itself begins tidy. Pages for a plan being looked through, a template being
changed, a spreadsheet not yet taken in and a file as annex would have nothing to show.
"""

from __future__ import annotations

PLAN = """Aftale 2026 for Legestuen Myretuen

Indgået mellem Børneforvaltningen og Legestuen Myretuen

Mål 1: Flere børn taler med om deres dag
Metode: Samtaler med hvert barn en gang om ugen.
Succeskriterium: 80 procent af børnene har haft en samtale senest 30. juni 2026.
Opfølgning: Lederen følger op hvert kvartal.

Mål 2: Kortere ventetid
Metode: Ny plan for indskrivning.
Succeskriterium: Ingen venter mere end to uger ved udgangen af 3. kvartal 2026.
Opfølgning: Månedlig optælling.
"""


def main() -> None:
    import django

    django.setup()
    from roedtraad.foundation.accounts.models import User
    from roedtraad.foundation.accounts.roster_template import template_file
    from roedtraad.foundation.files.kinds import DOCUMENTS, SPREADSHEETS
    from roedtraad.foundation.files.services import store_bytes
    from roedtraad.foundation.notices.services import send_notice
    from roedtraad.gateways.importing.measurements.layout import Meaning
    from roedtraad.gateways.importing.services import measurements
    from roedtraad.gateways.importing.services.reading import begin_reading, read_document
    from roedtraad.steering.agreements.models import Agreement, AgreementTemplate, Annex, Comment
    from roedtraad.steering.agreements.services import editing
    from roedtraad.steering.agreements.services.templates import begin_version

    consultant = User.objects.get(username="konsulent")
    administrator = User.objects.get(username="administrator")

    document = store_bytes(PLAN.encode(), name="plan.txt", acting_user=consultant, kinds=DOCUMENTS)
    unit = Agreement.objects.earliest("pk").units.earliest("pk")
    reading = begin_reading(document, unit, acting_user=consultant)
    read_document(reading.pk)

    table = "År;Sager;Klager\n2024;41;mange\n2025;43;4\n".encode()
    spreadsheet = store_bytes(table, name="sager.csv", acting_user=consultant, kinds=SPREADSHEETS)
    importing = measurements.begin(spreadsheet, unit, acting_user=consultant)
    meaning = Meaning.from_json({**importing.meaning, "creates": True})
    measurements.choose(importing, meaning, acting_user=consultant)
    measurements.run_check(importing.pk)

    begin_version(AgreementTemplate.objects.earliest("pk"), acting_user=consultant)

    store_bytes(template_file(), name="enheder.xlsx", acting_user=administrator, kinds=SPREADSHEETS)
    faulty = "Enhedens navn;Art\nVest;team\nØst;hus\n".encode()
    store_bytes(faulty, name="fejl.csv", acting_user=administrator, kinds=SPREADSHEETS)

    writing = Agreement.objects.filter(state="draft").latest("pk")
    file = store_bytes(b"Bilag\n", name="bilag.txt", acting_user=consultant)
    annex = Annex(agreement=writing, title="Bilag", file=file)
    editing.create(annex, acting_user=consultant)

    send_notice("comment", Comment.objects.latest("pk"), [consultant], acting_user=administrator)


if __name__ == "__main__":
    main()
