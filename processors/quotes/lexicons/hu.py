"""Hungarian."""

from processors.quotes.cues import Words

WORDS = Words(
    order="svo",
    say="""
    mondta mondták mondja mondják mondott mondtak
    elmondta elmondták elmondja
    közölte közölték közli
    nyilatkozta nyilatkozott nyilatkozza
    kijelentette kijelentették kijelenti
    hangsúlyozta hangsúlyozták hangsúlyozza
    hozzátette hozzátették hozzáteszi
    fogalmazott fogalmazta fogalmaz fogalmaztak
    írta írták írja írják
    válaszolta válaszolt válaszolja
    felelte
    kérdezte kérdezi
    jelentette
    bejelentette bejelentették
    kiemelte kiemelték kiemeli
    állította állítja állították állítják
    áll
    magyarázta magyarázza
    kifejtette kifejti
    megjegyezte megjegyzi
    figyelmeztetett figyelmeztet
    emlékeztetett emlékeztet
    elismerte elismeri
    bevallotta
    jelezte jelzi
    leszögezte leszögezi
    rámutatott rámutat
    szólt szól
    ismertette ismerteti
    tájékoztatott tájékoztatta
    kommentálta kommentálja
    összegezte
    ígérte ígéri
    idézte idézi
    kiáltotta
    felszólított
    folytatta folytatja
    érvelt érvel
    mesélte meséli
    beszélt beszél
    megerősítette
    cáfolta
    pontosított
    hangoztatta
    üzente üzeni
    tette_hozzá
    posztolta
    reagált
    olvasható
    """,
    report="""
    bírálta bírálja
    elítélte elítéli
    vádolta vádolja
    követelte követeli
    javasolta javasolja
    reméli remélte
    hiszi hitte
    gondolja gondolta
    fél attól
    dicsérte
    védte
    tagadta tagadja
    megígérte
    leírta
    akarja akarta
    megköszönte
    fenyegetett
    panaszkodott
    véli vélte
    látja
    tartja
    """,
    call="""
    nevezte nevezi nevezték
    minősítette
    """,
    nouns="közleményben közleményében szavaival szavai beszédében levelében interjúban nyilatkozatában",
    trailing="szerint",
    masculine="ő",
    plural="ők mi",
    other_pronouns="én",
    determiners="a az egy ez ezek azok e néhány több sok két három másik",
    connectors="és",
    prepositions="alatt után előtt között ellen nélkül miatt felett mellett",
    conjunctions="hogy aki akik amely amelyek ami ha mert és vagy de mint míg amikor ahol",
    auxiliaries="van vannak volt voltak nem lesz meg el azt",
    adverbs="""
    is még már csak később azonban tegnap ma most hétfőn kedden szerdán csütörtökön pénteken szombaton vasárnap
    ugyanakkor továbbá így igen
    """,
    roles="""
    szóvivő szóvivője elnök elnöke miniszter miniszterelnök igazgató igazgatója rendőrség források szakértő
    szakértők elemző elemzők kutató kutatók ügyvéd ügyvédje ügyész ügyészség bíró polgármester képviselő kormány
    minisztérium lap szakszervezet titkár államtitkár tanú tanúk lakók edző professzor hatóságok szerző orvos vezető
    vezetője jelölt cég szervezet
    """,
    titles="úr dr prof",
    naming="""
    című nevű úgynevezett elnevezésű film könyv dal album regény sorozat műsor folyóirat lap szó kifejezés jelszó
    projekt
    """,
    particles="de von van al el bin",
)
