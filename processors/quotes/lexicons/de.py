"""German."""

from processors.quotes.cues import Words

WORDS = Words(
    order="v2",
    paradigms={
        "t": "t te ten",
        "et": "et ete eten",
    },
    say="""
    sagen sagt sagte sagten sag+t gesagt
    erklären erklär+t
    erläutern erläuter+t
    äußern äußer+t geäußert
    beton+t betonen
    betitelt
    meinen mein+t gemeint
    antwort+et geantwortet
    erwider+t
    entgegn+et entgegnete
    fragen frag+t gefragt
    schreiben schreibt schrieb schrieben geschrieben
    schrie
    berichten bericht+et
    ergänzen ergänz+t
    füg+t fügte_hinzu hinzugefügt hinzu
    führte_aus führt_aus ausgeführt aus
    teil+t mitgeteilt mitteil+t
    bekräftig+t
    unterstrich unterstreicht unterstrichen
    unterstellte
    versicher+t
    behaupt+et
    warn+t gewarnt
    mahn+t gemahnt
    räumte räumt räumten eingeräumt
    gab gaben gibt zugegeben
    gesteht gestand
    bekanntgegeben
    kommentier+t
    konstatier+t
    resümier+t
    bilanzier+t
    witzel+t
    scherz+t
    rief riefen ruft gerufen
    sprach sprachen spricht gesprochen
    erzähl+t
    zitier+t zitieren wörtlich
    verkünd+et verkündigte
    verlautete verlauten verlautbarte
    heißt_es heißt_es_in hieß_es es_heißt es_hieß
    lautet lautete lauten
    twitter+t getwittert
    postete gepostet
    notier+t
    argumentier+t
    begründ+et
    prophezei+t
    klagte klagt klagten
    beklag+t
    stellt_*_fest stellte_*_fest stellten_*_fest feststell+t festgestellt fest
    fasste_zusammen
    plädier+t
    appellier+t
    bemerk+t
    wandte wendet
    formulier+t
    polter+t
    wetter+t
    frohlockte
    jubel+t
    gratulier+t
    spott+et
    ätzte
    raunte
    """,
    report="""
    forder+t gefordert
    aufgefordert aufforderte
    verlang+t
    kritisier+t kritisiere
    kündig+t angekündigt
    lob+t gelobt
    würdig+t
    verteidig+t
    bestätig+t
    dementier+t
    bestritt bestreitet bestritten
    wies wiesen weist hingewiesen zurückgewiesen
    verwies verwiesen verweist
    hoff+t gehofft
    glaub+t
    befürcht+et
    fürcht+et
    denkt dachte
    sieht sah sahen sehe
    findet fand
    droh+t gedroht
    versprach verspricht versprochen
    vermut+et
    schätz+t geschätzt
    zeig+t zeigte_sich gezeigt
    rügte rügt
    warf warfen wirft werfen vorgeworfen
    verurteil+t
    beschuldig+t
    bedauer+t
    begrüß+t
    empfahl empfiehlt empfohlen
    rät riet
    schlug schlägt vorgeschlagen
    regte
    hält hielt
    charakterisier+t
    beschrieb beschreibt beschrieben
    schilder+t geschildert
    reagier+t
    wünsch+t
    möchte
    wollte will
    attestier+t
    bescheinig+t
    vertritt vertrat
    stuf+t
    sorgte
    bat bitt+et
    gestand
    veröffentlich+t
    beruhigen
    interpretier+t
    nahm
    bekräftigen
    auszudrücken
    signalisier+t
    """,
    call="""
    nannte nannten nennt genannt
    bezeichn+et
    bewert+et
    wert+et
    titulier+t
    """,
    nouns="""
    worten worte statement stellungnahme erklärung mitteilung wortlaut aussage zitat interview begründung motto
    schreiben
    """,
    according="""
    laut so gemäß nach_angaben nach_aussage nach_ansicht nach_meinung nach_worten nach_auffassung nach_den_worten
    """,
    trailing="zufolge",
    masculine="er",
    feminine="sie",
    plural="wir",
    other_pronouns="dieser diese man ich letzterer",
    determiners="""
    der die das des dem den ein eine einer eines einem einen dieser diese dieses diesem diesen jener jene sein seine
    seiner seinem ihr ihre ihrer ihrem unser unsere mehrere viele einige zwei drei vier fünf zahlreiche manche alle
    beide kein keine zum zur vom beim im am ins ans
    """,
    oblique="""
    den dem des einen einem eines diesen diesem jenen jenem seinen seinem ihren ihrem zum zur im am beim vom ins ans
    """,
    connectors="der des von vom für aus im in beim bei",
    prepositions="""
    in im an am auf aus bei beim mit nach von vom zu zum zur über unter vor hinter neben zwischen durch für gegen
    ohne um seit während wegen trotz gegenüber bis ab anlässlich angesichts aufgrund infolge laut zufolge gemäß per
    pro statt dank ins ans
    """,
    relatives="der die das dem den deren dessen welcher welche welches",
    conjunctions="""
    dass daß ob wenn weil da als obwohl während bevor nachdem damit indem sodass und oder aber denn sondern doch
    wobei wie welche welcher welches deren dessen wo woraufhin
    """,
    auxiliaries="""
    ist sind war waren sei seien wäre hat habe haben hatte hatten hätte wird werde werden wurde wurden würde würden
    worden kann könne können konnte muss müsse müssen musste soll solle sollen sollte darf dürfe sich nicht
    """,
    adverbs="""
    auch noch nur ähnlich anders sogar insbesondere insgesamt laut_eigenen_angaben eigenen_angaben_zufolge
    eindringlich schon bereits dann danach später zuvor jedoch allerdings dagegen hingegen heute gestern weiter
    weiterhin wörtlich dabei dazu daraufhin schließlich zudem außerdem indes unterdessen hierzu darauf ferner
    wiederum folgendermaßen zugleich deshalb daher deutlich ebenfalls erneut hier dort nun jetzt so ja nein es
    montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni juli august
    september oktober november dezember
    """,
    roles="""
    sprecher sprecherin regierungssprecher pressesprecher polizei beamter beamte experte experten analysten kritiker
    beobachter forscher wissenschaftler minister ministerin präsident präsidentin kanzler kanzlerin bundeskanzlerin
    vorsitzende vorsitzender chef chefin direktor leiter anwalt staatsanwalt staatsanwaltschaft gericht richter
    regierung ministerium zeitung agentur behörde behörden unternehmen verband gewerkschaft partei opposition zeuge
    zeugen augenzeuge augenzeugen bericht studie organisation autoren autor trainer bürgermeister abgeordneter
    abgeordnete politiker botschafter ermittler mitarbeiter bewohner anwohner teilnehmer demonstranten veranstalter
    schreiben brief papst professor
    """,
    titles="herr frau dr prof präsident kanzler minister papst könig königin professor general",
    naming="""
    genannt genannte genannten sogenannte sogenannten heißt hieß heißen heißende sogenannter namens titel film buch
    song lied album zeitung magazin zeitschrift begriff wort motto projekt aktion name namen schiff sendung serie
    roman partei verein verband stiftung initiative operation zeitungen theaterstück stück oper bekannt bekannten
    bekannte kampagne nachrichtenmagazin spitzname slogan dokumentation werk kongress wettbewerb festival firma website
    """,
    particles="von van der den de zu vom zur la al bin el da dos du",
)
