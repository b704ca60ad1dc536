"""French."""

from processors.quotes.cues import Words

WORDS = Words(
    order="svo",
    paradigms={
        "er": "e ent a èrent é ait aient er ant era",
        "ger": "ge gent gea gèrent gé geait geaient ger geant",
        "cer": "ce cent ça cèrent cé çait çaient cer çant",
    },
    say="""
    dit disent disait disaient disant dire dira
    affirm+er
    déclar+er
    expliqu+er
    ajout+er
    annon+cer
    assur+er
    assène asséné
    soulign+er
    précis+er
    indiqu+er
    racont+er
    écrit écrivait écrivent écrivant écrire
    répond répondu répondait répondent répondit
    rétorqu+er
    répliqu+er
    lan+cer
    confi+er
    conclu conclut conclure
    concède concédé
    estim+er
    insist+er
    comment+er
    résum+er
    martel+er
    interrog+er
    demand+er
    observ+er
    not+er
    remarqu+er
    rappel+er rappelle rappellent
    témoign+er
    soutient soutiennent soutenu soutenait
    prévient prévenu
    averti avertit avertissait
    fait_savoir a_fait_savoir
    fait_valoir
    tweet+er
    poursuit poursuivi poursuivait
    reconnaît reconnu reconnaissait
    admet admis
    plaid+er
    plaisant+er
    ironis+er
    s'exclame s'exclam+er exclam+er
    révèle révélé révélait
    signal+er
    murmur+er
    titr+er
    publi+er
    post+er
    détaill+er
    argument+er
    clam+er
    proclam+er
    réagi réagit réagissait
    lâch+er
    glisse glissé
    tonn+er
    regrett+er
    déplor+er
    promis promet promettait
    """,
    report="""
    critiqu+er
    dénon+cer
    accus+er
    condamn+er
    réclam+er
    exi+ger
    salu+er
    espère espéré espérait
    pense pensait pensent pensé
    croit croient
    juge jugé jugeait
    évoqu+er
    parl+er
    appelle appelé appelait
    invit+er
    propos+er
    défend défendu
    nie nié
    confirm+er
    démenti dément
    redout+er
    craint craignait
    souhait+er
    veut voulait
    considère considéré
    qualifi+er
    décrit décrivait
    trouv+er
    félicit+er
    recommand+er
    suggère suggéré
    cit+er
    mentionn+er
    """,
    call="""
    qualifi+er
    nomm+er
    baptis+er
    surnomm+er
    trait+er
    """,
    nouns="communiqué déclaration mots propos discours termes lettre message phrase",
    according="selon d'après pour suivant",
    masculine="il",
    feminine="elle",
    plural="ils elles nous on",
    other_pronouns="celui-ci celle-ci je j'",
    determiners="""
    le la les l' un une des ce cet cette ces son sa ses leur leurs notre nos mon ma mes plusieurs certains certaines
    deux trois quatre quelques
    """,
    connectors="de du des d' au à en pour chargé la le les l'",
    prepositions="""
    de du des d' à au aux en dans sur sous avec sans par pour contre chez vers depuis pendant avant après entre
    selon lors malgré dès devant
    """,
    conjunctions="""
    que qu' qui dont où quand lorsque si comme et ou mais car donc puisque parce tandis alors
    """,
    auxiliaries="""
    a ont avait avaient est sont était étaient s' se ne n' pas été peut doit t m' lui leur nous y eu
    """,
    adverbs="""
    aussi encore ensuite puis également toutefois cependant notamment hier mardi lundi mercredi jeudi vendredi
    samedi dimanche ainsi déjà alors aujourd'hui récemment ici là enfin surtout même très bien ce c' oui non
    """,
    roles="""
    porte-parole président présidente ministre directeur directrice police responsable responsables source sources
    experts expert analystes chercheur chercheurs avocat avocate procureur procureure juge maire député députée
    sénateur chef gouvernement ministère journal syndicat secrétaire témoin témoins habitants entraîneur professeur
    autorités auteur auteurs médecin opposants critiques patron communiqué rapport étude entreprise candidat
    candidate association quotidien
    """,
    titles="m mme mlle mm dr me monsieur madame président ministre général",
    naming="""
    intitulé intitulée nommé nommée baptisé baptisée surnommé dit film livre chanson album roman série émission
    magazine journal mot terme expression slogan opération projet dite soi-disant titre
    """,
    enclitics="-il -elle -ils -elles -on -je -nous -vous",
    particles="de du la le des d' van von al el ben bin",
)
