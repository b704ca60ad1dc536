"""Finnish."""

from processors.quotes.cues import Words

WORDS = Words(
    order="svo",
    say="""
    sanoo sanoi sanoivat sanovat sanonut sanoen
    kertoo kertoi kertoivat kertovat kertonut
    toteaa totesi totesivat toteavat todennut
    kirjoittaa kirjoitti kirjoittivat kirjoittanut
    vastaa vastasi vastannut
    kysyy kysyi kysynyt
    lisää lisäsi lisännyt
    selittää selitti selittänyt
    korostaa korosti korostanut
    painottaa painotti
    väittää väitti väittänyt
    arvioi arvioivat arvioinut
    huomauttaa huomautti
    muistuttaa muistutti
    varoittaa varoitti varoittanut
    myöntää myönsi myöntänyt
    ilmoittaa ilmoitti ilmoittivat ilmoittanut
    kuvailee kuvaili
    kuvaa kuvasi
    kommentoi kommentoinut
    linjaa linjasi
    tiivistää tiivisti
    jatkaa jatkoi
    huudahtaa huudahti
    huutaa huusi
    raportoi
    tiedottaa tiedotti
    vakuuttaa vakuutti
    tviittaa tviittasi
    julistaa julisti
    paljastaa paljasti
    perustelee perusteli
    pohtii pohti
    miettii mietti
    täsmentää täsmensi
    tarkentaa tarkensi
    lausui lausuu
    naurahtaa naurahti
    tunnustaa tunnusti
    siteeraa
    kiteyttää kiteytti
    tokaisee tokaisi
    puhuu puhui
    muistelee muisteli
    ihmettelee ihmetteli
    """,
    report="""
    toivoo toivoi
    uskoo uskoi
    luulee
    ajattelee
    arvostelee arvosteli
    kritisoi
    tuomitsee tuomitsi
    vaatii vaati
    syyttää syytti
    lupaa lupasi
    ehdottaa ehdotti
    vahvistaa vahvisti
    kiistää kiisti
    kehuu kehui
    pelkää pelkäsi
    haluaa halusi
    puolustaa puolusti
    kiittää kiitti
    uhkaa uhkasi
    pitää piti
    katsoo katsoi
    valittaa
    """,
    call="""
    kutsuu kutsui
    nimittää nimitti
    luonnehtii luonnehti
    """,
    nouns="lausunnossa tiedotteessa sanoin puheessa kirjeessä haastattelussa",
    trailing="mukaan mielestä",
    masculine="hän",
    plural="he me",
    other_pronouns="tämä minä",
    neuter="se",
    determiners="tämä tuo se nämä ne hänen heidän meidän eräs yksi kaksi kolme monet useat jotkut",
    connectors="ja",
    prepositions="ennen jälkeen kanssa ilman vastaan kohti",
    conjunctions="että joka jotka jonka kun jos koska ja tai mutta vaikka missä",
    auxiliaries="on ovat oli olivat ollut ei eivät",
    adverbs="""
    myös vielä sitten myöhemmin kuitenkin jo vain eilen tänään nyt maanantaina tiistaina keskiviikkona torstaina
    perjantaina lauantaina sunnuntaina äskettäin kyllä
    """,
    roles="""
    tiedottaja puhemies presidentti ministeri pääministeri johtaja poliisi lähteet lähde asiantuntija asiantuntijat
    analyytikko tutkija tutkijat asianajaja syyttäjä tuomari pormestari kansanedustaja puheenjohtaja hallitus
    ministeriö lehti liitto sihteeri todistaja silminnäkijät asukkaat valmentaja professori viranomaiset kirjailija
    lääkäri ehdokas päällikkö yhtiö järjestö edustaja toimitusjohtaja
    """,
    titles="herra rouva tri prof presidentti ministeri",
    naming="""
    nimeltä niminen nimeltään elokuva kirja laulu albumi romaani sarja ohjelma lehti sana termi iskulause hanke
    niin_sanottu kutsuttu nimi
    """,
    particles="af von de van al el bin",
)
