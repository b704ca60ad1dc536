"""French."""

from processors.quotes.cues import Words

WORDS = Words(
    order="svo",
    head="first",
    paradigms={
        "er": "e ent a èrent é ait aient er ant era",
        "ger": "ge gent gea gèrent gé geait geaient ger geant gera",
        "cer": "ce cent ça cèrent cé çait çaient cer çant cera",
        "s": "- s",
        "e": "- s e es",
    },
    say="""
    dit disent disait disaient dire disant dira diront
    affirm+er
    déclar+er
    expliqu+er
    ajout+er
    annon+cer
    assur+er
    soulign+er
    précis+er
    indiqu+er
    racont+er
    écrit écrivait écrivent écrivant écrire écrivit
    répond répondu répondait répondent répondit répondant
    rétorqu+er
    répliqu+er
    confi+er
    estim+er
    insist+er
    comment+er
    résume résument résuma résumait résumer
    conclu conclut conclure concluait concluent concluant
    martel+er martèle martèlent
    interrog+er
    demand+er
    observ+er
    constat+er
    not+er
    remarqu+er
    rappel+er rappelle rappellent
    témoign+er
    soutient soutiennent soutenu soutenait soutint
    prévient préviennent prévenu prévenait
    averti avertit avertissait avertissent
    fait_savoir faisait_savoir font_savoir
    fait_valoir faisait_valoir font_valoir
    fait_remarquer fait_observer
    tweet+er
    poursuit poursuivi poursuivait poursuivent
    reconnaît reconnait reconnu reconnaissait reconnaissent reconnut
    admet admis admettait admettent admit
    concède concédé concédait concèdent
    plaid+er
    ironis+er
    plaisant+er
    s'exclame s'_est_exclamé s'_est_exclamée s'_était_exclamé s'exclam+er exclam+er
    révèle révélé révélait révèlent
    signal+er
    murmur+er
    titré titrait titrent titrant
    posté postait postent
    détaill+er
    argument+er
    clam+er
    proclam+er
    réagi réagit réagissait réagissent
    tonn+er
    assène asséné assénait assènent
    regrett+er
    déplor+er
    promis promet promettait promettent
    jure jurent jura jurait jurer
    attest+er
    avou+er
    confess+er
    relat+er
    rapport+er
    répète répété répétait répètent
    réitère réitéré réitérait
    renchéri renchérit renchérissait
    s'indigne s'_est_indigné s'_est_indignée s'_était_indigné s'indignait
    s'inquiète s'_est_inquiété s'_est_inquiétée s'_était_inquiété s'inquiétait
    s'interroge s'_est_interrogé s'_est_interrogée s'_était_interrogé
    s'insurge s'_est_insurgé s'_est_insurgée s'_était_insurgé s'insurgeait
    s'emporte s'_est_emporté s'_est_emportée s'_était_emporté s'emportait
    s'agace s'_est_agacé s'_est_agacée s'_était_agacé s'agaçait
    s'étonne s'_est_étonné s'_est_étonnée s'_était_étonné s'étonnait
    se_réjouit se_réjouissait s'_est_réjoui s'_est_réjouie
    se_désole s'_est_désolé s'_est_désolée
    se_félicite se_félicitait s'_est_félicité s'_est_félicitée
    se_défend s'_est_défendu s'_est_défendue
    se_souvient se_souvenait s'_est_souvenu s'_est_souvenue
    soupir+er
    cri+er
    hurl+er
    chuchot+er
    s'écrie s'_est_écrié s'_est_écriée s'_était_écrié s'écri+er
    nuan+cer
    relativis+er
    théoris+er
    énon+cer
    tempêt+er
    fulmin+er
    pest+er
    raill+er
    persifl+er
    exhort+er
    informe informé informait
    """,
    report="""
    publi+er
    tranché tranchait tranchent
    certifi+er
    complète complété complétait complètent
    analys+er
    enchaîn+er
    gliss+er
    lâch+er
    lan+cer
    critiqu+er
    dénon+cer
    accus+er
    condamne condamnent condamna condamnait condamnaient condamner
    réclam+er
    exi+ger
    salu+er
    espère espéré espérait espèrent
    pens+er
    croit croient croyait
    ju+ger
    évoqu+er
    parl+er
    appelle appelé appelait appellent
    invit+er
    propos+er
    défend défendu défendait défendent
    nie nié niait nient
    confirm+er
    démenti dément démentait démentent
    redout+er
    craint craignait craignent
    souhait+er
    veut voulait veulent
    considère considéré considérait considèrent
    qualifi+er
    décrit décrivait décrivent
    trouv+er
    félicit+er
    recommand+er
    suggère suggéré suggérait suggèrent
    cit+er
    mentionn+er
    prédit prédisait
    alert+er
    conseill+er
    remerci+er
    mena+cer
    reproch+er
    fusti+ger
    épingl+er
    lou+er
    vant+er
    doute doutait
    suppos+er
    imagin+er
    préconis+er
    pointe pointé pointait pointent
    s'oppose s'opposait
    se_plaint se_plaignait
    rejet+er rejette rejettent
    justifi+er
    sourit souriait souri
    s'amuse s'amusait s'_est_amusé s'_est_amusée
    abonde abondait
    tranche
    tempère tempérait
    décrypt+er
    relève relevé relevait relèvent
    """,
    call="""
    nomm+er
    baptis+er
    surnomm+er
    trait+er
    tax+er
    dénomm+er
    """,
    nouns="""
    communiqué déclaration déclarations interview entretien discours allocution lettre courrier message propos mots
    tribune citation réaction
    réponse verdict conclusion commentaire bilan avertissement
    """,
    according="selon d'après suivant aux_yeux_de aux_dires_de de_l'avis_de selon_les_mots_de",
    masculine="il",
    feminine="elle",
    plural="ils elles nous on",
    other_pronouns="celui-ci celle-ci ceux-ci je j' ce_dernier cette_dernière",
    determiners="""
    le la les l' un une des ce cet cette ces son sa ses leur leurs notre nos mon ma mes plusieurs certains certaines
    deux trois quatre quelques chaque tous toutes aucun aucune d'autres plusieurs
    """,
    connectors="de du des d' au à aux en pour chargé chargée la le les l'",
    prepositions="""
    de du des d' à au aux en dans sur sous avec sans par pour contre chez vers depuis pendant avant après entre
    selon lors malgré dès devant derrière parmi durant hors outre envers près auprès face via jusqu'à
    """,
    relatives="qui que qu' dont où lequel laquelle lesquels lesquelles auquel",
    conjunctions="""
    que qu' qui dont où quand lorsque lorsqu' si s'il comme et ou mais car donc puisque puisqu' parce tandis alors ni
    afin quoique lequel laquelle
    """,
    auxiliaries="""
    a ont avait avaient est sont était étaient s' se ne n' pas été peut doit t m' lui leur nous y eu ayant étant
    avoir être aurait auraient serait seraient peuvent pouvait doivent devait plus fut furent
    """,
    adverbs="""
    aussi encore ensuite puis également toutefois cependant notamment hier lundi mardi mercredi jeudi vendredi
    samedi dimanche ainsi déjà alors aujourd'hui récemment ici là enfin surtout même très bien ce c' oui non
    janvier février mars avril mai juin juillet août septembre octobre novembre décembre d'abord néanmoins
    pourtant désormais toujours jamais souvent simplement seulement fermement vivement clairement dimanche matin
    soir après-midi en_effet par_ailleurs en_outre de_son_côté pour_sa_part quant
    """,
    roles="""
    porte-parole président+e vice-président vice-présidente ministre+s premier ministre secrétaire+s directeur
    directrice directeurs directrices police policier policiers policière gendarme gendarmes gendarmerie pompiers
    responsable+s source+s expert+e analyste+s chercheur chercheurs chercheuse chercheuses scientifique+s avocat+e
    procureur procureure procureurs parquet juge+s magistrat+e tribunal maire+s adjoint adjointe député+e sénateur
    sénateurs sénatrice sénatrices élu+e préfet préfète préfecture conseiller conseillère conseillers chef+s cheffe
    patron+s patronne dirigeant+e gouvernement ministère journal syndicat syndicats syndicaliste+s témoin+s
    habitant+e riverain+e voisin+e entraîneur entraîneurs entraîneuse sélectionneur joueur joueurs joueuse capitaine
    professeur+e professeurs enseignant+e autorités autorité auteur+e auteurs autrice écrivain écrivaine romancier
    romancière médecin+s infirmier infirmière chirurgien opposant+e critique+s détracteurs détracteur observateurs
    observateur communiqué rapport étude entreprise société candidat+e association collectif organisation ong
    quotidien agence parti opposition commissaire+s ambassadeur ambassadrice diplomate+s militant+e manifestant+s
    manifestants manifestante victime+s famille+s père mère parents frère sœur ami+e amis propriétaire+s agriculteur
    agriculteurs agricultrice éleveur éleveurs éleveuse étudiant+e élève+s proviseur recteur rectrice économiste+s
    historien historiens historienne sociologue+s politologue+s politicien politiciens journaliste+s rédacteur
    rédactrice réalisateur réalisatrice chanteur chanteuse acteur actrice comédien comédienne évêque archevêque
    prêtre pape imam rabbin roi reine prince princesse général colonel commandant gérant gérante salarié+e ouvrier
    ouvriers ouvrière employé+e fondateur fondatrice coordinateur coordinatrice présentateur présentatrice animateur
    animatrice enquêteur enquêteurs spécialiste+s intéressé intéressée
    mairesse fils fille femme épouse mari veuve collègue
    """,
    titles="""
    m mme mlle mm dr me pr monsieur madame mademoiselle maître président ministre général pape roi reine
    """,
    naming="""
    intitulé intitulée intitulés nommé nommée baptisé baptisée surnommé surnommée dit dite dits film films livre
    chanson album roman série émission magazine journal hebdomadaire mot mots terme termes expression formule notion
    slogan opération projet soi-disant titre titré pièce exposition documentaire hashtag appelé appelée dénommé
    campagne concept devise on_appelle s'_appelle
    """,
    particles="de du la le des d' van von al el ben bin",
    enclitics="-il -elle -ils -elles -on -je -nous -vous",
    complementizers="que qu'",
    manner="comme",
    subordinators="lorsque quand tandis alors puisque",
    adversative="mais",
    finite="""
    a ont avait avaient est sont était étaient peut doit aurait auraient serait seraient
    peuvent devait fut furent
    """,
    unspoken="promis promet promettait promettent",
    infinitives="""
    dit disent disait affirm+er assur+er demand+er reconnaît reconnait reconnu reconnut admet admis admettait promis
    promet promettait promettent exhort+er appelle appelé appelait appellent invit+er propos+er recommand+er
    conseill+er
    """,
    infinitive_marks="de d' à",
    infinitive_endings="er ir oir ire dre tre",
    questions="expliqu+er demand+er",
    question_words="pourquoi comment si quand combien quel quelle quels quelles qui",
    contents="espoir crainte craintes inquiétude conviction souhait regret",
    expressing="exprim+er",
    possessors="son sa leur",
    negations="ne n' pas jamais rien personne aucun aucune ni sans n'a n'ont n'est",
    hypothetical="si aurait auraient pourrait pourraient devrait serait peut-être peut doit faut à pour",
    passives="été",
    first_person="je j' nous vous tu moi on",
    marked_only="""
    suivant rappel+er parl+er veut voulait publi+er titrent titré titrait titrant trouv+er glisse poursuit nie
    nié démenti dément
    """,
    comparing="comme",
    about="de d' du",
    speaking="parl",
    coordinating="et",
    temporal="quand lorsque",
    agents="par",
    participles="é ée és ées it ite u ue us is ise",
    owner_prepositions="de du des d'",
    passive_verbs="""
    accusée accusés accusées critiquée critiqués critiquées dénoncée dénoncés dénoncées qualifiée qualifiés
    qualifiées décrite décrits décrites condamné condamnée condamnés jugée jugés jugées interrogée interrogés
    interrogées saluée saluées
    """,
    cited="cité citée cités",
    his="son sa ses",
    hers="son sa ses",
    citing="cite citait citent citant",
)
