"""Turkish."""

from processors.quotes.cues import Words

WORDS = Words(
    order="sov",
    say="""
    dedi dediler demiş demişti diyor diyen diye diyerek der
    söyledi söylediler söyleyen söyleyerek söylemişti söylüyor
    belirtti belirttiler belirten belirterek belirtiyor
    ifade_etti ifade_eden ifadesini
    açıkladı açıkladılar açıklayan açıklıyor
    anlattı anlatan anlatıyor
    yazdı yazan yazıyor
    yanıtladı yanıtını
    cevap_verdi cevabını
    sordu soran sorusunu
    vurguladı vurgulayan vurgulayarak
    kaydetti kaydeden kaydederek
    aktardı aktaran
    konuştu konuşan
    ekledi ekleyen eklerken
    dile_getirdi dile_getiren
    savundu savunan
    iddia_etti
    uyardı uyaran uyarısında
    hatırlattı
    duyurdu duyuran
    bildirdi bildiren
    değerlendirdi
    yorumunu yorumladı
    itiraf_etti
    kabul_etti
    bağırdı
    haykırdı
    seslendi
    paylaştı
    tweet
    özetledi
    sözlerini sözleriyle
    şöyle
    değindi
    işaret_etti
    dikkat_çekti
    çağrısında
    altını_çizdi
    noktaladı
    tamamladı
    sürdürdü
    devam_etti
    """,
    report="""
    eleştirdi
    kınadı
    suçladı
    istedi
    talep_etti
    önerdi
    umuyor
    düşünüyor
    inanıyor
    korkuyor
    övdü
    savunuyor
    yalanladı
    doğruladı
    söz_verdi
    nitelendirdi
    tanımladı
    teşekkür_etti
    tehdit_etti
    kutladı
    reddetti
    """,
    call="""
    nitelendirdi
    tanımladı
    adlandırdı
    dedi
    """,
    nouns="açıklamada açıklamasında açıklama sözleri ifadeleri konuşmasında mesajında",
    trailing="göre",
    masculine="o",
    plural="onlar biz",
    other_pronouns="kendisi ben",
    determiners="bir bu şu o her bazı birçok iki üç",
    connectors="ve",
    prepositions="için ile gibi kadar sonra önce karşı rağmen",
    conjunctions="ki ve veya ama fakat çünkü ancak eğer ise",
    auxiliaries="değil oldu olan olarak idi",
    adverbs="""
    da de ayrıca daha sonra dün bugün şimdi artık pazartesi salı çarşamba perşembe cuma cumartesi pazar böyle şu
    hakkında üzerine
    """,
    roles="""
    sözcüsü sözcü başkanı başkan bakanı bakan müdürü polis kaynaklar uzman uzmanlar analistler araştırmacı avukat
    avukatı savcı yargıç belediye milletvekili hükümet bakanlık gazete sendika sekreteri tanık tanıklar sakinler
    antrenör profesör yetkililer yetkili yazar doktor lider lideri aday raporu şirket cumhurbaşkanı başbakan
    asistanı
    """,
    titles="bay bayan dr prof sayın doç",
    naming="""
    adlı isimli başlıklı film kitap şarkı albüm roman dizi dergi gazete kelime sözde proje operasyon
    """,
    particles="de van von el al bin",
)
