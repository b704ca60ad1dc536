"""Vietnamese: the syllables of a word are written apart, so most entries are phrases."""

from processors.quotes.cues import Words

WORDS = Words(
    order="svo",
    say="""
    nói nói_rằng nói_thêm nói_với
    cho_biết cho_biết_thêm cho_hay
    cho_rằng
    khẳng_định
    nhấn_mạnh
    chia_sẻ chia_sẻ_thêm
    phát_biểu
    tuyên_bố
    thông_báo
    thông_tin_thêm thông_tin_rằng
    giải_thích
    trả_lời
    đáp_lại đáp_lời
    hỏi đặt_câu_hỏi
    viết viết_rằng
    kể_lại kể_rằng
    thừa_nhận
    thú_nhận
    cảnh_báo
    bày_tỏ
    nhận_định
    nhận_xét
    bình_luận
    lưu_ý
    tiết_lộ
    xác_nhận
    lý_giải
    lập_luận
    nêu_rõ nêu_ý_kiến nêu_quan_điểm
    chỉ_rõ chỉ_ra_rằng
    tâm_sự
    bộc_bạch
    thổ_lộ
    giãi_bày
    kết_luận
    tóm_tắt
    dẫn_lời
    trích_dẫn trích_lời
    nhắc_lại
    hồi_tưởng nhớ_lại
    thốt_lên
    hét_lên
    thì_thầm
    la_lên
    reo_lên
    than_thở than_phiền
    phàn_nàn
    phân_trần
    phản_bác
    phản_hồi
    tái_khẳng_định
    đính_chính
    báo_cáo
    tường_trình
    khai_nhận khai_báo
    tố_cáo
    tố_giác
    nói_đùa
    mỉa_mai
    quả_quyết
    cam_đoan
    đảm_bảo
    cam_kết
    thề
    hứa hứa_hẹn
    khuyến_cáo
    tuyên_án
    tiếp_lời
    nói_tiếp
    chốt_lại
    """,
    report="""
    đánh_giá
    nhắc_nhở
    phân_tích
    trình_bày
    bổ_sung
    hy_vọng
    tin_rằng tin_tưởng
    nghĩ nghĩ_rằng
    lo_ngại lo_lắng
    chỉ_trích
    lên_án
    cáo_buộc
    yêu_cầu
    đề_nghị
    đề_xuất
    kêu_gọi
    khuyên
    phủ_nhận
    bác_bỏ
    ca_ngợi
    khen khen_ngợi
    cảm_ơn
    đe_dọa
    dự_báo
    dự_đoán
    ủng_hộ
    phản_đối
    mong mong_muốn
    kiến_nghị
    chúc_mừng
    ước_tính
    hoan_nghênh
    """,
    call="""
    gọi
    mô_tả
    ví_như
    mệnh_danh
    coi_là
    đặt_tên
    """,
    nouns="""
    tuyên_bố_chung thông_cáo thông_cáo_báo_chí bài_phát_biểu cuộc_phỏng_vấn bài_viết bức_thư văn_bản phát_ngôn
    dòng_trạng_thái
    """,
    according="theo theo_lời",
    masculine="ông anh ông_ấy anh_ấy ông_ta anh_ta",
    feminine="bà cô chị bà_ấy cô_ấy chị_ấy cô_ta bà_ta",
    plural="họ chúng_tôi",
    other_pronouns="tôi người_này vị_này em",
    neuter="nó",
    determiners="""
    một các những vị người nhiều mỗi mọi hai ba bốn năm cả ngài
    """,
    connectors="của tại thuộc ở",
    prepositions="""
    của tại ở với cho từ trong trên dưới về vào đến tới bằng theo qua giữa sau trước khi cùng ngoài đối_với do bởi
    thuộc nhờ để
    """,
    relatives="mà",
    conjunctions="""
    rằng là mà và hoặc hay nhưng nếu vì bởi_vì do_đó nên khi trong_khi mặc_dù dù tuy nhiên tuy_nhiên song thì để
    """,
    auxiliaries="đã đang sẽ không chưa cũng được bị là có phải cần vừa mới từng đều còn vẫn chỉ",
    adverbs="""
    cũng thêm sau_đó trước_đó hôm_qua hôm_nay ngày_mai hiện_nay hiện thứ_hai thứ_ba thứ_tư thứ_năm thứ_sáu thứ_bảy
    chủ_nhật ngày sáng chiều tối rất lại ngay gần_đây mới_đây đồng_thời ngoài_ra bên_cạnh_đó này rõ thẳng_thắn
    """,
    roles="""
    người_phát_ngôn phát_ngôn_viên chủ_tịch phó_chủ_tịch chủ_tịch_nước tổng_thống phó_tổng_thống thủ_tướng
    phó_thủ_tướng bộ_trưởng thứ_trưởng ngoại_trưởng tổng_bí_thư bí_thư phó_bí_thư giám_đốc phó_giám_đốc
    tổng_giám_đốc trưởng_phòng trưởng_ban cục_trưởng cục_phó vụ_trưởng viện_trưởng hiệu_trưởng hiệu_phó cảnh_sát
    công_an công_an_thành_phố nguồn_tin quan_chức giới_chức cơ_quan_chức_năng chính_quyền chuyên_gia nhà_phân_tích
    giới_phân_tích nhà_nghiên_cứu nhà_khoa_học luật_sư kiểm_sát_viên viện_kiểm_sát công_tố_viên thẩm_phán tòa_án
    hội_đồng_xét_xử thị_trưởng đại_biểu nghị_sĩ thượng_nghị_sĩ hạ_nghị_sĩ thống_đốc chính_phủ ủy_ban báo tờ_báo
    hãng_tin công_đoàn thư_ký tổng_thư_ký nhân_chứng người_dân cư_dân hàng_xóm huấn_luyện_viên hlv cầu_thủ đội_trưởng
    giáo_sư tiến_sĩ giảng_viên giáo_viên thầy_giáo cô_giáo nhà_văn nhà_thơ tác_giả bác_sĩ y_tá nhà_lãnh_đạo lãnh_đạo
    ứng_viên ứng_cử_viên nghiên_cứu công_ty doanh_nghiệp tập_đoàn tổ_chức hiệp_hội đảng phe_đối_lập ủy_viên
    cao_ủy đại_sứ nhà_ngoại_giao giới_phê_bình nhà_phê_bình nhà_quan_sát giới_quan_sát nhà_hoạt_động người_biểu_tình
    nạn_nhân gia_đình mẹ cha bố vợ chồng con_trai con_gái bạn_bè chủ_nhà chủ_quán chủ_cửa_hàng nông_dân ngư_dân
    tiểu_thương sinh_viên học_sinh phụ_huynh nhà_kinh_tế nhà_sử_học chính_trị_gia nhà_báo phóng_viên biên_tập_viên
    đạo_diễn ca_sĩ nhạc_sĩ diễn_viên nghệ_sĩ giám_mục linh_mục giáo_hoàng hòa_thượng vua nữ_hoàng hoàng_tử tướng
    đại_tá thượng_tá trung_tá thiếu_tướng trung_tướng đại_tướng thượng_tướng chỉ_huy tư_lệnh công_nhân nhân_viên
    người_sáng_lập đại_diện người_đại_diện doanh_nhân tài_xế cố_vấn trợ_lý
    """,
    titles="ông bà anh chị cô ts gs pgs bs ths ngài",
    naming="""
    phim bộ_phim cuốn_sách cuốn sách bài_hát ca_khúc album tiểu_thuyết truyện loạt_phim chương_trình tạp_chí
    cụm_từ thuật_ngữ khái_niệm khẩu_hiệu dự_án chiến_dịch mang_tên có_tên tên tựa_đề nhan_đề chủ_đề gọi_là cái_gọi_là
    biệt_danh vở_kịch triển_lãm thông_điệp vở danh_hiệu cuộc_thi
    """,
    particles="de von van bin al el",
    complementizers="rằng",
    manner="như",
    negations="không chưa chẳng",
    hypothetical="nếu sẽ phải",
    first_person="tôi bạn",
    comparing="như",
    coordinating="và",
    owner_prepositions="của",
)
