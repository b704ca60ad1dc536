"""Indonesian (and Malay)."""

from processors.quotes.cues import Words

WORDS = Words(
    order="svo",
    say="""
    kata mengatakan dikatakan berkata
    ujar berujar
    tutur menuturkan dituturkan bertutur
    ucap mengucapkan
    jelas menjelaskan dijelaskan
    menyatakan dinyatakan
    tegas menegaskan ditegaskan
    tambah menambahkan
    imbuh mengimbuhkan
    ungkap mengungkapkan diungkapkan
    sebut menyebut menyebutkan disebutkan
    tulis menulis menuliskan
    jawab menjawab
    tanya bertanya menanyakan
    memperingatkan
    mengaku mengakui akunya
    mengklaim mengeklaim klaimnya
    papar memaparkan dipaparkan
    menyampaikan disampaikan
    terang menerangkan
    lapor melapor melaporkan dilaporkan
    mengumumkan
    mengingatkan
    bantah membantah
    berpendapat
    berdalih
    bercerita menceritakan ceritanya
    berseru serunya menyerukan
    teriak berteriak
    bisik berbisik
    mencuit cuit
    berkicau
    berkomentar mengomentari komentarnya
    menyimpulkan simpulnya
    menekankan
    lanjutnya melanjutkan
    beber membeberkan
    pungkas memungkasi
    cetus mencetuskan
    kelakarnya berkelakar
    candanya bercanda
    bersaksi
    mengisahkan kisahnya
    mengutarakan
    mengemukakan
    menguraikan urainya
    merinci rincinya
    memastikan
    meyakinkan
    menggarisbawahi
    menyinggung
    mengimbau imbau
    menandaskan tandas
    menyindir sindir
    menimpali timpal
    menginformasikan
    mengabarkan
    memberitahukan memberitahu
    menyanggah
    menepis tepis
    berargumen
    membalas balas
    menutup_pernyataannya
    mengenang kenang
    bilang
    keluh mengeluh mengeluhkan
    """,
    report="""
    menilai dinilai nilainya
    mengutip
    berjanji menjanjikan janjinya
    mengkritik
    mengecam kecam
    menuduh menuding
    menuntut
    meminta minta
    mengusulkan usulnya
    menyarankan sarannya
    berharap harap mengharapkan
    percaya mempercayai
    berpikir
    memuji puji
    membela
    menolak
    mengonfirmasi
    membenarkan
    mengancam
    menyambut
    khawatir mengkhawatirkan
    ingin
    meyakini
    menduga duganya
    memperkirakan
    memprediksi
    menyesalkan
    mendesak desak
    mengajak ajak
    memerintahkan
    menyoroti
    membaca baca
    berterima_kasih
    """,
    call="""
    menjuluki dijuluki
    menamai dinamai
    menggambarkan
    """,
    nouns="""
    pernyataan pernyataannya keterangan keterangannya sambutan pidato surat wawancara siaran_pers keterangan_tertulis
    keterangan_resmi konferensi_pers unggahan cuitan
    """,
    according="menurut berdasarkan mengutip_pernyataan",
    masculine="ia dia beliau nya",
    plural="mereka kami kita",
    other_pronouns="saya",
    determiners="""
    seorang sebuah para beberapa seluruh salah_satu dua tiga sejumlah sang si tiap setiap banyak berbagai suatu
    """,
    connectors="dari untuk bidang di",
    prepositions="""
    di ke dari pada dalam untuk dengan oleh tentang terhadap sejak hingga antara tanpa kepada bagi atas melalui
    selama setelah sebelum soal terkait mengenai
    """,
    relatives="yang",
    conjunctions="""
    bahwa yang ketika jika karena dan atau tetapi tapi namun sehingga saat agar supaya meski meskipun walaupun
    sementara sebab apabila kalau
    """,
    auxiliaries="adalah telah sudah akan sedang tidak bisa pernah itu ini belum dapat harus ialah pun tersebut",
    adverbs="""
    juga lagi kemudian lalu kemarin senin selasa rabu kamis jumat sabtu minggu pun masih baru-baru pada hari
    tanggung_jawab bertanggung_jawab kembali singkat lantas sambil seraya saja hanya sekali
    """,
    roles="""
    juru_bicara jubir presiden wakil_presiden menteri direktur polisi sumber pejabat pakar ahli analis pengamat
    peneliti pengacara kuasa_hukum jaksa hakim wali_kota gubernur bupati camat lurah anggota ketua wakil_ketua
    pemerintah kementerian saksi warga pelatih pemain profesor guru_besar dosen rektor mahasiswa guru penulis dokter
    pemimpin calon kepala laporan perusahaan sekretaris penyidik aktivis pengunjuk_rasa demonstran korban keluarga
    penduduk petani pedagang nelayan sopir pengusaha manajer kapten komandan panglima kapolres kapolda jenderal
    ekonom politikus politisi legislator senator ulama ustaz uskup juri panitia lembaga organisasi partai koalisi
    oposisi pengadilan mahkamah surat_kabar media wartawan produser sutradara penyanyi aktor aktris ilmuwan
    wakil staf duta_besar kritikus pendukung lawan pihak pedoman
    istri suami ayah kakak adik tetangga
    """,
    titles="bapak ibu pak bu tuan nyonya dr prof haji kiai jenderal kolonel",
    naming="""
    berjudul bertajuk bernama disebut film buku lagu album novel serial program majalah kata istilah slogan proyek
    operasi julukan sinetron acara judul dijuluki bertuliskan bertema tema moto semboyan tagar apa_yang_disebut
    """,
    particles="bin binti de van al el",
    enclitics="nya",
    complementizers="bahwa",
    bare_with_verb="mengatakan menyebut menyatakan menegaskan menilai",
    manner="seperti",
    negations="tidak bukan belum tanpa tak",
    hypothetical="jika kalau apabila akan bisa dapat harus untuk mungkin",
    first_person="saya aku kami kita anda",
    marked_only="berdasarkan ingin menolak",
    comparing="sebagai",
    coordinating="dan",
    agents="oleh",
    passive_verbs="disebut disebutnya dikritik dituding dituduh dikecam digambarkan",
)
