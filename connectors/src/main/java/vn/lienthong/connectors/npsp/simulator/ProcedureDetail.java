package vn.lienthong.connectors.npsp.simulator;

import static vn.lienthong.connectors.npsp.simulator.FieldTally.MADE_UP;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.lienthong.schemas.agency.AgencyCode;
import vn.lienthong.schemas.codelist.CatalogueAgency;
import vn.lienthong.schemas.codelist.CatalogueProcedure;
import vn.lienthong.schemas.codelist.RealCatalogue;

/**
 * The answer of LayThuTuc for one procedure, in its complete structure, from what is known of it;
 * the rest is made up from the code alone, so that every reading gives the same. Built on demand.
 */
final class ProcedureDetail {
  private final RealCatalogue catalogue;
  private final Sectors sectors;
  private final CatalogueProcedure row;
  private final FieldTally fields;

  private ProcedureDetail(
      RealCatalogue catalogue, Sectors sectors, CatalogueProcedure row, FieldTally fields) {
    this.catalogue = catalogue;
    this.sectors = sectors;
    this.row = row;
    this.fields = fields;
  }

  static ObjectNode of(
      RealCatalogue catalogue, Sectors sectors, CatalogueProcedure row, FieldTally fields) {
    return new ProcedureDetail(catalogue, sectors, row, fields).build();
  }

  private ObjectNode build() {
    ObjectNode detail = JsonNodeFactory.instance.objectNode();
    head(detail);
    texts(detail);
    levels(detail.putArray("CAPTHUCHIEN"));
    sector(detail.putArray("LINHVUCTHUCHIEN").addObject());
    steps(detail.putArray("TRINHTUTHUCHIEN").addObject());
    channels(detail.putArray("CACHTHUCTHUCHIEN"));
    applicants(detail.putArray("DOITUONGTHUCHIEN"));
    papers(detail.putArray("THANHPHANHOSO").addObject());
    results(detail.putArray("KETQUATHUCHIEN"));
    legalBases(detail.putArray("CANCUPHAPLY"));
    detail.putArray("TTHCLIENQUAN");
    detail.putArray("TTHCLIENTHONG");
    agency(detail.putArray("COQUANTHUCHIEN"), row.practice().performingAgency());
    agency(detail.putArray("COQUANCOTHAMQUYEN"), row.issue().ministry());
    detail.putArray("COQUANDUOCUYQUYEN");
    detail.putArray("COQUANPHOIHOP");
    return detail;
  }

  private void head(ObjectNode detail) {
    fields.known(detail, "ID", row.issue().portalId(), uuid("id"));
    fields.real(detail, "MATTHC", row.code());
    fields.real(detail, "TENTTHC", row.name());
    if (row.issue().byLaoCai()) {
      fields.real(detail, "MACOQUANCONGBO", "H38");
    } else {
      fields.made(detail, "MACOQUANCONGBO", row.sector().code().map(Sectors::owner).orElse("SIM"));
    }
    fields.known(
        detail,
        "LOAITTHC",
        row.practice().kind().or(() -> row.issue().type()),
        "Loại khác " + MADE_UP);
    fields.known(detail, "QUYETDINH", row.issue().decision(), "Chưa rõ " + MADE_UP);
    fields.made(detail, "IDQUYETDINHCONGBO", uuid("decision"));
    // ACTIVE and UPDATED rows both stood in the public catalogue; 69 rows carry no state.
    boolean deleted = row.code().endsWith("-Xoa");
    fields.known(detail, "TRANGTHAI", row.issue().state().map(_ -> "1"), deleted ? "0" : "1");
  }

