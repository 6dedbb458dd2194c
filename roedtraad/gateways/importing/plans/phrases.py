"""The words Danish plans use for their parts: each phrase in folded letters."""

from .roles import Role

PHRASES: dict[Role, str] = {
    Role.MISSION: (
        "mission|missionen|mission er|kerneopgave er|"
        "kerneopgave|kerneopgaven|hvorfor er vi her|hvorfor er vi til|"
        "formål og mission|mission og formål|opgave og formål|hovedopgave|grundlag og mission|"
        "mission og kerneopgave|vores opgave|hvad er vi sat i verden for|derfor er vi her|"
        "derfor findes vi|vores eksistensgrundlag|hvorfor findes vi|vores formål|"
        "vores mission er|raison d être|vores eksistensberettigelse|kerneopgaven er|"
        "kerneydelse|vores kerneopgave er|missionen er|mission og værdier|hvad er vores opgave|"
        "hvad er vores kerneopgave|afdelingens opgave|centrets opgave|centerets opgave|"
        "enhedens opgave|skolens opgave|institutionens opgave|husets opgave|tilbuddets opgave|"
        "teamets opgave|områdets opgave|afdelingens formål|centrets formål|enhedens formål"
    ),
    Role.VISION: (
        "vision|vision er|visionen|visioner|visionerne|ambition|ambitioner|ledestjerner|"
        "mission og vision|vision og mission|pejlemærker og visioner|visioner for borgerne|"
        "borgerrettede visioner|organisationsrettede visioner|vores vision|"
        "strategiske visioner|visioner og mål|ambitionen|strategiske ambitioner|målbillede|"
        "målbilleder|fremtidsbillede|fremtidsbilleder|løfter|vores løfter|løfte|ledestjerne"
    ),
    Role.FOCUS: (
        "indsatsområde|indsatsområder|indsatsområderne|fokusområde|fokusområder|fokusområderne|"
        "pejlemærke|pejlemærker|pejlemærkerne|satsningsområde|satsningsområder|"
        "udviklingsområde|udviklingsområder|prioritetsområde|prioritetsområder|prioriteter|"
        "prioriteringer|strategisk spor|strategiske spor|spor|sporene|fokuspunkt|fokuspunkter|"
        "indsatsfelt|indsatsfelter|tværgående indsatsområde|tværgående indsatsområder|"
        "tværgående fokusområde|tværgående fokusområder|fokusområder og mål|"
        "indsatsområder og mål|strategiske indsatsområder|strategiske fokusområder|målområde|"
        "målområder|hovedspor|tværgående indsats|tværgående indsatser|strategisk prioritet|"
        "strategiske prioriteter|sigtelinje|sigtelinjer|hovedindsats|hovedindsatser|"
        "indsatsspor|strategispor|udviklingsspor|hovedområde|hovedområder|hovedtema|"
        "hovedtemaer|målsætningsområde|målsætningsområder|kerneområde|kerneområder|"
        "ledelsesspor|fokus|strategisk fokus|strategiske temaer|strategisk tema|"
        "strategisk indsats|strategiske indsatser|programområde|programområder|temaområde|"
        "temaområder|strategiske pejlemærker|strategisk pejlemærke|ledelsens fokusområder|"
        "indsatsområder for perioden|områder i fokus|det arbejder vi med|satsning|satsninger|"
        "satsningen|strategisk satsning|strategiske satsninger|prioritering|"
        "prioritet for perioden|det fælles udviklingsområde|fælles udviklingsområde|"
        "forvaltningens fokusområder|fokusområder fra forvaltningen|"
        "indsatsområder fra forvaltningen"
    ),
    Role.GOALS: (
        "mål|målene|aftalemål|aftalemålene|resultatmål|resultatmålene|delmål|udviklingsmål|"
        "kontraktmål|målsætning|målsætninger|målsætningerne|resultatkrav|hovedmål|"
        "mål og handlinger|mål og indsatser|mål og aktiviteter|mål og tiltag|"
        "mål og resultatkrav|mål og succeskriterier|mål og indikatorer|mål og resultater|"
        "årsmål|fokusmål|driftsmål|enhedens mål|vores mål|aftalte mål|politiske mål|egne mål|"
        "egne målsætninger|faglige mål|mål i aftalen|aftalens mål|kvalitetsmål|"
        "ønskede resultater|borgermål|virksomhedsmål|mål for perioden|mål for året|"
        "målbeskrivelse|målbeskrivelser|målskema|målark|mål og opfølgning|tværgående mål|"
        "fælles mål|specifikke mål|individuelle mål|indsatsmål|indsatsmålene|arbejdsmål|"
        "procesmål|periodens mål|enhedsmål|institutionsmål|afdelingsmål|centermål|særlige mål|"
        "konkrete mål|operationelle mål|strategi og mål|fokusområder og mål for enheden|"
        "målformulering|målformuleringer|mål og midler|det vil vi nå|hvad vil vi nå|"
        "udviklingsmålene|resultatmål for perioden|ønsket resultat|mål og succes|"
        "forpligtende mål|aftalepunkt|aftalepunkter"
    ),
    Role.EFFECT: (
        "effektmål|effektmålene|effekter|langsigtede mål|effektmål og indikatorer|"
        "effektmål for målgruppen|borgerrettede effektmål|ønskede effekter|effektkrav|effekt|"
        "effektmålsætning|effektmålsætninger|effektmål for området|overordnede effektmål|"
        "ønsket effekt for borgeren|effekt for borgeren|effekt for borgerne|"
        "virkning for borgeren|langsigtede effekter|effektmål for målgrupperne|"
        "målgrupper og effektmål|effektmål og målgrupper|effektmål pr målgruppe|"
        "effektmål for hver målgruppe|målgrupper og effekter|mål for målgrupperne"
    ),
    Role.THEME: (
        "tema|temaer|temaerne|gennemgående temaer|faglige temaer|centrale temaer|"
        "tværgående temaer|fælles temaer|fællestemaer|temaer på tværs|gennemgående tema|"
        "bærende temaer|bærende principper|kommunens tværgående temaer|obligatoriske temaer|"
        "fælles tema"
    ),
    Role.RULES: (
        "regler|reglerne|krav til aftalerne|krav til planerne|krav til målene|spilleregler|"
        "krav|rammer og krav|bindinger|minimumskrav|regler for aftalerne|"
        "krav til virksomhedsplanerne|krav til enhedernes planer|kriterier for aftalemål|"
        "kriterier for mål|fælles krav|sådan skal planen laves|krav til resultatplanerne|"
        "krav til enhederne|krav til indhold|krav til aftalens mål|formkrav|rammer for målene|"
        "regler for målene|regler for planerne|principper for målene|retningslinjer for målene|"
        "retningslinjer|grundregler|rammebetingelser for planerne|betingelser|"
        "spilleregler for aftalerne|krav til kontrakterne|følgende krav gælder|"
        "hvad skal planerne leve op til|krav til planen|hvad skal planen indeholde|"
        "hvad skal aftalen indeholde|hvad skal målene leve op til|"
        "det skal planerne leve op til|planernes indhold"
    ),
    Role.PROJECT: (
        "projekt|projekter|projekterne|øvrige projekter|tværgående projekter|"
        "udviklingsprojekter|lokale projekter|tværgående faglige projekter|andre projekter|"
        "tværgående organisatoriske projekter|større projekter|projekter og initiativer|"
        "udviklingsprojekt|tværgående projekt|særlige projekter|projektoversigt|"
        "igangværende projekter"
    ),
    Role.CALENDAR: (
        "kalender|årshjul|tidsplan|procesplan|milepælsplan|tidslinje|køreplan|"
        "proces og tidsplan|tids og procesplan|tidsplan for arbejdet|tidsplan og proces|"
        "vigtige datoer|datoer|mødeplan|plan for opfølgning|opfølgningsplan|"
        "proces for opfølgning|den videre proces|det videre forløb|videre forløb|"
        "proces for strategien|tidsplan og milepæle|milepæle i processen|procesbeskrivelse|"
        "arbejdsplan|mødekalender|årskalender|aktivitetskalender|årsplan for opfølgning|"
        "tidsplan for opfølgning|hvornår sker hvad|den videre vej|næste skridt i processen|"
        "styringskalender|procestidsplan|strategiens tidsplan|tidsoversigt|årets gang|"
        "strategiens gang|planens gang|processens gang|forløb"
    ),
    Role.BUDGET: (
        "budget|budgettet|økonomi|økonomien|økonomisk ramme|økonomiske rammer|budgetramme|"
        "driftsbudget|bevilling|budget og økonomi|økonomi og budget|budgettal|"
        "økonomi og personale|budgetoversigt|den økonomiske ramme|budgetforudsætninger|"
        "budgetrammen|økonomiske nøgletal|budgetrammer|økonomisk oversigt|økonomi og ramme|"
        "økonomi og rammer|økonomiske forudsætninger|ressourcer i kontrakten|driftsramme|"
        "driftsrammer|nettobudget|årets budget|budgetfordeling|økonomiske vilkår|"
        "budgettets fordeling|bevillinger"
    ),
    Role.FACTS: (
        "fakta|stamdata|stamoplysninger|faktaoplysninger|om enheden|om os|hvem er vi|"
        "præsentation|præsentation af enheden|kort om enheden|kort om os|aftaleenheden|"
        "beskrivelse af enheden|enheden|virksomheden|fakta om enheden|oplysninger om enheden|"
        "institutionen|kontaktoplysninger|kontakt|basisoplysninger|nøgleoplysninger|"
        "præsentation af virksomheden|organisation|organisering|enheder|vores enheder|"
        "personale|medarbejdere|nøgletal om enheden|faktaboks|om virksomheden|hvem vi er|"
        "lovgrundlag|institution|institutionstype|adresse|telefon|tlf|e mail|email|mail|leder|"
        "daglig leder|hjemmeside|afdeling|afdelingsleder|institutionsleder|forvaltning|"
        "målgruppe for enheden|antal pladser|normering|type|ean nummer|cvr|p nummer|åbningstid|"
        "åbningstider|afdelingschef|antal ansatte|antal medarbejdere|antal årsværk|årsværk|"
        "antal børn|antal brugere|antal elever|centerleder|skoleleder|områdeleder|"
        "virksomhedsleder|kontaktperson|direktør|postadresse|web|ejerform|oprettet|"
        "enhedens navn|navn på enheden|navn|centerchef|grundoplysninger|enhedens data|"
        "faktuelle oplysninger|fakta og tal|kort præsentation|basisdata|lidt om os|"
        "centret kort|enheden kort|hvem er vi som enhed|om afdelingen|om centret|om centeret|"
        "om institutionen|om skolen|om området|her er vi|sådan ser vi ud|"
        "beskrivelse af institutionen|beskrivelse af området|beskrivelse af afdelingen|"
        "præsentation af institutionen|præsentation af centret|præsentation af afdelingen|"
        "vi er|adr|tlf nr|telefonnummer|mobil|mobilnummer|leders navn|ledere|afdelingsledere|"
        "pladser|pladsantal|boliger|antal boliger|antal borgere|antal medarbejdere i alt|"
        "medarbejderantal|personalenormering|normerede pladser|normerede årsværk|"
        "antal klinikker|besøgsadresse|hovednummer|internetadresse|www|takst|døgntakst|"
        "tilsynsmyndighed|godkendt til|målgruppe og ydelser|ydelser|tilbudstype|tilbudets navn|"
        "institutionens navn|bestyrelsesformand|forvaltningsområde|driftsform|kommune|område|"
        "cvr nr|cvr nummer|p nr|ean|ean nr|lovgrundlaget|stedfortræder|souschef|viceinspektør|"
        "inspektør|forstander|afdelinger|organisatorisk placering|chef|ledelse|ledelsen|"
        "fagchef|områdechef|enhedsleder|teamleder|lederteam|matrikler|brugergruppe|postnummer|"
        "postnr|by|lidt om huset|kort om huset|lidt om stedet|om huset|om stedet|"
        "fakta om huset|ansatte"
    ),
    Role.PARTIES: (
        "parter|parterne|aftaleparter|aftaleparterne|aftalens parter|mellem|"
        "aftalen er indgået mellem|aftale mellem|indgået mellem|aftalepart|"
        "aftalen indgås mellem|kontraktens parter|kontraktparter|indgås mellem|"
        "parter i aftalen|aftaleholdere|aftaleholder|aftalens aftaleparter|hvem indgår aftalen"
    ),
    Role.PERIOD: (
        "periode|perioden|aftaleperiode|aftaleperioden|planperiode|planperioden|gyldighed|"
        "gyldighedsperiode|gælder|løbetid|aftalens periode|gælder for|aftalens løbetid|"
        "kontraktperiode|aftaleår|planens periode|strategiperiode|gyldig|aftalen gælder|"
        "aftalen gælder for|kontraktens løbetid|kontrakten gælder|planen gælder|"
        "gyldighedsperioden|gældende periode|gældende for|kontraktår|planår|varighed|"
        "aftalens gyldighed|ikrafttræden"
    ),
    Role.CASE: (
        "sagsnummer|sagsnr|sag nr|sagsid|sags nr|journalnummer|journalnr|j nr|jnr|acadre|"
        "dokumentnummer|dokumentnr|dok nr|esdh|sag|sags id|sagsnummeret|journal nr|"
        "sagsbehandlingsnummer|sag id|acadre sag|acadrenr|sbsys|sag nummer"
    ),
    Role.CONTENTS: ("indholdsfortegnelse|indhold|indholdsoversigt|indholdsliste"),
    Role.RELATED: (
        "relaterede dokumenter|lignende dokumenter|relateret indhold|se også|læs også|"
        "andre dokumenter|relaterede artikler|lignende indhold|mest læste|relaterede links"
    ),
    Role.OTHER: (
        "indledning|forord|bilag|underskrift|underskrifter|referencer|litteratur|sammenfatning|"
        "resume|værdier|værdigrundlag|dialog|personaleforhold|andet|bemærkninger|afslutning|"
        "aftaler|underskrevet|godkendelse|kilder|generelt|styringsmodel|styringsgrundlag|"
        "læsevejledning|noter|hvor står vi|udfordringer|politiske rammer|rammer|lovgivning|"
        "organisationsdiagram|strategisk grundlag|introduktion|velkommen|historie|proces|"
        "samarbejde|samarbejdspartnere|om planen|om aftalen|generelle bestemmelser|"
        "genforhandling|ændringer af aftalen|ophør|opsigelse|opbygning|opfølgning på aftalen|"
        "opfølgning på kontrakten|opfølgning på resultatkontrakten|opfølgning på rammen|"
        "opfølgning på udviklingsaftalen|opfølgning på dialogaftalen|opfølgning på driftsaftalen|"
        "opfølgning på styringsaftalen|opfølgning på udviklingsplanen|opfølgning på handleplanen|"
        "opfølgning på planen|opfølgning på strategien|opfølgning på virksomhedsplanen|"
        "sådan læses planen|aftalens formål|målopfølgning|handleplaner|formål med planen|"
        "formål med aftalen|formålet med aftalen|baggrund for aftalen|evaluering af aftalen|"
        "medunderskrift|dato og underskrift|aftaleindgåelse|direktørens forord|"
        "forord ved direktøren|leders forord|sammendrag|læs planen|vores værdier|menneskesyn|"
        "værdier og menneskesyn|tilblivelse|om strategien|om kontrakten|om rammen|"
        "lovgrundlag og rammer|bilagsoversigt|signatur|signaturer|kontekst|hvorfor en strategi|"
        "hvorfor en plan|læseguide|centrets situation|enhedens situation|"
        "institutionens situation|organisationens situation|situationsbeskrivelse|"
        "status på sidste periode|siden sidst|tilbageblik|opsamling på forrige aftale|"
        "evaluering af forrige aftale|øvrige aftaler|andre aftaler|rammer og vilkår|vilkår|"
        "samspil|medindflydelse|organisation og ledelse|ledelsesgrundlag|ikrafttrædelse|"
        "opsummering|åbningsord|succeser|forbedringer|særlige forhold|aftaler i øvrigt|"
        "andre forhold|øvrigt|øvrige forhold|hvad er rammen|"
        "med venlig hilsen|venlig hilsen|mvh|med venlige hilsner|på vegne af|hilsen"
    ),
    Role.ASIDE: (
        "ordliste|ordbog|ordforklaring|begreber|begrebsafklaring|definitioner|"
        "begrebsforklaring|ordforklaringer|skabelon|skabelon til mål|skabelon for mål|"
        "målskabelon|eksempel|eksempel på mål|eksempler|udfyldelsesvejledning|"
        "vejledning til skabelonen|eksempel på udfyldelse|skabelon til virksomhedsplan|"
        "skabelon for virksomhedsplan|skabelon til aftale|ordbog over begreber|"
        "centrale begreber|begreber og definitioner|eksempel på et mål|hjælp til udfyldelse"
    ),
    Role.TITLE: (
        "titel|overskrift|titel for mål|titel på mål|titel for fokusområde|emne|"
        "titel for indsatsområde|titel på fokusområde|målets navn|målets titel|navn på mål|"
        "måltitel|titel på indsats|titel på indsatsområde|kort titel|målets overskrift|"
        "mål titel|mål og titel|målets ordlyd|målets formulering|indsatsens navn|"
        "indsatsens titel|navn på indsats|navn på målet|overskrift for mål|"
        "overskrift for målet|fokusområdets titel"
    ),
    Role.TEXT: (
        "beskrivelse|baggrund|begrundelse|hvorfor|formål|formålet|uddybning|motivation|"
        "hvad vil vi|hvad vil vi opnå|ønsket effekt|udfordring|beskrivelse af mål|"
        "beskrivelse af målet|uddybning af målet|hvorfor er det vigtigt|derfor|det vil vi|"
        "baggrund og formål|baggrund for målet|hvad|beskrivelse af indsatsen|indhold i målet|"
        "målets indhold|målets begrundelse|hvad handler det om|derfor er det vigtigt|vi vil|"
        "det ønsker vi|problemstilling|ønsket tilstand|beskrivelse af delmål|kort beskrivelse|"
        "det vil vi opnå|hvad vil vi gerne opnå|hvad ønsker vi at opnå|målets baggrund|"
        "baggrunden|rationale|hvorfor dette mål|hvorfor målet|begrundelse for målet|sigte|"
        "målets formål|hensigt|udfordringen|situationen i dag|hvor er vi i dag|"
        "nuværende situation|nuværende tilstand|udgangssituation|problem|formål med målet|"
        "formål med indsatsen|uddybende beskrivelse|uddybende tekst|hvorfor gør vi det|"
        "sådan er det i dag|det ved vi|kort fortalt|intention|ønsket forandring|"
        "ønsket resultat for borgeren|hvad går målet ud på|målbeskrivelsen|perspektiv|specifikt|"
        "specifik|accepteret|attraktivt|ambitiøst|realistisk|relevant"
    ),
    Role.METHOD: (
        "metode|metoder|metoden|fremgangsmåde|tilgang|arbejdsmetode|metode og tilgang|"
        "metoder og tilgange|metodevalg|arbejdsform|metoder og redskaber|fremgangsmåder|"
        "plan for arbejdet|strategi for målet|arbejdsgang|metodisk tilgang|metodebeskrivelse|"
        "løsning|løsninger|virkemidler|virkemiddel|middel|midler|metode og indsats|"
        "indsats og metode|metode og indsatser"
    ),
    Role.SUCCESS: (
        "succeskriterie|succeskriterier|succeskriterium|succeskriteriet|tegn på succes|"
        "hvornår er vi lykkedes|hvornår er målet nået|resultatkriterie|resultatkriterier|"
        "vi er lykkedes når|kriterier for succes|succes|målopfyldelse|hvornår er det godt nok|"
        "målet er nået når|succesmål|kriterier for målopfyldelse|det er lykkedes når|"
        "succeskriterier for målet|mål for succes|succesindikator|succesindikatorer|"
        "resultatmåling|tegn på at målet er nået|målet er opfyldt når|målet er nået hvis|"
        "målet er indfriet når|hvornår er vi i mål|vi er i mål når|vi er tilfredse når|"
        "hvornår er vi tilfredse|hvornår er målet opfyldt|hvornår er målet indfriet|"
        "hvad er succes|succeskriterie er|hvordan ser succes ud|kriterium|kriterier|"
        "kriterier for opfyldelse|målopfyldelseskriterier|målopfyldelseskriterium|"
        "resultatkriterium|forventet resultat|forventede resultater|forventet effekt|"
        "forventede effekter|ønsket resultat af indsatsen"
    ),
    Role.FOLLOW_UP: (
        "opfølgning|evaluering|status og opfølgning|opfølgning og evaluering|"
        "hvordan følger vi op|afrapportering|evaluering og opfølgning|opfølgning på målet|"
        "hvordan følges der op|hvornår følger vi op|evalueringsmetode|hvordan evaluerer vi|"
        "opfølgning og dokumentation|sådan følger vi op på målet|opfølgningsmetode|"
        "sådan følger vi op|sådan evaluerer vi|sådan holder vi øje|hvordan holder vi øje|"
        "hvordan følger vi udviklingen|opfølgningsplan for målet|opfølgning på mål|"
        "afrapportering og opfølgning|evaluering af målet|status og evaluering|"
        "opfølgning og status|hvornår følges der op|hvornår evalueres|hvornår evaluerer vi|"
        "opsamling|monitorering|rapportering|kadence|opfølgningsform|tilbagemelding|"
        "opfølgende dialog|opfølgning hvordan|opfølgning og læring|løbende opfølgning"
    ),
    Role.RESOURCES: (
        "ressourcer|ressourceforbrug|ressourcebehov|finansiering|tid og penge|"
        "forventet ressourceforbrug|ressourcer og økonomi|økonomi og ressourcer|ressourcetræk|"
        "hvilke ressourcer kræver det|hvad koster det|udgifter|rammer og ressourcer|"
        "økonomiske konsekvenser|ressourceramme|økonomi for målet|økonomiske ressourcer|"
        "penge og tid|forbrug af ressourcer|hvad kræver det af ressourcer|forudsætninger|"
        "økonomi og tid|udgift|budget til målet|bevilling til målet|ressourcer til målet|"
        "nødvendige ressourcer|personaleressourcer|tidsforbrug|timer|omkostninger|pris|"
        "ressourceindsats|investering"
    ),
    Role.MEASURED: (
        "måling|målemetode|målemetoder|hvordan måler vi|hvordan måler vi det|hvordan måles det|"
        "hvordan måles målet|målemetode og datakilde|dokumentation|datakilde|datakilder|"
        "dataindsamling|hvordan måles|måles ved|sådan måler vi|måling af målet|"
        "metode til måling|datagrundlag|hvordan vil vi måle det|målingsmetode|"
        "hvordan dokumenteres det|målemetoden|hvordan måles der|måles hvordan|målekilde|"
        "målingen|hvordan måler vi effekten|sådan måles det|sådan måles målet|"
        "hvordan måler vi om målet er nået|sådan dokumenterer vi|det måler vi ved|målt ved|"
        "måleredskab|måleredskaber|kilde og metode|data|datakilde og metode|"
        "dokumentationsmetode|målemetode og kilde|opgørelsesmetode|metode for måling|"
        "hvordan opgøres det|evaluering og måling|måling og dokumentation"
    ),
    Role.STATUS: (
        "status|status for mål|status ved opfølgning|status for mål ved opfølgning|"
        "status på målet|status medio|status ultimo|midtvejsstatus|status for målet|"
        "nuværende status|status nu|status pr|status i dag|status på mål|seneste status|"
        "status halvår|status efter et år|statusbeskrivelse|status og bemærkninger|stade|"
        "fremdrift"
    ),
    Role.ACTIONS: (
        "handling|handlinger|handlingerne|tiltag|tiltagene|aktivitet|aktiviteter|indsatser|"
        "indsatserne|konkrete handlinger|initiativ|initiativer|handleplan|handlingsplan|"
        "opgaver|leverancer|skridt|næste skridt|handlinger og tiltag|konkrete indsatser|"
        "konkrete tiltag|konkrete aktiviteter|planlagte aktiviteter|tiltag og aktiviteter|"
        "indsatser og aktiviteter|handlinger og aktiviteter|vores indsatser|aktivitetsplan|"
        "opgave|leverance|hvad skal der ske|vores handlinger|det sætter vi i gang|"
        "vi sætter i gang|hvad skal der til|vi gør følgende|det konkrete arbejde|"
        "konkret handling|konkret tiltag|konkret aktivitet|delaktivitet|delaktiviteter|"
        "delhandlinger|delindsatser|arbejdspakker|hovedaktiviteter|nøgleaktiviteter|"
        "nøgleindsatser|aktiviteter i perioden|aktiviteter og handlinger|"
        "handlinger for at nå målet|handlinger i perioden|det forpligter vi os til|"
        "vi forpligter os til|fokus i arbejdet|planlagte handlinger|planlagte tiltag|"
        "planlagte indsatser|aktiviteter for perioden|indsatser for perioden|"
        "indsatser og tiltag|tiltag og indsatser|tiltag og handlinger|handling og aktivitet|"
        "gøremål|opgaver og aktiviteter|aktiviteter og opgaver|vores tiltag|hvad sker der|"
        "beslutninger"
    ),
    Role.INDICATORS: (
        "indikator|indikatorer|indikatorerne|målindikator|målindikatorer|målepunkt|målepunkter|"
        "målbart|målbar|"
        "måltal|nøgletal|tegn|tegn på læring|milepæl|milepæle|effektindikator|"
        "effektindikatorer|resultatindikator|resultatindikatorer|målbare tegn|"
        "evalueringspunkter|hvad kigger vi efter|indikatorer og måltal|tegn på fremgang|"
        "tegn på forandring|indikatorer for målet|vi kan se det på|tegn og milepæle|"
        "det kan vi se på|måleindikator|måleindikatorer|tegn på at vi lykkes|procesindikatorer|"
        "kpi|kpier|effekt indikator|kvantitative mål|nøgletal og måltal|hvad vil vi se|"
        "tegn på effekt|delresultater|sådan kan vi se det|det kan vi se ved|vi kan se det ved|"
        "vi måler på|det måler vi på|det måler vi|vi holder øje med|det holder vi øje med|"
        "måltallene|målepunkterne|delmål og milepæle|milepæle og delmål|"
        "kvantitative indikatorer|kvalitative indikatorer|kvantitative måltal|nøgleindikator|"
        "nøgleindikatorer|indikator for målet|målbare indikatorer|målbare resultater|"
        "målbar indikator|måltal og indikatorer|sådan måler vi succes|indikatorer på succes|"
        "succesparametre|succesparameter|resultater der kan måles|målbare mål|"
        "målbare kriterier|måletal|måltal for perioden|signaler|markører|pejlinger|"
        "performanceindikatorer|effektmåling|effektmålinger|resultatmålinger|milepæl og dato|"
        "delmilepæle|milesten|milesten og indikatorer|tegn på udvikling|tegn på trivsel"
    ),
    Role.RESPONSIBLE: (
        "ansvarlig|ansvarlige|tovholder|tovholdere|ejer|hvem|projektleder|ansvar|"
        "ansvarlig for målet|ansvarlig leder|ansvarlig enhed|ansvarsfordeling|målejer|"
        "udføres af|hovedansvarlig|primær ansvarlig|ansvarlig person|ansvarshavende|"
        "ansvarlig for opgaven|ansvarlig part|ansvarlige parter|ansvarlig medarbejder|"
        "ansvarlig tovholder|ansvarlige enheder|opgaveansvarlig|hvem er ansvarlig|hvem gør det|"
        "deltagere|aktører|involverede|udføres|ansv|ansv person|hvem har ansvaret|bæres af|"
        "initiativtager|kontakt for målet"
    ),
    Role.DUE: (
        "deadline|tidsfrist|frist|hvornår|tid|tidspunkt|dato|termin|tidshorisont|tidsramme|"
        "senest|slutdato|færdig|tidsperiode|når|inden|forventet afsluttet|tidsangivelse|"
        "start og slut|tidsplan for målet|frist for udførelse|afsluttes|færdigt|afsluttet|"
        "forventes afsluttet|gennemføres|hvornår er det færdigt|udført senest|tidsrum|"
        "tidsperspektiv|periode for indsatsen|startdato|opstart|start|slut|skal være færdig|"
        "milepælsdato|forfald|forfaldsdato|år|kvartal|måned|uge|hvornår sker det|"
        "gennemført senest|tidsfrister|senest den|tidspunkt for opfølgning|frist for målet|"
        "tid og sted|tidsbestemt|tidsafgrænset|tidssat"
    ),
    Role.NUMBER: ("nr|nummer|mål nr|no|id|målnr|løbenr"),
    Role.TARGET_GROUP: (
        "målgruppe|målgrupper|målgruppen|målgrupperne|borgergruppe|borgergrupper|"
        "målgruppe for målet|hvem er målgruppen|målgruppe for indsatsen|borgere|"
        "målgruppebeskrivelse|for hvem"
    ),
    Role.ORIGIN: (
        "oprindelse|kilde|ophav|fastsat af|ophæng|niveau|målets oprindelse|fastsat|"
        "besluttet af|besluttet i|politisk ophæng|måltype|type af mål"
    ),
    Role.BASELINE: (
        "udgangspunkt|baseline|nulpunkt|udgangspunktet|basislinje|nuværende niveau|"
        "udgangspunkt for målet|referenceværdi|startniveau|udgangsniveau|nuværende tal|"
        "baselinemåling|basisniveau|niveau i dag|startpunkt"
    ),
    Role.WEIGHT: (
        "vægt|vægtning|målets vægt|vægtning af målet|vægtes|point|prioritet|vægt i procent"
    ),
    Role.HOW: (
        "sådan gør vi|det gør vi|hvad gør vi|hvad vil vi gøre|det vil vi gøre|det vi gør|"
        "her gør vi|derfor gør vi|indsats|sådan vil vi gøre|sådan gør vi det|skal vi gøre|"
        "konkret indsats|hvad skal vi gøre|det skal vi gøre|hvad gør vi for at nå målet|"
        "hvad vil vi gøre for at nå målet|hvordan|hvordan gør vi|hvordan når vi målet|"
        "hvordan vil vi nå målet|sådan arbejder vi|hvordan kommer vi derhen|"
        "sådan når vi derhen|sådan når vi målet|sådan kommer vi i mål|sådan kommer vi derhen|"
        "hvordan kommer vi i mål|hvordan når vi det|hvordan når vi derhen|"
        "sådan griber vi det an|hvordan skal det ske|sådan vil vi arbejde|vejen til målet|"
        "vejen dertil|vejen derhen"
    ),
}
