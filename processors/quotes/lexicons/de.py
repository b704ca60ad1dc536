"""German."""

from processors.quotes.cues import Words

WORDS = Words(
    order="v2",
    paradigms={
        "t": "t te ten",
        "et": "et ete eten",
        "an": "t_*_an te_*_an ten_*_an",
        "e": "e en",
    },
    say="""
    sagen sag+t gesagt
    erklären erklär+t
    erläutern erläuter+t
    äußern äußer+t geäußert
    betonen beton+t
    meinen mein+t gemeint
    antworten antwort+et geantwortet
    erwidern erwider+t
    entgegnen entgegn+et
    fragen frag+t gefragt
    schreiben schreibt schrieb schrieben geschrieben
    schrie schrien schreit geschrien
    berichten bericht+et
    ergänzen ergänz+t
    füg+t füg+an hinzugefügt hinzufügt hinzufügte fügte_hinzu
    führt_*_aus führte_*_aus führten_*_aus ausführt ausführte ausgeführt
    teil+t mitteil+t mitgeteilt
    bekräftigen bekräftig+t
    unterstrich unterstrichen unterstreicht
    unterstell+t
    versichern versicher+t
    behaupten behaupt+et
    warnen warn+t gewarnt
    mahnen mahn+t gemahnt
    räumt räumte räumten einräumt einräumte eingeräumt
    gab gaben gibt zugab zugibt zugegeben bekanntgab bekanntgegeben gab_an gaben_an gibt_an angegeben
    gesteht gestehen gestand gestanden
    kommentier+t
    konstatier+t
    resümier+t
    bilanzier+t
    witzel+t
    scherz+t gescherzt
    rief riefen ruft gerufen
    sprach sprachen spricht gesprochen
    erzählen erzähl+t
    zitieren zitier+t wörtlich
    verkünd+et verkündigte
    verlautet verlautete verlauten verlautbarte
    heißt_es hieß_es es_heißt es_hieß so_heißt_es so_hieß_es
    twitter+t getwittert
    postet postete gepostet
    notier+t
    argumentier+t
    begründ+et
    prophezei+t
    klagen klag+t geklagt
    beklag+t
    stellt_*_fest stellte_*_fest stellten_*_fest feststell+t festgestellt
    stellt_*_klar stellte_*_klar stellten_*_klar klarstell+t klargestellt
    fasst_*_zusammen fasste_*_zusammen fassten_*_zusammen zusammenfasste
    plädier+t
    appellier+t
    bemerk+t
    wandt+e wendet eingewandt eingewendet einwandte
    formulier+t
    polter+t gepoltert
    wetter+t
    frohlockt frohlockte
    jubel+t gejubelt
    gratulier+t
    spott+et
    ätzt ätzte
    raunt raunte
    legt_*_dar legte_*_dar legten_*_dar darleg+t dargelegt
    hebt_*_hervor hob_*_hervor hoben_*_hervor hervorhob hervorgehoben
    merkt_*_an merkte_*_an merkten_*_an anmerk+t angemerkt
    pflichtet_*_bei pflichtete_*_bei beigepflichtet
    setzt_*_hinzu setzte_*_hinzu hinzusetzte
    fährt_*_fort fuhr_*_fort fuhren_*_fort fortfuhr fortfährt fortgefahren
    gibt_*_bekannt gab_*_bekannt gaben_*_bekannt
    weist_*_hin wies_*_hin wiesen_*_hin hinwies hinweist hingewiesen
    rechnet_*_vor rechnete_*_vor rechneten_*_vor vorrechnete vorgerechnet
    kontert konterte konterten gekontert
    widersprach widersprachen widerspricht widersprochen
    beteuer+t
    schwärm+t geschwärmt
    schimpf+t geschimpft
    murmel+t
    flüster+t
    stammel+t
    brummt brummte
    orakel+t
    unk+t
    mutmaß+t
    sinnier+t
    philosophier+t
    präzisier+t
    beschwör+t beschwor
    zeigt_sich zeigte_sich zeigten_sich
    betitelt
    """,
    report="""
    lautet lautete lauten
    fordern forder+t gefordert
    aufgefordert aufforderte
    verlangen verlang+t
    kritisieren kritisier+t kritisiere
    kündig+t ankündig+t angekündigt
    loben lob+t gelobt
    würdig+t
    verteidig+t
    bestätigen bestätig+t
    dementier+t
    bestritt bestritten bestreitet bestreiten
    wies wiesen weist zurückgewiesen
    verwies verwiesen verweist verweisen
    hoffen hoff+t gehofft
    glauben glaub+t
    befürchten befürcht+et
    fürcht+et
    denkt denken dachte dachten
    sieht sah sahen sehe sehen
    findet fand fanden finden
    droh+t gedroht
    versprach versprachen verspricht versprochen
    vermuten vermut+et
    schätzen schätz+t geschätzt
    zeig+t gezeigt
    rüg+t gerügt
    warf warfen wirft werfen vorwarf vorgeworfen
    verurteilte verurteilten
    beschuldig+t
    bezichtig+t
    bedauern bedauer+t
    begrüßen begrüß+t
    empfahl empfahlen empfiehlt empfehlen empfohlen
    rät raten riet rieten
    schlug schlugen schlägt vorschlug vorgeschlagen
    regt regte regten angeregt
    hält hielt hielten halten
    charakterisier+t
    beschrieb beschrieben beschreibt
    schilder+t geschildert
    reagier+t
    wünsch+t
    möchte
    wollte wollten will
    attestier+t
    bescheinig+t
    vertritt vertrat vertraten
    stuf+t
    sorgte
    bat baten bitt+et
    veröffentlich+t
    beruhigen beruhig+t
    interpretier+t
    nahm
    auszudrücken drückt_*_aus drückte_*_aus drückten_*_aus
    signalisier+t
    prangert_*_an prangerte_*_an angeprangert
    moniert monierte monierten
    bemängel+t
    bezweifel+t
    erhofft erhoffte
    ahnt ahnte
    erinner+t
    freut_sich freute_sich freuten_sich
    dankt dankte dankten
    erwart+et
    prognostizier+t
    rechtfertig+t
    verrät verriet
    urteilt urteilte urteilten
    analysiert analysierte analysierten
    staunt staunte
    """,
    call="""
    nannte nannten nennt nennen genannt
    bezeichn+et
    bewert+et
    wert+et
    titulier+t
    tauft taufte getauft
    brandmark+t
    """,
    nouns="""
    worten worte statement stellungnahme erklärung mitteilung wortlaut aussage zitat interview begründung motto
    schreiben pressemitteilung rede ansprache äußerung appell
    antwort reaktion fazit urteil kommentar botschaft bilanz forderung einschätzung warnung
    """,
    according="""
    laut so gemäß nach_angaben nach_aussage nach_aussagen nach_ansicht nach_meinung nach_worten nach_auffassung
    nach_den_worten nach_darstellung nach_einschätzung nach_überzeugung nach_informationen
    """,
    trailing="zufolge",
    masculine="er",
    feminine="sie",
    plural="wir",
    other_pronouns="dieser diese man ich letzterer",
    determiners="""
    so_ein so_eine so_einen so_einem der die das des dem den ein eine einer eines einem einen dieser diese dieses diesem diesen jener jene sein seine
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
    es_gibt gibt_es es_gab gab_es auch noch nur ähnlich anders sogar insbesondere insgesamt laut_eigenen_angaben eigenen_angaben_zufolge
    eindringlich schon bereits dann danach später zuvor jedoch allerdings dagegen hingegen heute gestern weiter
    weiterhin wörtlich dabei dazu daraufhin schließlich zudem außerdem indes unterdessen hierzu darauf ferner
    wiederum folgendermaßen zugleich deshalb daher deutlich ebenfalls erneut hier dort nun jetzt so ja nein es
    montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni juli august
    september oktober november dezember
    """,
    roles="""
    sprecher sprecherin sprechern regierungssprecher regierungssprecherin pressesprecher pressesprecherin
    polizeisprecher polizeisprecherin polizei beamter beamte beamten beamtin experte expertin experten analyst
    analystin analysten kritiker kritikerin kritikern beobachter forscher forscherin forschern wissenschaftler
    wissenschaftlerin minister ministerin außenminister außenministerin innenminister innenministerin finanzminister
    verteidigungsminister justizminister wirtschaftsminister gesundheitsminister ministerpräsident
    ministerpräsidentin präsident präsidentin vizepräsident kanzler kanzlerin bundeskanzler bundeskanzlerin
    premierminister premierministerin vorsitzende vorsitzender chef chefin parteichef parteichefin fraktionschef
    geschäftsführer geschäftsführerin vorstand direktor direktorin leiter leiterin anwalt anwältin anwälte
    verteidiger staatsanwalt staatsanwältin staatsanwaltschaft gericht richter richterin regierung ministerium
    zeitung agentur nachrichtenagentur behörde behörden unternehmen konzern verband gewerkschaft partei opposition
    zeuge zeugin zeugen augenzeuge augenzeugin augenzeugen bericht studie organisation autor autorin autoren trainer
    trainerin spieler spielerin kapitän bürgermeister bürgermeisterin oberbürgermeister oberbürgermeisterin
    abgeordneter abgeordnete abgeordneten senator senatorin gouverneur politiker politikerin botschafter
    botschafterin ermittler ermittlerin mitarbeiter mitarbeiterin bewohner anwohner anwohnerin nachbar nachbarn
    nachbarin teilnehmer demonstranten aktivist aktivistin aktivisten gegner anhänger befürworter veranstalter
    schreiben brief papst bischof pfarrer pfarrerin professor professorin arzt ärztin ärzte lehrer lehrerin schüler
    student studentin studenten händler landwirt ökonom ökonomin ökonomen historiker historikerin schriftsteller
    schriftstellerin sänger sängerin regisseur regisseurin schauspieler schauspielerin journalist journalistin
    journalisten kandidat kandidatin spitzenkandidat mutter vater familie opfer general kommandeur feuerwehr
    diplomat diplomaten beauftragte beauftragter insider sekretär generalsekretär staatssekretär landrat rektor
    sohn tochter bruder schwester ehefrau ehemann witwe witwer freund freundin kollege kollegin berater beraterin
    schwiegersohn schwiegertochter
    """,
    titles="herr herrn frau dr prof präsident kanzler minister papst könig königin professor general bischof",
    naming="""
    genannt genannte genannten sogenannte sogenannten heißt hieß heißen heißende sogenannter namens titel film buch
    song lied album zeitung magazin zeitschrift begriff wort motto projekt aktion name namen schiff sendung serie
    roman partei verein verband stiftung initiative operation zeitungen theaterstück stück oper bekannt bekannten
    bekannte kampagne nachrichtenmagazin spitzname slogan dokumentation werk kongress wettbewerb festival firma website
    """,
    particles="von van der den de zu vom zur la al bin el da dos du",
    complementizers="dass daß",
    conditional="hätte hätten wäre wären würde würden könnten müssten",
    subjunctive="""
    sei seien habe werde könne müsse solle wolle dürfe möge wisse gebe gehe stehe komme bleibe liege sehe lasse
    nehme mache finde halte führe bringe spreche bestehe handele handle brauche gelte zeige laufe fehle beginne
    erwarte verfüge erhalte gehöre bedeute sorge setze stelle trage treffe verliere verstehe glaube hoffe denke
    wünsche fordere lehne arbeite lebe leide falle fahre ziehe zahle koste dauere diene enthalte entspreche
    entstehe ergebe erscheine fühle folge gelinge geschehe helfe kämpfe kenne lerne lohne passe plane reiche
    scheine schaffe schütze spiele sterbe suche tue überlege unterstütze verhindere versuche verzichte wachse
    warte wirke stamme rechne biete befinde belege besitze beteilige betrage betreffe betreibe beziehe breche decke drohe
    entscheide entwickle erhöhe erkenne erlaube erreiche ersetze feiere fliege freue fürchte garantiere
    gefährde genüge gewinne greife grenze hänge herrsche höre investiere kaufe klinge kündige lade liefere
    mangele nutze öffne prüfe reagiere schließe schlage schreibe schweige senke sinke sitze
    spare sperre steige stoße streite stütze trete treibe umfasse verbiete verbinde verdiene
    vereinbare verfolge verhandle verhalte verkaufe verlange verlasse verlaufe vermeide verspreche verteidige
    vertraue vertrete verweigere verwende wechsle wehre wende werbe werfe widme wohne zögere zweifle
    """,
    manner="wie",
    subordinators="als während obwohl nachdem bevor weil da indem",
    purposes="um ohne statt anstatt",
    adversative="doch aber jedoch",
    finite="ist sind war waren hat haben hatte hatten wird wurde wurden kann konnte muss musste",
    unspoken="drohe droh+t gedroht versprach versprachen verspricht versprochen verspreche",
    infinitives="""
    behaupten behaupt+et fordern forder+t gefordert kündig+t ankündig+t angekündigt droh+t gedroht versprach
    versprachen verspricht versprochen empfahl empfahlen empfiehlt empfehlen empfohlen schlug schlugen schlägt
    vorschlug vorgeschlagen bat baten bitt+et beteuer+t appellier+t mahnen mahn+t gemahnt
    """,
    questions="erklären erklär+t fragen frag+t gefragt",
    question_words="warum wieso weshalb wie was wer wann wo wohin woher wozu welche welcher welches welchen ob",
    negations="nicht nie niemals niemand kein keine keiner keinen ohne weder kaum keineswegs keinesfalls mitnichten",
    hypothetical="""
    würde würden könnte könnten sollte sollten müsste müssten dürfte dürften wenn falls ob zu kann können soll
    sollen muss müssen darf dürfen möchte möchten will wollen hätte hätten angeblich
    """,
    passives="wird werden wurde wurden worden",
    first_person="ich wir ihr mir mich uns du",
    inserted="so",
    marked_only="""
    gemäß sieht sah sahen sehe findet fand nahm will wollte möchte hält hielt zeigte_sich sorgte lautet lautete
    lauten wörtlich betitelt ruft rief riefen gerufen schrie lob+t wandte wendet dementier+t bestritt bestreitet
    bestritten
    """,
    comparing="als",
    about="von vom",
    speaking="spr gespro red gered",
    coordinating="und",
    infinitive_marks="zu",
    temporal="als wenn",
    agents="von vom",
    owner_prepositions="von vom der des",
    cited="zitiert",
    his="sein seine seiner seinem seinen",
    hers="ihr ihre ihrer ihrem ihren",
    citing="zitiert zitierte zitieren zitierten",
    supposing="hätte hätten sollte sollten würde würden",
)
