"""Indonesian (and Malay)."""

from processors.quotes.cues import Words

WORDS = Words(
    order="svo",
    say="""
    kata katanya mengatakan berkata dikatakan
    ujar ujarnya berujar
    tutur tuturnya menuturkan
    ucap ucapnya
    jelas jelasnya menjelaskan
    menyatakan
    tegas tegasnya menegaskan
    tambah tambahnya menambahkan
    imbuh imbuhnya
    ungkap ungkapnya mengungkapkan
    mengutip
    sebut sebutnya menyebut menyebutkan
    tulis tulisnya menulis
    jawab jawabnya menjawab
    tanya tanyanya bertanya
    memperingatkan
    aku akunya mengakui
    klaim mengklaim
    papar paparnya memaparkan
    menyampaikan disampaikan
    terang terangnya menerangkan
    melaporkan
    mengumumkan
    mengingatkan
    membantah
    berpendapat
    menilai
    bercerita menceritakan
    berseru
    teriak
    mencuit
    berkomentar
    menyimpulkan
    berjanji
    menekankan
    lanjut lanjutnya
    beber bebernya
    pungkas pungkasnya
    cetus
    kelakarnya
    bersaksi
    """,
    report="""
    mengkritik
    mengecam
    mengeluh
    menuduh
    menuntut
    meminta
    mengusulkan
    berharap harap
    percaya
    berpikir
    memuji
    membela
    menolak
    mengonfirmasi
    mengancam
    menyambut
    khawatir
    ingin
    meyakini
    """,
    call="""
    menyebut
    menjuluki dijuluki
    menamai
    """,
    nouns="pernyataan pidato surat wawancara keterangan pesan",
    according="menurut berdasarkan",
    masculine="ia dia beliau",
    plural="mereka kami kita",
    other_pronouns="saya",
    determiners="seorang sebuah para beberapa seluruh salah_satu dua tiga",
    connectors="dari untuk bidang",
    prepositions="""
    di ke dari pada dalam untuk dengan oleh tentang terhadap sejak hingga antara tanpa kepada bagi
    """,
    conjunctions="bahwa yang ketika jika karena dan atau tetapi namun sehingga saat agar",
    auxiliaries="adalah telah sudah akan sedang tidak bisa pernah itu ini",
    adverbs="""
    juga lagi kemudian lalu kemarin senin selasa rabu kamis jumat sabtu minggu pun masih baru-baru
    """,
    roles="""
    juru_bicara presiden menteri direktur polisi sumber pejabat pakar ahli analis peneliti pengacara jaksa hakim
    wali gubernur anggota ketua pemerintah kementerian saksi warga pelatih profesor penulis dokter pemimpin calon
    kepala laporan perusahaan sekretaris jubir
    """,
    titles="bapak ibu pak bu tuan dr prof",
    naming="""
    berjudul bernama disebut film buku lagu album novel serial program majalah kata istilah slogan proyek operasi
    julukan
    """,
    particles="bin binti de van al el",
)
