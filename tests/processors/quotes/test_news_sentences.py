"""Sentences as news writes them, language by language: quotation, cue and speaker."""

import pytest

from processors.quotes import find_quotations
from schemas.annotations import Entity


def attributions(text: str, language: str, *people: str) -> list[tuple[str, str | None, str | None]]:
    """The quotations of `text` as (what is quoted, cue, speaker); `people` are the persons named in it."""
    entities = []
    for name in people:
        start = text.index(name)
        entities.append(Entity(text=name, label="PER", start=start, end=start + len(name), canonical=name))
    return [
        (q.text[1:-1].strip(), q.cue.text if q.cue else None, q.speaker.text if q.speaker else None)
        for q in find_quotations(text, language, entities)
    ]


SENTENCES = {
    "en": [
        ("“It took us years,” mused the pastor.", ("It took us years,", "mused", "the pastor")),
        (
            "The bridge, affirmed Ann Bell, is “older than the town”.",
            ("older than the town", "affirmed", "Ann Bell"),
            "Ann Bell",
        ),
        (
            "According to the sheriff, the bridge is “in no way safe”.",
            ("in no way safe", "According to", "the sheriff"),
        ),
    ],
    "de": [
        (
            "„Die Brücke ist sicher“, stellte Jana Holm, die Leiterin des Bauamts, am Montag klar.",
            ("Die Brücke ist sicher", "stellte", "Jana Holm"),
            "Jana Holm",
        ),
        (
            "Die Brücke, so räumte der Bürgermeister ein, sei „seit Jahren nicht mehr sicher“.",
            ("seit Jahren nicht mehr sicher", "räumte", "der Bürgermeister"),
        ),
        (
            "Nach Angaben der Feuerwehr war die Lage „zu keiner Zeit gefährlich“.",
            ("zu keiner Zeit gefährlich", "Nach Angaben", "der Feuerwehr"),
        ),
    ],
    "nl": [
        (
            'De woordvoerder van de regering, die op de radio sprak, hekelde "een absurd besluit".',
            ("een absurd besluit", "hekelde", "De woordvoerder van de regering"),
        ),
        (
            '"De brug is weer veilig", voegde burgemeester Anna Bel daar woensdag aan toe.',
            ("De brug is weer veilig", "voegde", "Anna Bel"),
            "Anna Bel",
        ),
        (
            'De minister liet weten dat de brug "voorlopig dicht" blijft.',
            ("voorlopig dicht", "liet weten", "De minister"),
        ),
        ('Volgens de politie was de toestand "zeer ernstig".', ("zeer ernstig", "Volgens", "de politie")),
        (
            '"We gaan door", aldus een woordvoerster van het bedrijf.',
            ("We gaan door", "aldus", "een woordvoerster van het bedrijf"),
        ),
    ],
    "sv": [
        ("”Bron är säker igen”, lade borgmästaren till på tisdagen.", ("Bron är säker igen", "lade", "borgmästaren")),
        (
            "Ministern anmärkte att bron är ”alldeles för gammal”.",
            ("alldeles för gammal", "anmärkte", "Ministern"),
        ),
        ("Enligt polisen var läget ”mycket allvarligt”.", ("mycket allvarligt", "Enligt", "polisen")),
    ],
    "da": [
        ("»Vi er ikke færdige«, slog landstræneren fast.", ("Vi er ikke færdige", "slog", "landstræneren")),
        ("Ministeren fastholdt, at broen er »alt for gammel«.", ("alt for gammel", "fastholdt", "Ministeren")),
        ("Ifølge politiet var situationen »meget alvorlig«.", ("meget alvorlig", "Ifølge", "politiet")),
    ],
    "nb": [
        ("«Broen er trygg igjen», la ordføreren til tirsdag.", ("Broen er trygg igjen", "la", "ordføreren")),
        ("Statsråden hevdet at broen er «altfor gammel».", ("altfor gammel", "hevdet", "Statsråden")),
        ("Ifølge politiet var situasjonen «svært alvorlig».", ("svært alvorlig", "Ifølge", "politiet")),
        ("«Brua er trygg», seier ordføraren.", ("Brua er trygg", "seier", "ordføraren")),
    ],
    "id": [
        (
            '"Jembatan ini ditutup besok," kata juru bicara polisi.',
            ("Jembatan ini ditutup besok,", "kata", "juru bicara polisi"),
        ),
        (
            'Menurut wali kota, jembatan itu "terlalu tua".',
            ("terlalu tua", "Menurut", "wali kota"),
        ),
        ('Menteri menegaskan bahwa jembatan itu "tidak aman".', ("tidak aman", "menegaskan", "Menteri")),
        ('"Kami akan membuka jembatan itu," ujarnya.', ("Kami akan membuka jembatan itu,", "ujar", "nya")),
    ],
    "fi": [
        (
            "Hallituksen tiedottaja, joka puhui radiossa, arvosteli ”järjetöntä päätöstä”.",
            ("järjetöntä päätöstä", "arvosteli", "Hallituksen tiedottaja"),
        ),
        (
            "”Silta on taas turvallinen”, kaupunginjohtaja lisäsi tiistaina.",
            ("Silta on taas turvallinen", "lisäsi", "kaupunginjohtaja"),
        ),
        (
            "Asiantuntijat ovat sanoneet, että silta on ”aivan liian vanha”.",
            ("aivan liian vanha", "sanoneet", "Asiantuntijat"),
        ),
        ("Poliisin mukaan tilanne oli ”hyvin vakava”.", ("hyvin vakava", "mukaan", "Poliisin")),
        (
            "”Emme ole valmiita”, tuumasi valmentaja Anna Koski.",
            ("Emme ole valmiita", "tuumasi", "Anna Koski"),
            "Anna Koski",
        ),
    ],
    "fr": [
        ("« Le pont est de nouveau sûr », a-t-elle ajouté mardi.", ("Le pont est de nouveau sûr", "ajouté", "elle")),
        (
            "L'avocate a répété que le pont était « beaucoup trop vieux ».",
            ("beaucoup trop vieux", "répété", "L'avocate"),
        ),
        ("D’après la préfète, la situation était « très grave ».", ("très grave", "D’après", "la préfète")),
        (
            "« Le pont est de nouveau sûr », s'est indigné le maire.",
            ("Le pont est de nouveau sûr", "s'est indigné", "le maire"),
        ),
        ("Selon l’association, « rien n'a changé ».", ("rien n'a changé", "Selon", "l’association")),
    ],
    "es": [
        (
            "«El puente vuelve a ser seguro», añadió la alcaldesa el martes.",
            ("El puente vuelve a ser seguro", "añadió", "la alcaldesa"),
        ),
        (
            "Los expertos han señalado que el puente es “demasiado viejo”.",
            ("demasiado viejo", "señalado", "Los expertos"),
        ),
        (
            "De acuerdo con la portavoz, el puente es “demasiado viejo”.",
            ("demasiado viejo", "De acuerdo con", "la portavoz"),
        ),
        ("«No estamos listos», zanjó Juan Belo.", ("No estamos listos", "zanjó", "Juan Belo"), "Juan Belo"),
    ],
    "it": [
        (
            "Il portavoce del governo, che parlava alla radio, ha denunciato «una decisione assurda».",
            ("una decisione assurda", "denunciato", "Il portavoce del governo"),
        ),
        (
            "«Il ponte è di nuovo sicuro», ha aggiunto la sindaca martedì.",
            ("Il ponte è di nuovo sicuro", "aggiunto", "la sindaca"),
        ),
        ("Il ministro ha ribadito che il ponte è «troppo vecchio».", ("troppo vecchio", "ribadito", "Il ministro")),
        ("Secondo la polizia la situazione era «molto grave».", ("molto grave", "Secondo", "la polizia")),
        (
            "“Non siamo pronti”, si sfoga l'allenatrice Anna Bello.",
            ("Non siamo pronti", "si sfoga", "Anna Bello"),
            "Anna Bello",
        ),
        (
            "«Il ponte chiude», a meno di nuovi lavori, ha detto un funzionario.",
            ("Il ponte chiude", "detto", "un funzionario"),
        ),
    ],
    "pt": [
        (
            "“A ponte voltou a ser segura”, acrescentou a prefeita na terça-feira.",
            ("A ponte voltou a ser segura", "acrescentou", "a prefeita"),
        ),
        ("O ministro frisou que a ponte é “demasiado velha”.", ("demasiado velha", "frisou", "O ministro")),
        (
            "De acordo com os bombeiros, a ponte é “demasiado velha”.",
            ("demasiado velha", "De acordo com", "os bombeiros"),
        ),
        ('"Não estamos prontos", disse-nos uma moradora.', ("Não estamos prontos", "disse", "uma moradora")),
    ],
    "ro": [
        ("„Podul este din nou sigur”, a adăugat primarul marți.", ("Podul este din nou sigur", "adăugat", "primarul")),
        ("Ministrul a subliniat că podul este „mult prea vechi”.", ("mult prea vechi", "subliniat", "Ministrul")),
        ("Potrivit poliției, situația era „foarte gravă”.", ("foarte gravă", "Potrivit", "poliției")),
        (
            "„Nu suntem pregătiți”, punctează antrenoarea Ana Deal.",
            ("Nu suntem pregătiți", "punctează", "Ana Deal"),
            "Ana Deal",
        ),
        ("Procurorii anunţă că podul este „mult prea vechi”.", ("mult prea vechi", "anunţă", "Procurorii")),
    ],
    "hu": [
        (
            "A kormány szóvivője, aki a rádióban beszélt, bírálta a „képtelen döntést”.",
            ("képtelen döntést", "bírálta", "A kormány szóvivője"),
        ),
        (
            "„A híd ismét biztonságos” – tette hozzá a polgármester kedden.",
            ("A híd ismét biztonságos", "tette hozzá", "a polgármester"),
        ),
        ("A miniszter hangsúlyozta, hogy a híd „túlságosan régi”.", ("túlságosan régi", "hangsúlyozta", "A miniszter")),
        ("A rendőrség szerint a helyzet „nagyon súlyos” volt.", ("nagyon súlyos", "szerint", "A rendőrség")),
        (
            "„Nem vagyunk készen” – fogalmazott Hegyi Anna.",
            ("Nem vagyunk készen", "fogalmazott", "Hegyi Anna"),
            "Hegyi Anna",
        ),
        (
            "A cég szóvivője úgy fogalmazott: „A híd biztonságos.”",
            ("A híd biztonságos.", "fogalmazott", "A cég szóvivője"),
        ),
    ],
    "tr": [
        (
            "Hükümet sözcüsü radyoda yaptığı konuşmada “saçma bir karar” dedi.",
            ("saçma bir karar", "dedi", "Hükümet sözcüsü"),
        ),
        (
            "Belediye başkanı salı günü “Köprü yeniden güvenli” diye ekledi.",
            ("Köprü yeniden güvenli", "ekledi", "Belediye başkanı"),
        ),
        ("Bakan, köprünün “çok eski” olduğunu vurguladı.", ("çok eski", "vurguladı", "Bakan")),
        ("Polise göre durum “çok ciddiydi”.", ("çok ciddiydi", "göre", "Polise")),
        ("Ayşe Tepe, “Hazır değiliz” ifadesini kullandı.", ("Hazır değiliz", "ifadesini", "Ayşe Tepe"), "Ayşe Tepe"),
        ("Uzmanlar, köprünün “çok eski” olduğunu söyledi.", ("çok eski", "söyledi", "Uzmanlar")),
        ("“Köprü kapalı” diyen vali, çalışmaları anlattı.", ("Köprü kapalı", "diyen", "vali")),
    ],
    "el": [
        (
            "«Η γέφυρα είναι και πάλι ασφαλής», πρόσθεσε ο δήμαρχος την Τρίτη.",
            ("Η γέφυρα είναι και πάλι ασφαλής", "πρόσθεσε", "ο δήμαρχος"),
        ),
        ("Η υπουργός τόνισε ότι η γέφυρα είναι «υπερβολικά παλιά».", ("υπερβολικά παλιά", "τόνισε", "Η υπουργός")),
        ("Σύμφωνα με την αστυνομία, η κατάσταση ήταν «πολύ σοβαρή».", ("πολύ σοβαρή", "Σύμφωνα με", "την αστυνομία")),
        (
            "«Δεν είμαστε έτοιμοι», σχολίασε η Άννα Λόφου.",
            ("Δεν είμαστε έτοιμοι", "σχολίασε", "Άννα Λόφου"),
            "Άννα Λόφου",
        ),
        ("Οι ειδικοί έχουν πει ότι η γέφυρα είναι «υπερβολικά παλιά».", ("υπερβολικά παλιά", "πει", "Οι ειδικοί")),
        (
            "«Η γέφυρα κλείνει» δήλωσε εκπρόσωπος της εταιρείας.",
            ("Η γέφυρα κλείνει", "δήλωσε", "εκπρόσωπος της εταιρείας"),
        ),
    ],
    "vi": [
        (
            "“Cây cầu đã an toàn trở lại”, thị trưởng nói thêm hôm thứ ba.",
            ("Cây cầu đã an toàn trở lại", "nói thêm", "thị trưởng"),
        ),
        ("Bộ trưởng nhấn mạnh rằng cây cầu “đã quá cũ”.", ("đã quá cũ", "nhấn mạnh", "Bộ trưởng")),
        ("Theo cảnh sát, tình hình “rất nghiêm trọng”.", ("rất nghiêm trọng", "Theo", "cảnh sát")),
        (
            '"Chúng tôi chưa sẵn sàng", bà Lê Thị Đồi cho biết.',
            ("Chúng tôi chưa sẵn sàng", "cho biết", "Lê Thị Đồi"),
            "Lê Thị Đồi",
        ),
        ("Ông cho rằng cây cầu “đã quá cũ”.", ("đã quá cũ", "cho rằng", "Ông")),
    ],
    "gl": [
        (
            "«A ponte volve ser segura», engadiu a alcaldesa o martes.",
            ("A ponte volve ser segura", "engadiu", "a alcaldesa"),
        ),
        ("O portavoz salientou que a ponte é «demasiado vella».", ("demasiado vella", "salientou", "O portavoz")),
        ("De acordo coa policía, a situación era «moi grave».", ("moi grave", "De acordo coa", "policía")),
    ],
    "ca": [
        (
            "«El pont torna a ser segur», va afegir l'alcaldessa dimarts.",
            ("El pont torna a ser segur", "afegir", "l'alcaldessa"),
        ),
        ("El portaveu ha subratllat que el pont és «massa vell».", ("massa vell", "subratllat", "El portaveu")),
        ("Segons la policia, la situació era «molt greu».", ("molt greu", "Segons", "la policia")),
    ],
}
CASES = [(language, *sentence) for language, sentences in SENTENCES.items() for sentence in sentences]


