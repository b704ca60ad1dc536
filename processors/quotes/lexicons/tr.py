"""Turkish."""

from processors.quotes.cues import Words

WORDS = Words(
    order="sov",
    head="last",
    paradigms={
        "et": "tti ttiler den derek diyor tmişti tmiş ttiğini",
        "ver": "di diler en erek iyor mişti diğini",
        "le": "edi ediler eyen eyerek iyor emişti emiş ediğini",
        "la": "adı adılar ayan ayarak ıyor amıştı amış adığını",
        "t": "tı tılar an arak ıyor mıştı mış tığını",
        "ti": "ti tiler en erek iyor mişti miş tiği tiğini",
        "dir": "di diler en erek iyor mişti diğini",
        "dı": "dı dılar an arak ıyor mıştı dığını",
    },
    say="""
    dedi dediler demiş demişti diyor diyorlar diyen diyerek der dedik dediğini demesi
    söyledi söylediler söyleyen söyleyerek söylüyor söylemişti söylemiş söylediğini
    belirt+ti
    ifade_e+et ifadesini ifadelerini ifadesine
    açıkl+la
    anlat+t
    yaz+dı
    yanıtl+la yanıtını
    cevap_ver+ver cevabını yanıt_ver+ver
    sordu sordular soran sorarak soruyor sorusunu sorusuna
    vurgul+la
    kaydetti kaydeden kaydederek kaydediyor kaydettiğini
    aktar+dı
    konuştu konuştular konuşan konuşuyor
    ekl+le eklerken
    dile_getir+dir
    savundu savundular savunan savunarak savunmuştu savunuyor
    iddia_e+et
    uyardı uyardılar uyaran uyararak uyarıyor uyarısında uyarısını
    hatırlat+t
    duyurdu duyurdular duyuran duyurarak
    bildir+dir
    değerlendirdi değerlendiren değerlendirmesini değerlendirmesinde
    yorumladı yorumlayan yorumunu yorumunda
    itiraf_e+et
    bağırdı bağıran bağırarak
    haykırdı haykıran
    seslendi seslenen
    paylaştı paylaşan
    özetledi özetleyen
    sözlerini sözleriyle sözlerine şöyle
    değindi değinen
    işaret_e+et
    dikkat_çekti dikkat_çeken dikkat_çekerek dikkati_çekti
    çağrısında çağrısını çağrı_yaptı
    altını_çizdi altını_çizen altını_çizerek
    tweetledi tweet_attı
    beyan_e+et
    ifadelerini_kullandı ifadelerini_kullanan
    öne_sürdü öne_süren öne_sürerek ileri_sürdü ileri_süren
    tekrarladı tekrarlayan tekrar_e+et
    söz_etti söz_eden bahsetti bahseden
    anımsat+t
    fısıldadı
    mırıldandı
    şikayet_e+et
    yakındı yakınan
    isyan_e+et
    sitem_e+et
    espri_yaptı
    görüşünü_paylaştı görüşünde görüşünü
    mesajını_verdi mesajı_verdi
    bilgisini_verdi bilgisini_paylaştı bilgi_verdi
    dert_yandı
    karşılık_ver+ver karşılığını_verdi
    belirtildi denildi
    itiraz_e+et
    teyit_e+et
    garanti_ver+ver
    övündü
    müjdeledi müjdesini_verdi
    """,
    report="""
    tepki_gösterdi tepki_gösteren
    ilan_e+et
    devam_e+et
    kabul_e+et
    eleştirdi eleştirdiler eleştiren eleştirerek
    kınadı kınayan
    suçladı suçlayan suçlayarak
    istedi istediler isteyen istiyor
    talep_e+et
    önerdi öneren öneriyor
    umuyor umdu umduğunu
    düşünüyor düşündüğünü
    inanıyor inandığını
    korkuyor korktuğunu
    övdü öven
    yalanladı yalanlayan
    doğruladı doğrulayan
    söz_ver+ver
    teşekkür_e+et
    tehdit_e+et
    kutladı
    reddetti reddeden
    tahmin_e+et
    öngördü öngören
    diledi
    rica_e+et
    temenni_e+et
    tavsiye_e+et
    endişe_duyuyor endişesini
    iddiasında iddiasını
    """,
    call="""
    nitelendirdi nitelendiren nitelendirerek niteledi
    tanımladı tanımlayan
    adlandırdı adlandıran
    """,
    nouns="""
    açıklamada açıklamasında açıklama açıklamalarda sözleri ifadeleri konuşmasında mesajında röportajda röportajında
    mektubunda yazısında demecinde paylaşımda bildiride toplantısında paylaşımında
    """,
    trailing="göre ifadesiyle deyişiyle",
    masculine="o",
    plural="onlar biz",
    other_pronouns="kendisi ben",
    determiners="bir bu şu o her bazı birçok iki üç dört çok_sayıda diğer tüm bütün hiçbir",
    connectors="ve",
    oblique_endings="""
    'da 'de 'ta 'te 'dan 'den 'tan 'ten 'nda 'nde 'ndan 'nden 'a 'e 'ya 'ye 'na 'ne 'ı 'i 'u 'ü 'yı 'yi 'yu 'yü 'la
    'le 'yla 'yle da de dan den lara lere
    """,
    prepositions="için ile gibi kadar sonra önce karşı rağmen hakkında dolayı beri doğru üzere yana dair ilişkin",
    conjunctions="ki ve veya ya_da ama fakat çünkü ancak eğer ise oysa hem yoksa veyahut",
    auxiliaries="değil oldu olan olarak idi ise var yok mi mı mu mü",
    adverbs="""
    diye da de ayrıca daha sonra dün bugün şimdi artık pazartesi salı çarşamba perşembe cuma cumartesi pazar böyle şu
    hakkında üzerine yine bile hemen henüz daha_önce öte_yandan özellikle günü ocak şubat mart nisan mayıs haziran
    temmuz ağustos eylül ekim kasım aralık sabah akşam
    """,
    roles="""
    sözcüsü sözcü sözcüleri başkanı başkan başkanvekili başkan_yardımcısı cumhurbaşkanı cumhurbaşkanlığı başbakan
    başbakanı bakanı bakan bakanlar bakanlık bakanlığı müsteşarı müdürü müdür genel_müdürü direktörü emniyet polis
    polisi polisler memuru jandarma kaynaklar kaynakları kaynak uzman uzmanı uzmanlar uzmanları analist analisti
    analistler araştırmacı araştırmacılar araştırmacısı bilim_insanı bilim_insanları avukat avukatı avukatlar savcı
    savcısı savcılık başsavcılığı yargıç hakim hâkim mahkeme belediye vali valisi valilik kaymakam muhtar muhtarı
    milletvekili milletvekilleri vekili senatör meclis hükümet hükümeti gazete gazetesi sendika sendikası sekreteri
    genel_sekreteri tanık tanıklar görgü_tanıkları sakinler sakinleri komşusu komşuları komşular antrenör antrenörü
    teknik_direktör teknik_direktörü oyuncu oyuncusu futbolcu futbolcusu kaptanı profesör profesörü akademisyen
    öğretim_üyesi öğretmen öğretmeni rektör rektörü yetkililer yetkilileri yetkili yetkilisi makamlar yazar yazarı
    romancı şair doktor doktoru hekim hemşire lider lideri liderleri aday adayı raporu rapor şirket şirketi kurum
    kurumu örgüt örgütü dernek derneği vakıf vakfı parti partisi muhalefet koalisyon komisyon komisyonu komiseri
    büyükelçi büyükelçisi diplomat diplomatlar eleştirmenler eleştirmen gözlemciler aktivist aktivistler eylemciler
    göstericiler kurban mağdur mağdurlar ailesi aile annesi anne babası baba eşi kardeşi oğlu kızı arkadaşı sahibi
    işletmecisi çiftçi çiftçiler esnaf öğrenci öğrenciler öğrencisi ekonomist ekonomistler tarihçi tarihçiler
    sosyolog siyasetçi siyasetçiler politikacı gazeteci gazeteciler muhabir muhabiri editörü yönetmen yönetmeni
    şarkıcı sanatçı piskopos rahip papa imam haham kral kraliçe prens general albay komutan komutanı
    yönetici yöneticisi çalışanlar işçiler kurucusu koordinatörü sunucu temsilcisi temsilcileri danışmanı yardımcısı
    asistanı üyesi polise uzmanlara yetkililere kaynaklara tanıklara avukatına bakanlığa savcılığa rapora araştırmaya
    araştırma haberine
    karısı kocası
    """,
    titles="bay bayan dr prof sayın doç av general",
    naming="""
    adlı isimli başlıklı film filmi kitap kitabı şarkı şarkısı albüm albümü roman romanı dizi dizisi dergi dergisi
    gazete kelime kelimesi kelimesini sözcüğü sözde proje projesi operasyon operasyonu lakaplı belgesel belgeseli
    sergisi oyunu kavramı terimi ifadesi sloganı kampanyası adıyla ismiyle denen denilen diye_anılır diye_anılan
    """,
    particles="de van von el al bin",
    complement_endings="""
    dığını diğini duğunu düğünü tığını tiğini tuğunu tüğünü acağını eceğini dıklarını diklerini duklarını
    düklerini tıklarını tiklerini tuklarını tüklerini acaklarını eceklerini
    """,
    negations="değil asla hiç",
    hypothetical="eğer belki",
    first_person="ben biz sen siz",
    marked_only="der yalanladı reddetti",
    comparing="olarak",
    coordinating="ve",
    drops_subjects=True,
    agents="tarafından",
    passive_verbs="nitelendi nitelendirildi nitelendirilen tanımlandı eleştirildi suçlandı adlandırıldı",
)
