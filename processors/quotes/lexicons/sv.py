"""Swedish."""

from processors.quotes.cues import Words

WORDS = Words(
    order="v2",
    paradigms={
        "ar": "ar ade at a",
    },
    say="""
    säger säga sägs sade sa sagt
    berätt+ar
    skriver skrev skrivit skriva
    förklar+ar
    svar+ar
    frågar frågade frågat
    meddel+ar meddelar
    tillägger tillade tillagt
    konstater+ar
    påpek+ar
    beton+ar
    understryker underströk
    hävd+ar
    påstår påstod
    uppger uppgav uppgett
    anser ansåg
    menar menade
    varn+ar
    erkänner erkände erkänt
    utropar utropade
    kommenter+ar
    uttal+ar
    yttrar yttrade
    fortsätter fortsatte
    lägger lade
    invänder invände
    resonerar resonerade
    sammanfatt+ar
    twittr+ar
    citer+ar
    ropar ropade
    skämtar skämtade
    slår slog
    medger medgav
    försäkr+ar
    upprep+ar
    informer+ar
    rapporter+ar
    intyg+ar
    avslöj+ar
    klagar klagade
    lyder löd
    utbrister utbrast
    hälsar hälsade
    argumenter+ar
    beskriver beskrev
    """,
    report="""
    hoppas hoppades
    tror trodde
    tycker tyckte
    kritiser+ar
    fördömer fördömde
    kräver krävde krävt
    anklag+ar
    lovar lovade
    föreslår föreslog
    bekräft+ar
    förnek+ar
    dementer+ar
    berömmer berömde
    prisar
    befarar befarade
    vill ville
    välkomn+ar
    försvar+ar
    tänker tänkte
    uppman+ar
    spår spådde
    tackar tackade
    ser såg
    hotar hotade
    """,
    call="""
    kallar kallade kallat kallas
    beteckn+ar
    benämner benämnde
    """,
    nouns="uttalande pressmeddelande ord tal brev kommentar intervju",
    according="enligt",
    masculine="han",
    feminine="hon",
    plural="de vi man",
    other_pronouns="denne denna jag",
    neuter="det den",
    determiners="""
    en ett den det de denna detta dessa sin sitt sina hans hennes deras vår vårt flera många några två tre andra
    """,
    connectors="för från på i vid av",
    prepositions="""
    i på av för från till med om vid hos under över efter före mellan mot utan genom kring enligt sedan inför bland
    """,
    conjunctions="att som om när där medan eftersom och eller men för_att då vilken vilket vars",
    auxiliaries="är var har hade blir blev vara varit inte sig kan ska skall skulle kunde måste",
    adverbs="""
    också även sedan senare dock redan bara igår idag nu här där måndag tisdag onsdag torsdag fredag lördag söndag
    vidare dessutom ännu ju ja nej äskettäin så
    """,
    roles="""
    talesman talesperson president minister statsminister chef direktör polisen polis källor källa experter expert
    analytiker forskare advokat åklagare domare borgmästare ledamot ordförande regeringen departementet tidningen
    facket sekreterare vittnen boende tränare professor myndigheter författare läkare ledare kandidat rapporten
    studien företaget organisationen presschef riksdagsledamot eu-representant representant generalsekreterare
    """,
    titles="herr fru dr prof president minister",
    naming="""
    kallad kallade titeln filmen boken låten albumet romanen serien programmet tidskriften tidningen ordet begreppet
    parollen projektet operation så_kallade
    """,
    particles="af von de van al el bin den",
)
