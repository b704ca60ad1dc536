"""Italian."""

from processors.quotes.cues import Words

WORDS = Words(
    order="svo",
    paradigms={
        "are": "a ano ò arono ava avano ato ata ati are ando",
        "ere": "e ono eva evano ere endo uto",
        "ire": "e ono ì irono iva ito ire endo",
        "isce": "isce iscono ì irono iva ito ire",
    },
    say="""
    dice dicono diceva dicevano dicendo disse dissero detto dire
    dichiar+are
    afferm+are
    spieg+are
    aggiunge aggiunto aggiunse aggiungono aggiungendo
    annunci+are annuncia
    assicur+are
    sottoline+are
    precis+are
    raccont+are
    scrive scritto scrisse scriveva scrivono
    risponde risposto rispose
    ribad+isce ribadito
    ribatt+ere ribattuto
    sostiene sostenuto sosteneva sostengono
    comment+are
    osserv+are
    not+are
    ricord+are
    rilev+are
    conclude concluso concluse
    prosegue proseguito
    continu+are
    chiede chiesto chiese chiedeva
    chiar+isce chiarito
    domand+are
    ammette ammesso ammise
    confess+are
    avverte avvertito
    ammonisce ammonito
    esclam+are
    replic+are
    insist+ere insistito
    riferisce riferito rifer+ire
    rivel+are
    svel+are
    evidenzi+are
    puntualizz+are
    tuon+are
    scherz+are
    attacc+are
    ironizz+are
    sbott+are
    twitt+are
    post+are
    legge legg+ere si_legge
    argoment+are
    specific+are
    garantisce garantito
    lament+are
    grid+are
    sussurr+are
    """,
    report="""
    critic+are
    denunci+are
    accus+are
    condann+are
    chied+ere
    esort+are
    invit+are
    propone proposto
    credono crede
    pensa pensava
    ritiene ritenuto
    spera sperava
    difende difeso
    neg+are
    conferm+are
    smentisce smentito
    defin+isce definito definì
    descrive descritto
    promette promesso
    loda lodato
    elogi+are
    teme temeva
    vuole voleva
    suggerisce suggerito
    auspica auspicato
    parla parlato
    giudic+are
    boccia bocciato
    apprezz+are
    pubblic+are
    """,
    call="""
    definisce definito definì
    chiam+are
    sopranomin+are
    battezz+are
    bollato bolla
    """,
    nouns="comunicato dichiarazione dichiarazioni parole discorso lettera messaggio frase nota intervista",
    according="secondo per a_detta_di stando_a a_parere_di",
    masculine="egli lui",
    feminine="ella lei",
    plural="loro essi",
    other_pronouns="questi costui io",
    determiners="""
    il lo la i gli le l' un uno una un' questo questa questi queste quel quella quello suo sua suoi sue loro alcuni
    alcune diversi molti due tre altri altro altra
    """,
    connectors="di del della dello dei degli delle dell' d' per in a al alla",
    prepositions="""
    di del della dello dei degli delle dell' a al allo alla ai agli alle all' da dal dalla dai dagli dalle dall' in
    nel nello nella nei negli nelle nell' con su sul sulla per tra fra contro verso durante dopo prima presso senza
    """,
    conjunctions="che chi cui quando dove se come e ed o ma perché mentre anche_se poiché quindi",
    auxiliaries="""
    ha hanno aveva avevano è sono era erano si non essere stato stata viene ci gli lo può deve
    """,
    adverbs="""
    anche ancora poi inoltre già così ieri oggi lunedì martedì mercoledì giovedì venerdì sabato domenica invece però
    infatti recentemente infine quindi sempre sì no
    """,
    roles="""
    portavoce presidente ministro ministra direttore direttrice polizia fonti fonte funzionario funzionari esperto
    esperti analisti ricercatore ricercatori avvocato procuratore giudice sindaco sindaca deputato deputata senatore
    governo ministero giornale quotidiano sindacato segretario segretaria testimone testimoni residenti allenatore
    professore autorità autore autori medico leader candidato responsabile capo rapporto studio azienda premier
    contingente governatore assessore vescovo
    """,
    titles="sig signor signora dott dr prof onorevole presidente ministro generale avv ing",
    naming="""
    intitolato intitolata chiamato chiamata cosiddetto cosiddetta film libro canzone album romanzo serie programma
    rivista giornale parola termine slogan titolo operazione progetto soprannominato detto
    """,
    particles="di de del della da dal van von al el bin lo la",
)
