"""Hungarian."""

from processors.quotes.cues import Words

WORDS = Words(
    order="svo",
    head="last",
    say="""
    mondta mondták mondja mondják mondott mondtak mond mondanak mondván mondta_el
    elmondta elmondták elmondja elmondják elmondott
    közölte közölték közli közlik közölt
    nyilatkozta nyilatkozott nyilatkozza nyilatkoztak nyilatkozik nyilatkoznak
    kijelentette kijelentették kijelenti kijelentik jelentette_ki jelenti_ki
    hangsúlyozta hangsúlyozták hangsúlyozza hangsúlyozzák hangsúlyozott
    hozzátette hozzátették hozzáteszi hozzáteszik tette_hozzá teszi_hozzá tették_hozzá
    fogalmazott fogalmazta fogalmaz fogalmaztak fogalmaznak
    írta írták írja írják írt írtak
    válaszolta válaszolt válaszolja válaszoltak válaszol válaszolnak
    felelte felelték felel felelt
    kérdezte kérdezi kérdezték kérdezett
    bejelentette bejelentették bejelenti bejelentik jelentette_be
    kiemelte kiemelték kiemeli kiemelik emelte_ki emeli_ki
    állította állítja állították állítják
    magyarázta magyarázza magyarázták
    kifejtette kifejti kifejtették fejtette_ki fejti_ki
    megjegyezte megjegyzi megjegyezték jegyezte_meg jegyzi_meg
    figyelmeztetett figyelmeztet figyelmeztetnek figyelmeztettek figyelmeztette
    emlékeztetett emlékeztet emlékeztettek
    elismerte elismeri elismerték ismerte_el ismeri_el ismerik_el
    bevallotta bevallja bevallották vallotta_be vallja_be
    jelezte jelzi jelezték jelzik
    leszögezte leszögezi leszögezték szögezte_le szögezi_le
    rámutatott rámutat rámutattak mutatott_rá mutat_rá
    ismertette ismerteti ismertették
    tájékoztatott tájékoztatta tájékoztattak
    kommentálta kommentálja
    összegezte összegzi összefoglalta
    ígérte ígéri ígérték
    idézte idézi idézték
    kiáltotta kiáltja kiáltott
    folytatta folytatja
    érvelt érvel érveltek érvelnek
    mesélte meséli mesélt
    megerősítette megerősíti megerősítették erősítette_meg erősíti_meg
    pontosított pontosít
    hangoztatta hangoztatja hangoztatták
    üzente üzeni üzenték
    posztolta posztolt
    reagált reagál reagáltak reagálnak
    olvasható olvashatjuk
    aláhúzta aláhúzza aláhúzták húzta_alá húzza_alá
    deklarálta
    kifogásolta kifogásolja kifogásolták
    részletezte részletezi
    nyomatékosította
    elárulta elárulja elárulták árulta_el árulja_el
    felidézte felidézi felidézték idézte_fel
    megfogalmazta
    kihangsúlyozta
    ecsetelte
    suttogta
    ordította
    viccelődött viccelődik
    sóhajtotta
    vágta_rá
    tudatta tudatja tudatták adta_hírül adja_hírül
    megosztotta
    felhívta_a_figyelmet hívta_fel_a_figyelmet felhívja_a_figyelmet
    bizonygatta
    kérte kéri kérték
    megállapította megállapítja állapította_meg állapítja_meg
    konstatálta
    megmagyarázta magyarázta_meg
    értelmezte értelmezi
    skandálta skandálták
    visszaemlékezett emlékezett_vissza
    panaszolta panaszolja
    háborgott
    """,
    report="""
    beszélt beszél beszéltek beszélnek
    jelentette jelentették
    vallja vallotta
    bírálta bírálja bírálták
    szólt szól
    elítélte elítéli elítélték
    vádolta vádolja vádolták
    követelte követeli követelték
    javasolta javasolja javasolták
    reméli remélte remélik remélték
    hiszi hitte hiszik
    gondolja gondolta gondolják gondolták
    attól_fél attól_tart
    dicsérte dicséri
    védte védi
    tagadta tagadja tagadták
    megígérte
    leírta leírja
    akarja akarta
    megköszönte köszönte_meg
    fenyegetett fenyegetőzött
    panaszkodott panaszkodik panaszkodnak
    véli vélte vélik vélték vélekedett vélekedik vélekednek
    látja látta
    tartja tartotta
    cáfolta cáfolja cáfolták
    felszólított felszólította
    értékelte értékeli értékelt
    sürgette sürgeti
    sérelmezte sérelmezi
    ellenezte ellenzi
    aggódik aggódnak aggódott
    üdvözölte üdvözli
    elutasította elutasítja
    jósolta jósolja
    becsülte becsüli
    """,
    call="""
    nevezte nevezi nevezték nevezik nevezett
    minősítette minősíti
    keresztelte
    titulálta
    """,
    nouns="""
    közleményben közleményében közlemény nyilatkozatában nyilatkozatban interjúban beszédében levelében posztjában
    bejegyzésében sajtótájékoztatóján szavaival üzenetében
    """,
    trailing="szerint szavai_szerint elmondása_szerint közlése_szerint állítása_szerint véleménye_szerint szerinte",
    masculine="ő",
    plural="ők mi",
    other_pronouns="én",
    determiners="""
    a az egy ez ezek azok e néhány több sok két három négy másik minden egyes valamennyi mindkét
    """,
    connectors="és",
    oblique_endings="nak nek ban ben ból ből ról ről tól től hoz hez höz nál nél val vel ként",
    prepositions="alatt után előtt között ellen nélkül miatt felett mellett iránt felé helyett óta végett révén",
    relatives="aki akik amely amelyek ami akinek amelynek akit amit melynek mely",
    conjunctions="""
    hogy aki akik amely amelyek ami ha mert és vagy de mint míg amikor ahol illetve valamint hiszen bár noha azonban
    mivel miközben ahogy akinek amelynek mely
    """,
    auxiliaries="van vannak volt voltak nem lesz meg el azt ezt lett is se ne fog kell lehet úgy arról arra így",
    adverbs="""
    is még már csak később azonban tegnap ma most hétfőn kedden szerdán csütörtökön pénteken szombaton vasárnap
    ugyanakkor továbbá így igen nemrég egyszer először végül majd akkor itt ott például újra ismét korábban közben
    szintén ezért egyúttal viszont persze szerda csütörtök péntek az_mti-nek a_lapnak lapunknak
    """,
    roles="""
    szóvivő szóvivője sajtószóvivő elnök elnöke elnökök alelnök alelnöke elnökhelyettes elnökasszony miniszter
    minisztere miniszterek miniszterelnök miniszterelnöke miniszterelnök-helyettes külügyminiszter pénzügyminiszter
    belügyminiszter honvédelmi kancellár államfő köztársasági igazgató igazgatója vezérigazgató vezérigazgatója
    ügyvezető ügyvezetője rendőrség rendőr rendőrkapitány rendőrök források forrás szakértő szakértője szakértők
    elemző elemzője elemzők kutató kutatója kutatók tudós tudósok ügyvéd ügyvédje ügyvédek ügyész ügyészség ügyésze
    bíró bírója bíróság bírák törvényszék polgármester polgármestere alpolgármester főpolgármester képviselő
    képviselője képviselők kormány kormánya minisztérium hivatal lap lapja újság szakszervezet titkár titkára
    államtitkár államtitkára főtitkár főtitkára helyettes tanú tanúja tanúk szemtanú szemtanúk lakók lakó lakos
    szomszéd szomszédok edző edzője edzők szövetségi_kapitány kapitány játékos játékosa csapatkapitány professzor
    professzora tanár tanára tanárok egyetemi rektor rektora dékán hatóságok hatóság szerző szerzője író írója
    költő orvos orvosa orvosok főorvos ápoló vezető vezetője vezetők pártvezető frakcióvezető frakcióvezetője
    pártelnök jelölt jelöltje cég cége vállalat szervezet szervezete egyesület alapítvány párt pártja ellenzék
    koalíció bizottság biztos nagykövet nagykövete diplomata diplomaták kritikus kritikusok bírálók megfigyelők
    aktivista aktivisták tüntetők áldozat áldozatok család családja anya anyja apa apja szülők szülei testvére
    barátja tulajdonos tulajdonosa vállalkozó vállalkozók gazda gazdák gazdálkodó diák diákok hallgató hallgatók
    közgazdász közgazdászok történész történészek szociológus politológus politikus politikusa politikusok újságíró
    újságírója újságírók szerkesztő főszerkesztő rendező rendezője énekes énekese színész színésze színésznő püspök
    püspöke érsek bíboros lelkész pap pápa király királynő herceg tábornok ezredes parancsnok parancsnoka
    munkatárs munkatársa dolgozók alapító alapítója tisztviselő tisztviselők illetékes illetékesek képviselet
    katasztrófavédelem tűzoltók jelentés tanulmány nyomozók
    fia lánya bátyja öccse nővére húga felesége férje özvegye szomszédja
    """,
    titles="úr asszony dr prof özvegy",
    naming="""
    című címmel nevű néven úgynevezett elnevezésű jeligéjű film könyv dal album regény sorozat műsor folyóirat lap
    szó szót kifejezés kifejezést fogalom jelszó szlogen projekt művelet becenevű filmje könyve dala dokumentumfilm
    kiállítás darab kampány
    """,
    particles="de von van al el bin",
    complementizers="hogy",
    manner="ahogy mint",
    negations="nem soha senki ne sem nélkül",
    hypothetical="ha talán lehet kell",
    first_person="én mi te ti",
    marked_only="szól szólt akarja akarta látja tartja beszél beszélt tagadta cáfolta",
    comparing="mint",
    coordinating="és",
    temporal="amikor",
    drops_subjects=True,
)
