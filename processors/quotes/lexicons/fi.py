"""Finnish."""

from processors.quotes.cues import Words

WORDS = Words(
    order="svo",
    head="last",
    paradigms={
        "o": "o i vat ivat nut neet",
        "ö": "ö i vät ivät nyt neet",
        "u": "u i vat ivat nut neet",
        "aa": "aa i avat ivat anut aneet",
        "ää": "ää i ävät ivät änyt äneet",
        "la": "ee i evat ivat lut leet",
        "lä": "ee i evät ivät lyt leet",
        "oi": "oi oivat oinut oineet",
        "öi": "öi öivät öinyt öineet",
        "ja": "ja jan jat jien",
        "jä": "jä jän jät jien",
        "i": "i in it ien",
        "kko": "kko kon kot",
        "mies": "mies miehen miehet",
    },
    say="""
    sano+o sanoen sanotaan sanottiin
    kerto+o kerrotaan kerrottiin
    toteaa totesi toteavat totesivat todennut todenneet
    kirjoitt+aa
    vast+aa vastasi vastasivat vastannut vastanneet
    kysyy kysyi kysyvät kysyivät kysynyt
    lisää lisäsi lisäävät lisäsivät lisännyt
    selitt+ää
    korost+aa
    painott+aa
    väitt+ää
    arvi+oi
    huomautt+aa
    muistutt+aa
    varoitt+aa
    myönt+ää myönsi myönsivät myöntänyt
    ilmoitt+aa
    kuvail+la
    komment+oi
    linjaa linjasi linjaavat linjasivat linjannut
    tiivist+ää
    huudaht+aa
    huut+aa huusi huusivat
    raport+oi
    tiedott+aa
    vakuutt+aa
    tviitt+aa tviittasi tviittasivat twiittaa twiittasi
    julist+aa
    paljast+aa
    perustel+la
    pohtii pohti pohtivat pohtinut
    miettii mietti miettivät miettinyt
    täsment+ää täsmensi täsmensivät
    tarkent+aa tarkensi tarkensivat
    lausui lausuu lausuivat lausunut
    naurahtaa naurahti naurahtivat
    tunnust+aa
    siteeraa siteerasi
    kiteytt+ää
    tokaisee tokaisi
    puhu+u
    muistel+la
    ihmettel+lä
    mainitsee mainitsi mainitsevat mainitsivat maininnut
    kuittaa kuittasi
    kuiskaa kuiskasi
    mutisee mutisi
    puuskahtaa puuskahti
    parahtaa parahti
    karjaisee karjaisi karjuu karjui
    vitsail+la
    veistelee veisteli
    summaa summasi
    hehkutt+aa
    iloitsee iloitsi iloitsevat
    harmittelee harmitteli
    pahoittel+la
    päivittelee päivitteli
    sanail+la
    otsik+oi
    jyrähtää jyrähti
    tähdentää tähdensi
    väläytt+ää
    lohkaisee lohkaisi
    kehaisee kehaisi
    tuumaa tuumasi tuumii tuumi
    aprik+oi
    analys+oi
    argument+oi
    """,
    report="""
    tulkitsee tulkitsi tulkitsevat
    kuvasi kuvaavat kuvasivat kuvannut kuvaa
    todist+aa
    esitt+ää
    jatkaa jatkoi jatkavat jatkoivat jatkanut
    toivo+o
    usko+o uskoi
    luulee luuli luulevat luulivat
    ajattelee ajatteli ajattelevat
    arvostelee arvosteli arvostelevat arvostelivat
    kritis+oi
    tuomitsee tuomitsi tuomitsevat tuomitsivat tuominnut
    vaatii vaati vaativat vaatinut
    syytt+ää
    lupaa lupasi lupaavat lupasivat luvannut
    ehdott+aa
    vahvist+aa
    kiist+ää
    kehuu kehui kehuvat kehuivat kehunut
    pelkää pelkäsi pelkäävät
    haluaa halusi haluavat halusivat
    puolust+aa
    kiitt+ää kiittelee kiitteli
    uhk+aa uhkasi uhkasivat
    katsoo katsoi katsovat
    valitt+aa
    moittii moitti moittivat
    epäilee epäili epäilevät epäilivät
    ennust+aa
    suosittel+la
    kehott+aa
    neuvo+o
    vetoaa vetosi
    ylist+ää
    torju+u
    odott+aa
    lukee luki
    """,
    call="""
    kutsuu kutsui kutsuvat kutsuivat kutsunut
    nimitt+ää nimittelee
    luonnehtii luonnehti luonnehtivat luonnehtinut
    leimaa leimasi
    """,
    nouns="""
    lausunnossa lausunnossaan tiedotteessa tiedotteessaan sanoin puheessa puheessaan kirjeessä kirjeessään
    haastattelussa haastattelussaan kannanotossa kannanotossaan blogissaan viestissään kirjoituksessaan
    sähköpostissa
    """,
    trailing="mukaan mukaansa mielestä mielestään",
    masculine="hän hänen",
    plural="he me heidän",
    other_pronouns="tämä minä",
    neuter="se",
    determiners="""
    tämä tuo se nämä ne hänen heidän meidän eräs yksi kaksi kolme neljä monet useat jotkut moni eräät tämän sen
    kaikki muut toinen
    """,
    connectors="ja",
    oblique_endings="ssa ssä sta stä lta ltä",
    prepositions="""
    ennen jälkeen kanssa ilman vastaan kohti alla yli läpi vuoksi takia aikana luona keskellä lähellä sijaan
    """,
    relatives="joka jotka jonka joiden jossa jolle jota mikä",
    conjunctions="""
    että joka jotka jonka kun jos koska ja tai mutta vaikka missä jossa jota jotta sekä vaan eli sillä kuten kuin
    """,
    auxiliaries="on ovat oli olivat ollut ei eivät olleet olevan olisi voi",
    adverbs="""
    myös vielä sitten myöhemmin kuitenkin jo vain eilen tänään nyt maanantaina tiistaina keskiviikkona torstaina
    perjantaina lauantaina sunnuntaina äskettäin kyllä kerran lisäksi puolestaan taas aiemmin edelleen samalla
    silti tuolloin heti siis juuri muun_muassa lopuksi aluksi
    """,
    roles="""
    tiedotta+ja puhe+mies puhenainen puhehenkilö presidentti presidentin varapresidentti ministeri ministerin
    ministerit pääministeri pääministerin ulkoministeri ulkoministerin valtiovarainministeri puolustusministeri
    sisäministeri oikeusministeri opetusministeri kansliapäällikkö valtiosihteeri johta+ja
    toimitusjohta+ja pääjohta+ja apulaisjohtaja poliis+i rikoskomisario komisario rikosylikomisario lähteet lähde
    lähteiden lähteen asiantunti+ja analyyti+kko tutki+ja tutkijatohtori
    tiedemies asianaja+ja avustaja syyttä+jä tuomari tuomarin tuomarit oikeus käräjäoikeus hovioikeus
    pormestari pormestarin kaupunginjohta+ja kunnanjohta+ja kansanedusta+ja puheenjohta+ja
    varapuheenjohta+ja ryhmyri hallitus hallituksen ministeriö ministeriön virasto viraston lehti lehden liitto
    liiton sihteeri sihteerin pääsihteeri puoluesihteeri todista+ja silminnäkijä silminnäkijät silminnäkijöiden
    asukkaat asukas naapuri naapurit valmenta+ja päävalmentaja pelaa+ja kapteeni professor+i dosentti viranomaiset
    viranomainen viranomaisten kirjaili+ja lääkäri lääkärin lääkärit ylilääkäri sairaanhoitaja hoitaja ehdokas
    ehdokkaan päällikkö päällikön yhtiö yhtiön yritys yrityksen järjestö järjestön edusta+ja puolue
    puolueen oppositio komissaari suurlähettiläs diplomaatti diplomaatit kriitikot kriitikko kriitikoiden aktivisti
    aktivistit mielenosoittajat uhri uhrit omaiset perhe äiti isä vanhemmat omista+ja yrittä+jä maanviljeli+jä
    viljeli+jä opetta+ja oppilas opiskeli+ja rehtori ekonomisti taloustieteilijä historioitsija toimitta+ja
    päätoimitta+ja ohjaa+ja laula+ja näyttelijä piispa arkkipiispa pappi paavi kuningas kuningatar pelastuslaitos
    tutkimus tutkimuksen selvitys raportti raportin poliitikko poliitikot neuvonanta+ja virkamies virkamiehet
    työntekijä työntekijät esimies erityisavustaja kenraali komentaja
    poika tytär veli sisar sisko vaimo aviomies ystävä leski
    """,
    titles="herra rouva tri prof presidentti ministeri professori kenraali piispa",
    naming="""
    nimeltä niminen nimeltään nimisen elokuva elokuvan kirja kirjan laulu laulun kappale kappaleen albumi albumin
    romaani romaanin sarja sarjan ohjelma ohjelman lehti sana sanan sanaa termi termin termiä iskulause hanke
    hankkeen niin_sanottu niin_sanotut niin_sanottuja niin_sanotun niin_sanottua kutsuttu nimi nimen otsikko otsikolla näytelmä näyttely
    operaatio tunnuslause lempinimi lempinimeltään
    """,
    enclitics="kin kaan kään",
    particles="af von de van al el bin",
    complementizers="että",
    manner="kuten",
    unspoken="uhk+aa uhkasi uhkasivat",
    negations="ei eivät en emme ettei älä ilman",
    hypothetical="jos voisi saattaa voi pitäisi",
    first_person="minä me sinä te",
    marked_only="katsoo haluaa halusi kiistää kiisti",
    speaking="puhu",
    coordinating="ja",
    temporal="kun",
    drops_subjects=True,
)
