package vn.lienthong.connectors.npsp;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import vn.lienthong.connectors.call.ReadOutcome;
import vn.lienthong.connectors.call.ReadOutcome.Finding;
import vn.lienthong.schemas.delivery.DeliveryOutcome;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.procedure.Procedure;
import vn.lienthong.schemas.procedure.ProcedureCode;

/** Reads the answer of LayThuTuc: a procedure with everything that is published of it. Pure. */
final class ProcedureMapper {
  private static final Pattern GROUPED = Pattern.compile("[0-9]{1,3}([.,][0-9]{3})+");
  private static final Pattern PLAIN = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,2})?");
  private static final String NO_FEE = "Không";
  private static final Pattern CURRENCY = Pattern.compile("(?i)\\s*(vnđ|vnd|đồng|đ)\\.?$");

  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, String> spellings = new HashMap<>();

  private ProcedureMapper() {}

  static ReadOutcome<Procedure> read(WireAnswer answer) {
    return new ProcedureMapper().procedure(answer.result());
  }

  private ReadOutcome<Procedure> procedure(JsonNode result) {
    JsonNode row = result.isArray() ? result.path(0) : result;
    String raw = text(row, "MATTHC").orElse("");
    Optional<ProcedureCode> code = ProcedureCode.parse(raw);
    if (code.isEmpty()) {
      return new ReadOutcome.Failed<>(
          row.isMissingNode() || raw.isEmpty()
              ? new DeliveryOutcome.Deferred(
                  HubError.PARTNER_ANSWER_UNREADABLE,
                  Duration.ofMinutes(10),
                  true,
                  "the answer holds no procedure")
              : new DeliveryOutcome.Refused(
                  HubError.PROCEDURE_UNKNOWN,
                  Optional.of("MATTHC"),
                  "code '" + raw + "' has not the form of a procedure code"));
    }
    return new ReadOutcome.Value<>(
        new Procedure(
            code.orElseThrow(),
            text(row, "TENTTHC").orElse(""),
            publication(row),
            texts(row),
            list(row, "LINHVUCTHUCHIEN", this::sector),
            list(row, "CAPTHUCHIEN", this::level),
            list(row, "TRINHTUTHUCHIEN", this::sequence),
            list(row, "CACHTHUCTHUCHIEN", this::channel),
            list(row, "DOITUONGTHUCHIEN", this::applicant),
            list(row, "THANHPHANHOSO", this::papers),
            list(row, "KETQUATHUCHIEN", this::result),
            list(row, "CANCUPHAPLY", this::legalBasis),
            codes(row, "TTHCLIENQUAN"),
            codes(row, "TTHCLIENTHONG"),
            new Procedure.Agencies(
                list(row, "COQUANTHUCHIEN", this::agency),
                list(row, "COQUANCOTHAMQUYEN", this::agency),
                list(row, "COQUANDUOCUYQUYEN", this::agency),
                list(row, "COQUANPHOIHOP", this::agency))),
        findings);
  }

  private static Procedure.Publication publication(JsonNode row) {
    return new Procedure.Publication(
        text(row, "ID"),
        text(row, "MACOQUANCONGBO"),
        text(row, "QUYETDINH"),
        text(row, "IDQUYETDINHCONGBO"),
        text(row, "LOAITTHC"),
        text(row, "TRANGTHAI"));
  }

  private static Procedure.Texts texts(JsonNode row) {
    return new Procedure.Texts(
        text(row, "MOTA"),
        text(row, "MOTADOITUONGTHUCHIEN"),
        text(row, "DIACHITIEPNHAN"),
        text(row, "YEUCAU"),
        text(row, "TUKHOA"),
        text(row, "MOTACOQUANTHUCHIEN"),
        text(row, "MOTACOQUANTHAMQUYEN"));
  }

  private Procedure.Sector sector(JsonNode row) {
    return new Procedure.Sector(required(row, "MALINHVUC"), required(row, "TENLINHVUC"));
  }

  private Procedure.Level level(JsonNode row) {
    return new Procedure.Level(required(row, "CAPTHUCHIEN"), required(row, "TENCAP"));
  }

  private Procedure.StepSequence sequence(JsonNode row) {
    return new Procedure.StepSequence(
        text(row, "TRUONGHOP"), list(row, "TRINHTU", step -> required(step, "TENTRINHTU")));
  }

  private Procedure.ChannelTerms channel(JsonNode row) {
    return new Procedure.ChannelTerms(required(row, "KENH"), list(row, "THOIGIAN", this::term));
  }

  private Procedure.Term term(JsonNode row) {
    Optional<String> duration = text(row, "THOIGIANGIAIQUYET");
    Optional<BigDecimal> number = duration.map(String::strip).flatMap(ProcedureMapper::plain);
    if (duration.isPresent() && number.isEmpty()) {
      found("duration-not-a-number", "THOIGIANGIAIQUYET", duration.orElseThrow());
    }
    return new Procedure.Term(
        number, text(row, "DONVITINH"), text(row, "MOTA"), list(row, "PHILEPHI", this::fee));
  }

  private Procedure.FeeTerm fee(JsonNode row) {
    Optional<String> amount = text(row, "SOTIEN");
    Optional<BigDecimal> number = amount.flatMap(ProcedureMapper::number);
    if (amount.filter(text -> !text.strip().equalsIgnoreCase(NO_FEE)).isPresent()
        && number.isEmpty()) {
      found("fee-not-a-number", "SOTIEN", amount.orElseThrow());
    }
    return new Procedure.FeeTerm(
        text(row, "MAPHILEPHI"),
        number,
        amount,
        text(row, "DONVI"),
        text(row, "MOTA"),
        document(row, "TENTEP"));
  }

  private Procedure.ApplicantKind applicant(JsonNode row) {
    return new Procedure.ApplicantKind(text(row, "MADOITUONG"), required(row, "TENDOITUONG"));
  }

  private Procedure.PaperCase papers(JsonNode row) {
    return new Procedure.PaperCase(text(row, "TRUONGHOP"), list(row, "GIAYTO", this::paper));
  }

  private Procedure.Paper paper(JsonNode row) {
    return new Procedure.Paper(
        text(row, "MAGIAYTO"),
        required(row, "TENGIAYTO"),
        text(row, "MA_KQ_THAYTHE"),
        text(row, "SOBANCHINH"),
        text(row, "SOBANSAO"),
        document(row, "TENMAUDON"));
  }

  private Procedure.ResultKind result(JsonNode row) {
    return new Procedure.ResultKind(
        required(row, "MAKETQUA"), required(row, "TENKETQUA"), document(row, "TENTEP"));
  }

  private Procedure.LegalBasis legalBasis(JsonNode row) {
    return new Procedure.LegalBasis(
        required(row, "SOVANBAN"),
        text(row, "TENVANBAN"),
        text(row, "COQUANBANHANH"),
        text(row, "NGAYBANHANH"),
        text(row, "NGAYHIEULUC"),
        text(row, "DIACHITRUYCAP"));
  }

  private Procedure.Agency agency(JsonNode row) {
    String name = required(row, "TENDONVI");
    CatalogueMapper.spelling(name, spellings).ifPresent(findings::add);
    return new Procedure.Agency(text(row, "MADONVI"), name);
  }

  private static Optional<Procedure.Document> document(JsonNode row, String nameField) {
    Optional<String> name = text(row, nameField).filter(n -> !n.isEmpty());
    Optional<String> url = text(row, "URL").filter(u -> !u.isEmpty());
    return name.isEmpty() && url.isEmpty()
        ? Optional.empty()
        : Optional.of(new Procedure.Document(name, url));
  }

  /** Codes as texts, or as objects that hold one. */
  private static List<String> codes(JsonNode row, String field) {
    return list(
        row,
        field,
        element -> element.isObject() ? text(element, "MATTHC").orElse("") : element.asText(""));
  }

  private static <T> List<T> list(JsonNode row, String field, Function<JsonNode, T> element) {
    List<T> elements = new ArrayList<>();
    for (JsonNode node : WireAnswer.field(row, field)) {
      elements.add(element.apply(node));
    }
    return elements;
  }

  private String required(JsonNode row, String field) {
    Optional<String> value = text(row, field);
    if (value.isEmpty()) {
      found("value-missing", field, "");
    }
    return value.orElse("");
  }

  private void found(String code, String field, String text) {
    findings.add(new Finding(code, field, text.length() > 200 ? text.substring(0, 200) : text));
  }

  /** The text of a scalar; absent and null are empty, an empty text is not. */
  private static Optional<String> text(JsonNode row, String field) {
    JsonNode value = WireAnswer.field(row, field);
    return value.isValueNode() && !value.isNull() ? Optional.of(value.asText()) : Optional.empty();
  }

  /** A number as the catalogue writes it: thousands dots or commas, a currency behind. */
  static Optional<BigDecimal> number(String written) {
    String text = CURRENCY.matcher(written.strip()).replaceFirst("");
    if (GROUPED.matcher(text).matches()) {
      return Optional.of(new BigDecimal(text.replaceAll("[.,]", "")));
    }
    return plain(text);
  }

  private static Optional<BigDecimal> plain(String text) {
    return PLAIN.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }
}
