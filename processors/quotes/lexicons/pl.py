"""Polish."""

from processors.quotes.cues import Words

WORDS = Words(
    order="svo",
    paradigms={
        "ł": "ł ła ło li ły",
        "ział": "iał iała iało ieli iały",
        "a": "a ają ał ała ało ali ały ając",
        "uj": "uje ują ował owała owało owali owały ując",
        "i": "i ią ił iła iło ili iły iąc",
        "y": "y ą ył yła yło yli yły ąc",
        "m": "- a owi em owie ów",
        "k": "k ka kowi kiem cy ków",
        "ec": "iec ca cy ców cem",
        "ka": "ka ki kę ką",
        "a_f": "a y ę ą",
        "ca": "ca cy cę cą ców",
        "stwo": "o a u em",
        "acja": "a i ę ą",
    },
    say="""
    mów+i mawia mawiał mawiała mówiono
    powiedz+ział powie powiedzą powiedziano
    rzekł rzekła rzekli rzecze
    stwierdzi+ł stwierdz+a stwierdzono
    oświadczy+ł oświadcz+a
    doda+ł dodaje dodają dodawa+ł dodając
    zaznaczy+ł zaznacz+a
    podkreśli+ł podkreśl+a
    wyjaśni+ł wyjaśni+a
    poinformowa+ł inform+uj poinformowano
    pisze piszą pisa+ł napisa+ł pisząc napisano
    odpowiedz+ział odpowiad+a
    pyta pytają pyta+ł zapyta+ł spyta+ł pytając dopytywa+ł dopytuje
    zauważy+ł zauważ+a
    przyzna+ł przyznaje przyznają przyznawa+ł przyznając
    ocenia oceniają oceni+ł ocenia+ł oceniając
    uważa uważają uważa+ł
    tłumacz+y wytłumaczy+ł
    twierdz+i
    zapewni+ł zapewni+a
    ostrzeg+a ostrzegł ostrzegła ostrzegło ostrzegli ostrzegły przestrzegł przestrzega przestrzegają
    przypomnia+ł przypomnieli przypomin+a
    argument+uj
    koment+uj skomentowa+ł
    relacjon+uj
    opowiad+a opowiedz+ział
    ogłosi+ł ogłasz+a
    zapowiedz+ział zapowiad+a
    deklar+uj zadeklarowa+ł
    wskaza+ł wskazuje wskazują wskazując wskazywa+ł
    zwrócił_*_uwagę zwróciła_*_uwagę zwrócili_*_uwagę zwróciło_*_uwagę zwraca_*_uwagę zwracają_*_uwagę zwracając_uwagę
    głos+i
    zakomunikowa+ł komunik+uj
    przekaza+ł przekazuje przekazują przekazując
    wyzna+ł wyznaje
    podsumowa+ł podsumowuje podsumowują podsumowując
    krzykną+ł krzyknęła krzyknęli krzycz+y wykrzykną+ł wykrzyknęła
    cyt+uj
    brzmi brzmią brzmia+ł
    żart+uj zażartowa+ł
    podaje podają poda+ł podano
    zaapelowa+ł apel+uj
    powtórzy+ł powtarz+a
    odpar+ł odparował odparowała
    sprecyzowa+ł precyz+uj
    doprecyzowa+ł uściśli+ł uściśla
    wylicz+a wyliczy+ł
    potwierdzi+ł potwierdz+a
    wyrazi+ł wyraż+a
    obwieści+ł obwieszcza
    akcent+uj zaakcentowa+ł
    wtór+uj zawtórowa+ł
    ripost+uj zripostowa+ł
    wspomnia+ł wspomnieli wspomin+a
    nadmieni+ł nadmienia
    zastrzegł zastrzegła zastrzegli zastrzeg+a
    diagnoz+uj
    konstat+uj skonstatowa+ł
    tweet+uj zatweetowa+ł
    szepną+ł szepnęła
    zeznał zeznała zeznali zeznaje zeznają
    alarm+uj zaalarmowa+ł
    przekonuje przekonują przekonywa+ł przekonując
    """,
    report="""
    zakończy+ł
    kontynu+uj
    ujawni+ł ujawni+a
    krytyk+uj skrytykowa+ł
    oskarż+a oskarży+ł
    potępi+ł potępi+a
    żąda żądają żąda+ł zażąda+ł domaga domagają domaga+ł
    propon+uj zaproponowa+ł
    wierz+y
    myśli myślą myśla+ł pomyśla+ł
    sądz+i
    ma_nadzieję mają_nadzieję miał_nadzieję miała_nadzieję wyraził_nadzieję wyraziła_nadzieję
    obawia obawiają obawia+ł
    chwal+i pochwali+ł
    bron+i
    zaprzecz+a zaprzeczy+ł
    obiecuje obiecują obieca+ł
    opisuje opisują opisa+ł
    chce chcą chcia+ł chcieli
    wezwa+ł wzyw+a
    uzna+ł uznaje uznają uznawa+ł
    zarzuc+a zarzuci+ł
    dzięk+uj podziękowa+ł
    groz+i zagrozi+ł
    narzek+a
    ubolew+a
    liczy_na liczą_na
    spodziewa spodziewają spodziewa+ł
    przewiduje przewidują przewidywa+ł
    postul+uj
    gratul+uj pogratulowa+ł
    odrzuci+ł odrzuc+a
    dementuje zdementowa+ł
    ironiz+uj
    szacuje szacują oszacowa+ł
    radz+i doradz+a
    sugeruje sugerują sugerowa+ł zasugerowa+ł
    skarży skarżą skarży+ł poskarży+ł
    dziwi dziwią dziwi+ł
    zawier+a
    """,
    call="""
    nazwa+ł nazyw+a
    określi+ł określ+a
    ochrzci+ł
    """,
    nouns="""
    oświadczeniu oświadczenie oświadczenia komunikacie komunikat słowa słowami słów słowach przemówieniu przemówienie liście
    wywiadzie wpis wpisie wpisu wypowiedź wypowiedzi rozmowie komentarzu
    odpowiedź odpowiedzi reakcja komentarz
    """,
    according="""
    jego_zdaniem jej_zdaniem ich_zdaniem w_jego_ocenie w_jej_ocenie w_ich_ocenie w_jego_opinii w_jej_opinii
    według zdaniem wedle jak_podaje jak_podał jak_podała jak_informuje jak_pisze jak_poinformował jak_poinformowała
    w_ocenie w_opinii wg jak_mówi jak_dodaje jak_twierdzi jak_zaznacza jak_podkreśla jak_wyjaśnia jak_tłumaczy
    """,
    masculine="on niego jego",
    feminine="ona niej jej",
    plural="oni one my nich ich",
    other_pronouns="ten ta ja ktoś",
    determiners="""
    ten ta to ci te tego tej tych jego jej ich mój moja nasz nasza nasze nasi swój swoja kilku kilka wielu wiele niektórzy
    niektóre część jeden jedna jedno jednego jednej dwaj dwóch dwie dwa trzech trzy trzej inny inna inni inne większość każdy
    wszyscy
    """,
    connectors="do ds. ds od z w spraw przy na",
    prepositions="""
    w we na z ze do od dla o po przy przez za pod nad przed między bez u wobec podczas według ku oraz przeciw przeciwko wśród
    wokół około mimo dzięki zamiast oprócz poza spośród
    """,
    relatives="który która które którzy którego której którym którą których co",
    conjunctions="""
    że który która które którzy których gdy kiedy jeśli jeżeli czy bo ponieważ i a ale oraz lub albo gdzie jak co aby żeby by
    choć chociaż iż więc zaś gdyż
    """,
    auxiliaries="""
    tak jest są był była było byli były się nie został została zostali może mogą ma mają by mu jej im nam go ją
    """,
    adverbs="""
    też także również potem później jednak wczoraj dziś dzisiaj jutro już tylko jeszcze poniedziałek wtorek środę czwartek
    piątek sobotę niedzielę natomiast tymczasem następnie dalej wcześniej jednocześnie ponadto dodatkowo zarazem wówczas
    wtedy teraz tu tutaj tam krótko wprost stanowczo
    """,
    roles="""
    przedstawiciel przedstawiciela przedstawiciele przedstawicieli przedstawicielka rzecznik rzecznika rzecznicy rzeczników rzecznicz+ka prezydent+m premier+m minister ministra ministrowie
    ministrów dyrektor+m dyrektork+a_f policja policji policjant+m policjantka źródło źródła źródeł ekspert+m ekspertka eksperci analityk analityka analitycy analityków naukow+ec badacz badacza badacze badaczy badacz+ka prawni+k prawniczka adwokat+m adwokatka prokurator+m prokuratura prokuratury prokuratorka sędzia sędziego
    sędziowie sąd sądu burmistrz burmistrza poseł posła posłowie posłanka posłanki senator+m senatorka przewodniczący
    przewodniczącego przewodnicząca przewodniczącej prezes prezesa prezeska rząd rządu ministerstw+stwo resort gazeta gazety
    dziennik związek związku związkowcy sekretarz sekretarza sekretarka świadek świadka świadkowie świadków mieszkańcy
    mieszkańców mieszkaniec mieszkanka trener+m trenerka selekcjoner profesor+m władze władz autor+m autorzy autorka lekarz
    lekarza lekarze lekarka lider+m liderka kandydat+m kandydatka kandydaci szef+m szefowa szefowej raport firma
    firmy spółka organizacj+acja wiceminister wiceministra marszałek marszałka wójt wójta starosta starosty wojewoda wojewody
    krytycy krytyków krytyk opozycja opozycji partia partii ambasador+m generał+m generałowie komendant+m strażacy strażak
    ratownicy aktywista aktywiści aktywistka dziennikarz dziennikarza dziennikarze dziennikarka
    dyplomata dyplomaci ekonomista ekonomisty ekonomiści ekonomistka nauczyciel nauczyciele nauczycielka rodzice
    studenci student studentka doradca doradcy pełnomocnik pełnomocniczka rzecznik_prasowy europoseł europosłanka polityk politycy polityków polityczka biskup biskupa arcybiskup papież papieża agencja agencji instytut zastępca
    wiceprezes wiceprezydent wicepremier wiceprezydenta prezydentka historyk historycy reżyser reżyserka aktor aktorka
    piosenkarka piosenkarz zawodnik zawodniczka kapitan piłkarz pisarz pisarka psycholog socjolog politolog
    matka matki ojciec ojca syn syna córka córki brat brata siostra siostry żona żony mąż męża wdowa przyjaciel
    przyjaciółka sąsiad sąsiadka kolega obrońca
    """,
    titles="pan pani pana dr hab prof gen płk ks abp bp kard prezydent premier minister inż mec red mgr poseł senator",
    naming="""
    pod_tytułem pt zatytułowany zatytułowana zatytułowane tytułem tzw tak_zwany tak_zwana tak_zwane film filmu filmie filmem
    książka książkę książki książce piosenka piosenki piosenkę album albumu powieść powieści serial serialu program programu
    programie magazyn gazeta słowo słowa termin terminu hasło hasłem hasła projekt projektu operacja operacji pseudonim
    pseudonimem zwany zwana zwane spektakl wystawa festiwal kampania pojęcie nazwie nazwą
    """,
    possessives="jego jej ich",
    particles="de von van al el bin da",
    complementizers="że iż czy",
    manner="jak",
    adversative="ale lecz",
    unspoken="groz+i obiecuje obiecują",
    infinitives="propon+uj zaproponowa+ł obiecuje obiecują obieca+ł radz+i doradz+a",
    infinitive_endings="ać eć ić yć uć ąć",
    questions="wyjaśni+ł wyjaśni+a pyta pytają pyta+ł zapyta+ł tłumacz+y",
    question_words="dlaczego jak czy kto kiedy gdzie ile co",
    negations="nie nigdy nikt żaden bez ani",
    hypothetical="jeśli gdyby by może mogą musi aby żeby",
    passives="został została zostali zostało",
    first_person="ja my ty wy",
    marked_only="""
    chce chciał chciała chciało chciali chciały zawiera broni dziękuje zaprzecza zaprzeczył zaprzeczyła
    zaprzeczyło zaprzeczyli zaprzeczyły
    """,
    comparing="jako za",
    about="o",
    speaking="mów",
    coordinating="i oraz",
    temporal="gdy kiedy",
    drops_subjects=True,
    agents="przez",
    passive_verbs="""
    nazwany nazwana nazwane nazwani określony określona określone określeni oskarżony oskarżona oskarżeni
    skrytykowany skrytykowana skrytykowane skrytykowani opisany opisana opisane
    """,
    his="jego",
    hers="jej",
    citing="cytuje cytował cytowała cytują",
)
