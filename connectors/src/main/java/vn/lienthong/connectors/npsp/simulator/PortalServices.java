package vn.lienthong.connectors.npsp.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import vn.lienthong.connectors.npsp.simulator.DossierBook.Item;
import vn.lienthong.connectors.npsp.simulator.DossierBook.Kind;
import vn.lienthong.connectors.npsp.simulator.DossierBook.Verdict;

/** The services themselves: what they demand and what they do. Knows nothing of HTTP. */
final class PortalServices {
  private static final Set<String> SHARE =
      Set.of("LayDanhSachTTHC", "LayDanhMucLinhVuc", "LayDanhMucCoQuan");
  private static final Set<String> INTEGRATION =
      Set.of("LayThuTuc", "TraCuuHoSo", "DongBoHoSoMC", "CapNhatTienDoHoSoMC");
  private static final int PROBLEMS_TOLD = 10;

  private final CatalogueAnswers catalogue;
  private final DossierBook book;
  private final Faults faults;
  private final DossierChecks checks;
  private final Consumer<JsonNode> fetchFiles;

  PortalServices(
      CatalogueAnswers catalogue, DossierBook book, Faults faults, Consumer<JsonNode> fetchFiles) {
    this.catalogue = catalogue;
    this.book = book;
    this.faults = faults;
    this.checks = new DossierChecks(catalogue::knows);
    this.fetchFiles = fetchFiles;
  }

  /** Carries out a service of the adapter; {@code share} is the endpoint it came to. */
  Answer serve(String service, boolean share, JsonNode body, Optional<String> jwtId) {
    Set<String> offered = share ? SHARE : INTEGRATION;
    if (!offered.contains(service)) {
      return Answer.failed(Answer.MALFORMED, "Dịch vụ '" + service + "' không có tại địa chỉ này");
    }
    return switch (service) {
      case "LayThuTuc" -> procedure(field(body, "maTTHC"));
      case "TraCuuHoSo" -> lookUp(field(body, "mahoso"));
      case "DongBoHoSoMC" -> dossiers(body, jwtId);
      case "CapNhatTienDoHoSoMC" -> push(Kind.STEP, body.path("data"), jwtId);
      default -> list(service);
    };
  }

  /** A catalogue read of the relay; the code comes as a parameter. */
  Answer read(String service, Map<String, String> query) {
    return switch (service) {
      case "LayThuTuc" -> procedure(query.getOrDefault("maTTHC", ""));
      case "LayDanhSachTTHCDonVi" ->
          Answer.rows(catalogue.procedureListOf(query.getOrDefault("maDonVi", "")));
      case "LayDanhSachTTHC", "LayDanhMucLinhVuc", "LayDanhMucCoQuan" -> list(service);
      default -> Answer.failed(Answer.MALFORMED, "Dịch vụ '" + service + "' không có");
    };
  }

  /** An add, an update or steps. */
  Answer push(Kind kind, JsonNode data, Optional<String> jwtId) {
    if (!data.isArray() || data.isEmpty()) {
      return Answer.failed(Answer.MALFORMED, "data phải là mảng có ít nhất một phần tử");
    }
    List<Item> items = new ArrayList<>();
    data.forEach(item -> items.add(new Item(item, problem(kind, item))));
    Verdict verdict = book.apply(kind, items, jwtId);
    if (kind != Kind.STEP) {
      verdict.applied().forEach(fetchFiles);
    }
    return verdict.problems().isEmpty()
        ? Answer.done(kind == Kind.ADD ? "Thêm mới thành công" : "Cập nhật thành công")
        : refused(verdict);
  }

  private Optional<Problem> problem(Kind kind, JsonNode item) {
    String service = kind == Kind.STEP ? "CapNhatTienDoHoSoMC" : "DongBoHoSoMC";
    if (faults.refuses(service, item.path("MaHoSo").asText())) {
      return Optional.of(Problem.of("MaHoSo", "hồ sơ bị từ chối (lỗi dựng sẵn)"));
    }
    return kind == Kind.STEP ? StepChecks.problem(item) : checks.problem(item);
  }

  private static Answer refused(Verdict verdict) {
    boolean duplicatesOnly =
        verdict.problems().stream().allMatch(entry -> entry.getValue().duplicate());
    String told =
        verdict.problems().stream()
            .limit(PROBLEMS_TOLD)
            .map(entry -> told(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining("; "));
    return Answer.failed(duplicatesOnly ? Answer.DUPLICATE : Answer.REFUSED, told);
  }

  private static String told(String code, Problem problem) {
    return problem.duplicate()
        ? "Hồ sơ " + code + " đã tồn tại"
        : "Hồ sơ " + code + ": " + problem.field() + ": " + problem.text();
  }

  private Answer dossiers(JsonNode body, Optional<String> jwtId) {
    return switch (body.path("isUpdating").asText()) {
      case "True" -> push(Kind.UPDATE, body.path("data"), jwtId);
      case "False" -> push(Kind.ADD, body.path("data"), jwtId);
      default -> Answer.failed(Answer.MALFORMED, "isUpdating phải là True hoặc False");
    };
  }

  private Answer list(String service) {
    return Answer.rows(
        switch (service) {
          case "LayDanhSachTTHC" -> catalogue.procedureList();
          case "LayDanhMucLinhVuc" -> catalogue.sectors();
          default -> catalogue.agencies();
        });
  }

  private Answer procedure(String code) {
    return code.isEmpty()
        ? Answer.failed(Answer.MALFORMED, "thiếu maTTHC")
        : Answer.rows(catalogue.procedure(code));
  }

  private Answer lookUp(String code) {
    if (code.isEmpty()) {
      return Answer.failed(Answer.MALFORMED, "thiếu mahoso");
    }
    book.lookedUp();
    ArrayNode found = JsonNodeFactory.instance.arrayNode();
    if (book.knows(code)) {
      found.addObject().put("MAHOSO", code);
    }
    return Answer.rows(found);
  }

  /** A request field whose case differs between clients. */
  private static String field(JsonNode body, String name) {
    return body.properties().stream()
        .filter(field -> field.getKey().equalsIgnoreCase(name))
        .map(field -> field.getValue().asText())
        .findFirst()
        .orElse("");
  }
}