  private void texts(ObjectNode detail) {
    List<String> applicants = catalogue.applicants(row.code());
    fields.known(
        detail,
        "MOTADOITUONGTHUCHIEN",
        applicants.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", applicants)),
        "Cá nhân, tổ chức " + MADE_UP);
    fields.made(detail, "DIACHITIEPNHAN", "Bộ phận tiếp nhận và trả kết quả " + MADE_UP);
    fields.made(detail, "YEUCAU", "Không " + MADE_UP);
    fields.made(detail, "TUKHOA", row.sector().name());
    fields.known(
        detail,
        "MOTACOQUANTHUCHIEN",
        row.practice().performingAgency(),
        "Cơ quan thực hiện " + MADE_UP);
    fields.known(
        detail, "MOTACOQUANTHAMQUYEN", row.issue().ministry(), "Cơ quan có thẩm quyền " + MADE_UP);
    fields.made(detail, "MOTA", row.name() + " " + MADE_UP);
  }

  private void levels(ArrayNode levels) {
    Map<String, String> codes = new LinkedHashMap<>();
    codes.put("Cấp bộ", "1");
    codes.put("Cấp tỉnh", "2");
    codes.put("Cấp xã", "3");
    codes.put("Cơ quan khác", "4");
    for (String name : row.levels().text().orElse("Cấp tỉnh").split(", ", -1)) {
      ObjectNode level = levels.addObject();
      fields.made(level, "CAPTHUCHIEN", codes.getOrDefault(name, "4"));
      fields.known(level, "TENCAP", row.levels().text().map(_ -> name), name);
    }
  }

  private void sector(ObjectNode sector) {
    String name = row.sector().name();
    fields.known(sector, "MALINHVUC", row.sector().code(), sectors.madeCode(name));
    fields.real(sector, "TENLINHVUC", name);
  }

  private void steps(ObjectNode sequence) {
    fields.made(sequence, "TRUONGHOP", "");
    ArrayNode steps = sequence.putArray("TRINHTU");
    for (String text :
        List.of(
            "Bước 1: Nộp hồ sơ và kiểm tra thành phần hồ sơ",
            "Bước 2: Thẩm định, giải quyết hồ sơ",
            "Bước 3: Trả kết quả")) {
      fields.made(steps.addObject(), "TENTRINHTU", text + " " + MADE_UP);
    }
  }

  private void channels(ArrayNode channels) {
    var times = ChannelTexts.times(row.practice().times().orElse(""));
    List<String> names = new ArrayList<>(row.practice().channels());
    boolean known = !names.isEmpty();
    if (!known) {
      names.addAll(times.isEmpty() ? List.of("Trực tiếp", "Trực tuyến") : times.keySet());
    }
    for (String name : names) {
      ObjectNode channel = channels.addObject();
      String code = ChannelTexts.CHANNEL_CODES.getOrDefault(name, "1");
      fields.known(channel, "KENH", known ? Optional.of(code) : Optional.empty(), code);
      ArrayNode terms = channel.putArray("THOIGIAN");
      var printed = times.getOrDefault(name, List.of());
      if (printed.isEmpty()) {
        ObjectNode term = terms.addObject();
        fields.made(term, "THOIGIANGIAIQUYET", "15");
        fields.made(term, "DONVITINH", "ngày làm việc");
        fields.made(term, "MOTA", "Thời hạn chưa rõ " + MADE_UP);
        fees(term.putArray("PHILEPHI"));
      }
      for (ChannelTexts.Time time : printed) {
        ObjectNode term = terms.addObject();
        fields.real(term, "THOIGIANGIAIQUYET", time.amount());
        fields.real(term, "DONVITINH", time.unit());
        FieldTally.empty(term, "MOTA");
        fees(term.putArray("PHILEPHI"));
      }
    }
  }

