"""The Danish words periods are written with."""

from __future__ import annotations

MONTHS: dict[str, int] = {}
for _number, _names in enumerate(
    (
        "januar jan",
        "februar feb febr",
        "marts mar",
        "april apr",
        "maj",
        "juni jun",
        "juli jul",
        "august aug",
        "september sep sept",
        "oktober okt",
        "november nov",
        "december dec",
    ),
    start=1,
):
    MONTHS.update(dict.fromkeys(_names.split(), _number))

# "jul" alone is Christmas; as a month it needs its full stop or a day before it
ALSO_A_WORD = frozenset({"jul", "mar"})

WEEKDAYS = frozenset(
    [
        "mandag",
        "tirsdag",
        "onsdag",
        "torsdag",
        "fredag",
        "lørdag",
        "søndag",
        "man",
        "tir",
        "ons",
        "tor",
        "fre",
        "lør",
        "søn",
        *("tirs", "tors", "mand", "fred", "lørd", "sønd"),
    ]
)

ORDINALS: dict[str, int] = {
    **dict.fromkeys(("første", "1ste"), 1),
    **dict.fromkeys(("andet", "anden", "2det", "2den"), 2),
    **dict.fromkeys(("tredje", "tredie"), 3),
    "fjerde": 4,
}
LAST = "sidste"

# parts of a year that are counted: how many months each has
COUNTED: dict[str, int] = {
    **dict.fromkeys(("kvartal", "kvartalet", "kvartaler", "kvartalerne", "kvt", "kv", "kvtl"), 3),
    **dict.fromkeys(("tertial", "tertialet", "tertialer", "tertialerne"), 4),
    **dict.fromkeys(("halvår", "halvåret", "halvårene"), 6),
    **dict.fromkeys(("måned", "måneder", "månederne"), 1),
}
COUNTED_IN_LETTERS: dict[str, int] = {"q": 3, "k": 3, "h": 6, "t": 4, "m": 1}
MANY = frozenset({"kvartaler", "tertialer", "måneder"})  # with one number: how long, not when
ABBREVIATED = frozenset({"kv", "kvt", "kvtl"})
WEEKS = frozenset({"uge", "uger", "ugen", "ugerne"})
WEEK_IN_LETTERS = frozenset({"u"})

# seasons: first month and how many
SEASONS: dict[str, tuple[int, int]] = {
    **dict.fromkeys(("forår", "foråret"), (3, 3)),
    **dict.fromkeys(("forsommer", "forsommeren"), (5, 2)),
    **dict.fromkeys(("sommer", "sommeren"), (6, 3)),
    **dict.fromkeys(("sensommer", "sensommeren"), (8, 2)),
    **dict.fromkeys(("efterår", "efteråret"), (9, 3)),
    **dict.fromkeys(("vinter", "vinteren"), (12, 3)),
    **dict.fromkeys(("skolestart", "skolestarten"), (8, 1)),
}

HOLIDAYS: dict[str, str] = {
    **dict.fromkeys(("vinterferie", "vinterferien"), "winter"),
    **dict.fromkeys(("påske", "påsken"), "easter"),
    **dict.fromkeys(("påskeferie", "påskeferien"), "easter_holiday"),
    **dict.fromkeys(("pinse", "pinsen"), "whitsun"),
    **dict.fromkeys(("sommerferie", "sommerferien"), "summer"),
    **dict.fromkeys(("efterårsferie", "efterårsferien"), "autumn"),
    **dict.fromkeys(("jul", "julen"), "christmas"),
    **dict.fromkeys(("juleferie", "juleferien"), "christmas_holiday"),
    **dict.fromkeys(("nytår", "nytåret"), "new_year"),
}
TURN_OF_YEAR = frozenset({"årsskifte", "årsskiftet"})
OF_SCHOOL_YEAR = "skoleårets"
SCHOOL_YEAR = frozenset({"skoleår", "skoleåret"})
YEAR_WORDS = frozenset(
    [
        "årene",
        "kalenderårene",
        "budgetårene",
        "år",
        "året",
        "kalenderår",
        "kalenderåret",
        "budgetår",
        "budgetåret",
        "regnskabsår",
        "regnskabsåret",
        "finansår",
        "finansåret",
    ]
)

