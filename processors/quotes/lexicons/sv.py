"""Swedish."""

from processors.quotes.cues import Words

WORDS = Words(
    order="v2",
    paradigms={
        "ar": "ar ade at a",
        "er": "er te t",
        "n": "- n",
        "en": "- en",
        "are": "are aren arna",
        "iker": "iker ikern ikerna",
        "ist": "ist isten ister isterna",
        "erna": "- er erna",
    },
    say="""
    säger sade sa sagt säga sägs
    berätt+ar
    skriver skrev skrivit skriva
    förklar+ar
    svar+ar
    frågar frågade frågat
    meddel+ar meddelas
    tillägger tillade tillagt
    konstater+ar
    påpek+ar
    beton+ar
    understryker underströk understrukit
    hävd+ar
    påstår påstod påstått
    uppger uppgav uppgett uppgivit
    anser ansåg ansett
    menar menade menat
    varn+ar
    erkänner erkände erkänt
    utropar utropade
    kommenter+ar
    uttal+ar
    yttrar yttrade
    lägger_*_till lade_*_till la_*_till
    invänder invände invänt
    resonerar resonerade
    sammanfatt+ar
    twittr+ar
    citer+ar
    ropar ropade ropat
    skämtar skämtade skämtat
    slår_*_fast slog_*_fast slagit_fast fastslår fastslog
    medger medgav medgett medgivit
    försäkr+ar
    upprep+ar
    informer+ar
    rapporter+ar
    intyg+ar
    avslöj+ar
    klagar klagade
    utbrister utbrast
    hälsar hälsade
    argumenter+ar
    anmärk+er
    framhåller framhöll framhållit
    framför framförde framfört
    poängter+ar
    preciser+ar
    tydliggör tydliggjorde
    underrättar underrättade
    redogör redogjorde
    återger återgav
    replikerar replikerade
    genmäler genmälde
    kontrar kontrade
    bedyr+ar
    bekänner bekände
    viskar viskade
    skriker skrek
    muttrar muttrade
    suckar suckade
    fnyser fnös
    jublar jublade
    ironiserar ironiserade
    spekulerar spekulerade
    funderar funderade
    minns mindes
    påminner påminde påmint
    flikar_*_in flikade_*_in
    vittnar vittnade vittnat
    kungör kungjorde
    tillkännager tillkännagav
    förtydlig+ar
    utveckl+ar
    bekräft+ar
    """,
    report="""
    lyder löd lyder_det löd_det heter_det hette_det
    beskriver beskrev
    fortsätter fortsatte
    hoppas hoppades hoppats
    tror trodde trott
    tycker tyckte tyckt
    kritiser+ar
    fördömer fördömde fördömt
    kräver krävde krävt
    anklag+ar
    lovar lovade lovat
    föreslår föreslog föreslagit
    förnek+ar
    dementer+ar
    berömmer berömde
    prisar prisade
    befarar befarade
    fruktar fruktade
    välkomn+ar
    försvar+ar
    tänker tänkte
    uppman+ar
    spår spådde
    tackar tackade
    hotar hotade
    råder rådde
    bedömer bedömde bedömt
    tolkar tolkade
    avfärd+ar
    avvisar avvisade
    tillbakavisar tillbakavisade
    beklag+ar
    oroas
    antyder antydde
    misstänker misstänkte
    förutspår förutspådde
    vädjar vädjade
    rekommender+ar
    uttrycker uttryckte uttryckt
    gratuler+ar
    hyll+ar
    skrattar skrattade
    """,
    call="""
    kallar kallade kallat kallas
    beteckn+ar
    benämner benämnde benämnt
    döper döpte döpt
    karaktäriser+ar
    stämpl+ar
    """,
    nouns="""
    uttalande uttalandet pressmeddelande pressmeddelandet kommentar intervju intervjun brev brevet tal talet inlägg
    mejl ord orden citat replik
    svar svaret slutsats slutsatsen budskap budskapet reaktion reaktionen kommentaren
    """,
    according="enligt",
    masculine="han",
    feminine="hon",
    plural="de dom vi man",
    other_pronouns="denne denna jag hen",
    neuter="det den",
    determiners="""
    en ett den det de denna detta dessa sin sitt sina hans hennes deras dess vår vårt våra flera många några två tre
    fyra andra alla båda varje ingen inga någon något
    """,
    connectors="för från på i vid av hos",
    prepositions="""
    i på av för från till med om vid hos under över efter före mellan mot utan genom kring enligt sedan inför bland
    ur åt bakom bredvid trots via per angående gällande inom utom
    """,
    relatives="som vilken vilket vilka vars",
    conjunctions="""
    att som om när där medan eftersom och eller men för_att då vilken vilket vilka vars fast fastän innan samt utan_att
    så_att därför_att
    """,
    auxiliaries="""
    är var har hade blir blev vara varit inte sig kan ska skall skulle kunde måste får fick bör
    """,
    adverbs="""
    också även sedan senare dock redan bara igår idag i_går i_dag nu här där måndag tisdag onsdag torsdag fredag
    lördag söndag måndagen tisdagen onsdagen torsdagen fredagen lördagen söndagen i_måndags i_tisdags i_onsdags
    i_torsdags i_fredags i_lördags i_söndags vidare dessutom ännu ju ja nej så däremot därefter samtidigt
    emellertid först alltså istället nyligen bland_annat en_gång tidigare
    """,
    roles="""
    talesman talesmannen talesperson talespersonen talespersoner taleskvinna presstalesman presstalesperson
    polistalesperson president+en vicepresident+en minister+n statsminister statsministern utrikesminister
    utrikesministern finansminister finansministern justitieminister justitieministern försvarsminister
    försvarsministern statsråd statsrådet statssekreterare chef+en polischef polischefen direktör direktören
    generaldirektör generaldirektören polis polisen poliser källor källorna källa källan expert+erna experten
    analytik+are bedömare bedömarna forsk+are vetenskapsman advokat+en advokater åklagare åklagaren domare domaren
    domstolen tingsrätten borgmästare borgmästaren kommunalråd kommunalrådet landshövding ledamot ledamoten
    ledamöter riksdagsledamot riksdagsledamoten ordförande ordföranden vice_ordförande partiledare partiledaren
    gruppledare språkrör språkröret regeringen departementet myndigheten myndigheter myndigheterna tidningen facket
    fackförbundet sekreterare sekreteraren partisekreterare generalsekreterare generalsekreteraren vittne vittnet
    vittnen ögonvittne ögonvittnen boende invånare grannar granne grannen trän+are förbundskapten förbundskaptenen
    spelare spelaren lagkapten kapten kaptenen professor+n docent docenten författ+are läk+are överläkare
    överläkaren sjuksköterska sjuksköterskan led+are kandidat+en rapporten studien företaget bolaget organisationen
    föreningen presschef presschefen pressekreterare eu-representant representant+en företrädare företrädaren
    polit+iker politikern politikerna oppositionen partiet kommissionär ambassadör ambassadören diplomat+en
    diplomater krit+iker aktiv+ist demonstrant demonstranter offret familjen mamman pappan
    mamma pappa föräldrar föräldrarna ägare ägaren bonde bonden bönder lär+are elev eleven student studenten
    studenter rektor rektorn ekonom ekonomen ekonomer histor+iker journal+ist reporter reportern redaktör regissör
    regissören artisten sångare sångaren sångerska skådespelare skådespelaren biskop biskopen ärkebiskop prästen
    påven kungen drottningen räddningstjänsten vd vd:n utred+are statsvetare statsvetaren rådgivare
    rådgivaren handläggare kommunikatör
    son sonen dotter dottern bror brodern syster systern hustru hustrun make maken fru frun kompis kompisen kollega
    kollegan sambo sambon mormor farfar svärmor
    """,
    titles="herr fru dr prof president minister professor general kung drottning biskop",
    naming="""
    kallad kallade kallat titeln filmen film boken bok låten låt albumet romanen serien programmet tidskriften
    tidningen ordet orden begreppet uttrycket parollen projektet operation så_kallade så_kallad så_kallat heter
    hette pjäsen utställningen konstverket rubriken kampanjen namnet smeknamnet mottot dokumentären benämningen
    """,
    particles="af von de van al el bin den",
    complementizers="att",
    manner="som",
    bare_with_verb="säger sade sa menar menade tror trodde hävdar hävdade",
    unspoken="hotar hotade hotat lovar lovade lovat",
    questions="förklar+ar frågar frågade frågat",
    question_words="varför hur om vad vem när var vilka vilken",
    negations="inte aldrig ingen inget inga utan knappast",
    hypothetical="om skulle kan kunde ska skall måste bör att",
    passives="blev blir blivit",
    first_person="jag vi du ni",
    marked_only="kräver krävde krävt tackar tackade förnek+ar dementer+ar",
    comparing="som",
    about="om",
    speaking="tala",
    coordinating="och",
    infinitive_marks="att",
    temporal="när",
    agents="av",
    passive_verbs="""
    beskrevs kritiserades kallades anklagades fördömdes hyllades beskrivs kallas kritiseras anklagas kallats
    kritiserats beskrivits anklagats
    """,
    owner_prepositions="från av",
    cited="citerad citerades citeras",
    his="hans",
    hers="hennes",
    citing="citerar citerade",
    supposing="hade skulle",
)