@pytest.mark.parametrize(("language", "text", "expected", "people"), [(*case[:3], case[3:]) for case in CASES])
def test_a_sentence_of_news(language: str, text: str, expected: tuple[str, str, str], people: tuple[str, ...]) -> None:
    assert attributions(text, language, *people) == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le groupe « Les Rives » a donné un concert à Brest."),
        ("fr", "La chanson « Sous le pont » a été enregistrée en mai."),
        ("fr", "Ces « experts » autoproclamés n'ont pas répondu."),
        ("fr", "Le plan dit « Grand Pont » coûtera deux millions."),
        ("fr", "Il a publié un livre intitulé « La vie des ponts »."),
        ("es", "El grupo «Las Orillas» dio un concierto en Lugo."),
        ("es", "La canción “Bajo el puente” se grabó en mayo."),
        ("es", "Los llamados “expertos” no respondieron."),
        ("es", "El programa “Puentes para todos” costará dos millones."),
        ("es", "Publicó una novela titulada “La vida de los puentes”."),
        ("it", "Il gruppo «Le Rive» ha suonato a Pavia."),
        ("it", "La canzone “Sotto il ponte” è stata incisa a maggio."),
        ("it", "I cosiddetti “esperti” non hanno risposto."),
        ("it", "Il progetto “Ponti per tutti” costerà due milioni."),
        ("it", "Ha pubblicato un romanzo dal titolo “La vita dei ponti”."),
        ("pt", "O grupo “As Margens” deu um concerto em Braga."),
        ("pt", "A canção “Debaixo da ponte” foi gravada em maio."),
        ("pt", "Os chamados “especialistas” não responderam."),
        ("pt", "O programa “Pontes para todos” custará dois milhões."),
        ("nl", 'De band "De Oevers" gaf een concert in Gent.'),
        ("nl", 'Het lied "Onder de brug" werd in mei opgenomen.'),
        ("nl", 'De zogenaamde "experts" reageerden niet.'),
        ("nl", 'Het project "Bruggen voor iedereen" kost twee miljoen.'),
        ("nl", 'Ze schreef het boek "Het leven van bruggen".'),
        ("sv", "Bandet ”Stränderna” gav en konsert i Lund."),
        ("sv", "Låten ”Under bron” spelades in i maj."),
        ("sv", "De så kallade ”experterna” svarade inte."),
        ("sv", "Projektet ”Broar för alla” kostar två miljoner."),
        ("sv", "Hon skrev romanen ”Broarnas liv”."),
        ("da", "Bandet »Bredderne« gav koncert i Vejle."),
        ("da", "De såkaldte »eksperter« svarede ikke."),
        ("da", "Projektet »Broer for alle« koster to millioner."),
        ("da", "Hun skrev romanen »Broernes liv«."),
        ("nb", "Bandet «Breddene» holdt konsert i Bodø."),
        ("nb", "De såkalte «ekspertene» svarte ikke."),
        ("nb", "Prosjektet «Broer for alle» koster to millioner."),
        ("nb", "Hun skrev romanen «Broenes liv»."),
        ("fi", "Yhtye ”Rannat” esiintyi Oulussa."),
        ("fi", "Niin sanotut ”asiantuntijat” eivät vastanneet."),
        ("fi", "Hanke ”Sillat kaikille” maksaa kaksi miljoonaa."),
        ("fi", "Hän kirjoitti romaanin ”Siltojen elämä”."),
        ("ro", "Trupa „Malurile” a concertat la Cluj."),
        ("ro", "Așa-zișii „experți” nu au răspuns."),
        ("ro", "Proiectul „Poduri pentru toți” va costa două milioane."),
        ("ro", "A scris romanul „Viața podurilor”."),
        ("hu", "A „Partok” együttes Szegeden koncertezett."),
        ("hu", "Az úgynevezett „szakértők” nem válaszoltak."),
        ("hu", "A „Hidak mindenkinek” program kétmillióba kerül."),
        ("hu", "Megírta „A hidak élete” című regényt."),
        ("tr", "“Kıyılar” grubu Bursa'da konser verdi."),
        ("tr", "Sözde “uzmanlar” yanıt vermedi."),
        ("tr", "“Herkese Köprü” projesi iki milyona mal olacak."),
        ("tr", "“Köprülerin Hayatı” adlı romanı yazdı."),
        ("el", "Το συγκρότημα «Οι Όχθες» έδωσε συναυλία στον Βόλο."),
        ("el", "Οι λεγόμενοι «ειδικοί» δεν απάντησαν."),
        ("el", "Το πρόγραμμα «Γέφυρες για όλους» θα κοστίσει δύο εκατομμύρια."),
        ("el", "Έγραψε το μυθιστόρημα «Η ζωή των γεφυρών»."),
        ("vi", 'Ban nhạc "Bờ Sông" biểu diễn ở Huế.'),
        ("vi", 'Những người gọi là "chuyên gia" không trả lời.'),
        ("vi", 'Dự án "Cầu cho mọi người" tốn hai triệu.'),
        ("vi", 'Bà viết cuốn tiểu thuyết "Đời những cây cầu".'),
        ("id", 'Grup musik "Tepian" tampil di Medan.'),
        ("id", 'Orang-orang yang disebut "pakar" itu tidak menjawab.'),
        ("id", 'Proyek "Jembatan untuk Semua" menelan dua juta.'),
        ("id", 'Ia menulis novel "Hidup Jembatan".'),
    ],
)
def test_titles_names_and_so_called_things_are_no_quotations(language: str, text: str) -> None:
    assert attributions(text, language) == []