# which end of what follows is meant
FIRST_PART = frozenset(
    [
        "primo",
        "prim",
        "begyndelsen",
        "starten",
        "start",
        "indledningen",
        "først",
        "tidligt",
        "tidlig",
        "tidlige",
    ]
)
MIDDLE_PART = frozenset(["medio", "midten", "midt", "midtvejs"])
LAST_PART = frozenset(
    [
        "slut",
        "ultimo",
        "ult",
        "slutningen",
        "slutning",
        "afslutningen",
        "afslutning",
        "sidst",
        "sent",
        "sen",
        "sene",
    ]
)
LAST_DAY = frozenset(["udgangen", "udgang", "udløbet", "udløb"])
FIRST_DAY = frozenset(["indgangen", "begyndelse"])
EDGES: dict[str, str] = {
    **dict.fromkeys(FIRST_PART, "first_part"),
    **dict.fromkeys(MIDDLE_PART, "middle_part"),
    **dict.fromkeys(LAST_PART, "last_part"),
    **dict.fromkeys(LAST_DAY, "last_day"),
    **dict.fromkeys(FIRST_DAY, "first_day"),
}
NUMBERS = {"to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "ni": 9}
HALVES = frozenset({"halvdel", "del"})

# how what follows bounds the period; the longest that fits is taken
BOUNDS: dict[tuple[str, ...], str] = {
    ("senest",): "latest",
    ("allersenest",): "latest",
    ("frem", "til", "og", "med"): "latest",
    ("frem", "til"): "latest",
    ("til", "og", "med"): "latest",
    ("indtil", "og", "med"): "latest",
    ("indtil",): "latest",
    ("inden", "for"): "within",
    ("indenfor",): "within",
    ("inden",): "before",
    ("før",): "before",
    ("forud", "for"): "before",
    ("frem", "mod"): "latest",
    ("op", "til"): "before",
    ("fra", "og", "med"): "from",
    ("tidligst",): "from",
    ("fra",): "from",
    ("siden",): "from",
    ("efter",): "after",
    ("mellem",): "between",
}
CONNECTORS: dict[tuple[str, ...], str] = {
    ("til", "og", "med"): "to",
    ("indtil", "og", "med"): "to",
    ("frem", "til", "og", "med"): "to",
    ("frem", "til"): "to",
    ("til",): "to",
    ("indtil",): "to",
    ("-",): "to",
    ("og", "frem", "til"): "to",
    ("og",): "and",
    ("samt",): "and",
    ("eller",): "and",
    ("/",): "and",
    ("+",): "and",
    ("&",): "and",
    (",",): "and",
}
ONWARDS: tuple[tuple[str, ...], ...] = (
    ("og", "fremefter"),
    ("og", "fremover"),
    ("og", "frem"),
    ("og", "videre", "frem"),
    ("og", "videre"),
    ("og", "fremad"),
    ("og", "derefter"),
    ("og", "efterfølgende"),
    ("eller", "senere"),
    ("ff",),
)
# what is said of a date without changing it: "forventes afsluttet ultimo 2022"
STATED: tuple[tuple[str, ...], ...] = (
    *((verb, *done) for verb in ("forventes", "forventet") for done in ((), ("afsluttet",))),
    ("afsluttes",),
    ("udsat", "til"),
    ("udskudt", "til"),
    ("deadline",),
    ("frist",),
    ("gælder",),
    ("gældende",),
)
PERIODS = ("aftale", "plan", "budget", "valg", "strategi", "kontrakt", "projekt", "byråds")
# what may stand before without meaning anything
NEUTRAL: tuple[tuple[str, ...], ...] = (
    ("i", "løbet", "af"),
    ("løbet", "af"),
    ("i", "hele"),
    ("hele",),
    ("gennem", "hele"),
    ("gennem",),
    ("igennem",),
    ("løbende", "i"),
    ("løbende", "gennem"),
    ("løbende",),
    ("umiddelbart",),
    ("lige",),
    *STATED,
    ("i", "perioden"),
    ("perioden",),
    ("periode",),
    *((f"{kind}perioden",) for kind in PERIODS),
    (":",),
    ("ca", "."),
    ("cirka",),
    ("omkring",),
    ("pr", "."),
    ("pr",),
    ("per",),
    ("ved",),
    ("med",),
    ("hen", "mod"),
    ("hen", "over"),
    ("henover",),
    ("over",),
    ("mod",),
    ("resten", "af"),
    ("hen", "på"),
    ("den",),
    ("det",),
    ("de",),
    ("d", "."),
    ("årets",),
    ("i",),
    ("på",),
    ("for",),
    ("om",),
    ("til",),
)
# of these the ones that are not worth showing as part of a found period
LEFT_OUT: frozenset[tuple[str, ...]] = frozenset(
    {
        ("mod",),
        ("over",),
        ("i",),
        ("på",),
        ("for",),
        ("om",),
        ("til",),
        ("med",),
        ("i", "perioden"),
        ("perioden",),
        ("periode",),
        (":",),
        ("løbende",),
        ("umiddelbart",),
        ("lige",),
        *STATED,
    }
)
# beside these a number of four digits is no year
NOT_A_YEAR_AFTER = frozenset(
    [
        "nr",
        "§",
        "lov",
        "lbk",
        "bek",
        "tlf",
        "telefon",
        "kr",
        "postnr",
        "paragraf",
        "stk",
        "side",
        "s",
    ]
)
NOT_A_YEAR_BEFORE = frozenset(
    [
        "kr",
        "mio",
        "mia",
        "t",
        "tkr",
        "kroner",
        "timer",
        "borgere",
        "personer",
        "pct",
        "procent",
        "%",
        "stk",
        "gange",
        "m",
        "børn",
        "unge",
        "familier",
        "sager",
        "m2",
        "årsværk",
        "medarbejdere",
    ]
)