  private void fees(ArrayNode fees) {
    var printed = ChannelTexts.fees(row.practice().fee().orElse(""));
    if (printed.isEmpty()) {
      ObjectNode fee = fees.addObject();
      fields.made(fee, "MAPHILEPHI", "1");
      fields.made(fee, "SOTIEN", "Không");
      fields.made(fee, "DONVI", "Đồng");
      fields.made(fee, "MOTA", "Mức phí chưa rõ " + MADE_UP);
      FieldTally.empty(fee, "TENTEP", "URL");
    }
    for (ChannelTexts.Fee known : printed) {
      ObjectNode fee = fees.addObject();
      fields.known(
          fee,
          "MAPHILEPHI",
          known.code().isEmpty() ? Optional.empty() : Optional.of(known.code()),
          "1");
      fields.real(fee, "SOTIEN", known.amount());
      fields.real(fee, "DONVI", "Đồng");
      fields.real(fee, "MOTA", known.printed());
      FieldTally.empty(fee, "TENTEP", "URL");
    }
  }

  private void applicants(ArrayNode applicants) {
    List<String> known = catalogue.applicants(row.code());
    if (known.isEmpty()) {
      ObjectNode applicant = applicants.addObject();
      fields.made(applicant, "MADOITUONG", "1");
      fields.made(applicant, "TENDOITUONG", "Công dân Việt Nam");
    }
    for (String kind : known) {
      ObjectNode applicant = applicants.addObject();
      fields.made(applicant, "MADOITUONG", String.valueOf(known.indexOf(kind) + 1));
      fields.real(applicant, "TENDOITUONG", kind);
    }
  }

  private void papers(ObjectNode paperCase) {
    fields.made(paperCase, "TRUONGHOP", "");
    ArrayNode papers = paperCase.putArray("GIAYTO");
    for (String name : List.of("Đơn đề nghị", "Giấy tờ kèm theo")) {
      ObjectNode paper = papers.addObject();
      fields.made(paper, "MAGIAYTO", "SIM-" + row.code() + "-" + (papers.size()));
      fields.made(paper, "SOBANCHINH", "1");
      fields.made(paper, "SOBANSAO", "0");
      fields.made(paper, "TENGIAYTO", name + " " + MADE_UP);
      FieldTally.empty(paper, "MA_KQ_THAYTHE", "TENMAUDON", "URL");
    }
  }

  private void results(ArrayNode results) {
    List<RealCatalogue.Result> known = catalogue.results(row.code());
    if (known.isEmpty()) {
      ObjectNode result = results.addObject();
      fields.made(result, "MAKETQUA", "SIM-KQ-" + row.code());
      fields.made(result, "TENKETQUA", "Kết quả giải quyết " + MADE_UP);
      FieldTally.empty(result, "TENTEP", "URL");
    }
    for (RealCatalogue.Result paper : known) {
      ObjectNode result = results.addObject();
      fields.real(result, "MAKETQUA", paper.code());
      fields.real(result, "TENKETQUA", paper.name());
      FieldTally.empty(result, "TENTEP", "URL");
    }
  }

  private void legalBases(ArrayNode bases) {
    for (String number : catalogue.legalBases(row.code())) {
      ObjectNode basis = bases.addObject();
      fields.real(basis, "SOVANBAN", number);
      fields.made(basis, "TENVANBAN", "Văn bản " + number + " " + MADE_UP);
      FieldTally.empty(basis, "COQUANBANHANH", "DIACHITRUYCAP", "NGAYBANHANH", "NGAYHIEULUC");
    }
  }

  private void agency(ArrayNode agencies, Optional<String> name) {
    ObjectNode agency = agencies.addObject();
    Optional<String> code =
        catalogue.agencies().stream()
            .filter(known -> name.filter(known.name()::equals).isPresent())
            .map(CatalogueAgency::code)
            .map(AgencyCode::value)
            .findFirst();
    code.ifPresentOrElse(
        found -> fields.real(agency, "MADONVI", found), () -> FieldTally.empty(agency, "MADONVI"));
    fields.known(agency, "TENDONVI", name, "Cơ quan thực hiện " + MADE_UP);
  }

  private String uuid(String what) {
    byte[] seed = (row.code() + "/" + what).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(seed).toString();
  }
}
