package vn.lienthong.connectors.npsp.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import vn.lienthong.schemas.codelist.CatalogueAgency;
import vn.lienthong.schemas.codelist.CatalogueProcedure;
import vn.lienthong.schemas.codelist.RealCatalogue;
import vn.lienthong.schemas.codelist.ScopeRow;

/** What the portal answers about procedures, sectors and agencies, its real faults included. */
final class CatalogueAnswers {
  /** The portal uses this code twice, once with a leading space (laocai/README.md). */
  private static final String TWICE = "1.014325";

  private static final String TWICE_NAME =
      "Thủ tục trùng mã của tỉnh Tuyên Quang " + FieldTally.MADE_UP;

  private final RealCatalogue catalogue;
  private final Sectors sectors;

  /**
   * What was changed by hand, by code: LISTED true or false, LISTED_AS another code in the list,
   * and leaves of the detail.
   */
  private final Map<String, ObjectNode> changes = new ConcurrentHashMap<>();

  CatalogueAnswers(RealCatalogue catalogue) {
    this.catalogue = catalogue;
    this.sectors = new Sectors(catalogue);
  }

  boolean knows(String code) {
    return catalogue.procedure(code).isPresent() && isListed(code);
  }

  /** LayDanhSachTTHC: every code of the catalogue, and the doubled one once more. */
  ArrayNode procedureList() {
    ArrayNode list = JsonNodeFactory.instance.arrayNode(5800);
    for (CatalogueProcedure row : catalogue.procedures()) {
      if (!isListed(row.code())) {
        continue;
      }
      String name = changed(row.code(), "TENTTHC").map(JsonNode::asText).orElse(row.name());
      String code = changed(row.code(), "LISTED_AS").map(JsonNode::asText).orElse(row.code());
      list.addObject().put("MATTHC", code).put("TENTTHC", name);
      if (row.code().equals(TWICE)) {
        list.addObject().put("MATTHC", " " + TWICE).put("TENTTHC", TWICE_NAME);
      }
    }
    return list;
  }

  /** LayDanhSachTTHCDonVi: the demo's scope, for Lào Cai only. */
  ArrayNode procedureListOf(String agency) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    if (agency.equals("H38") || agency.equals("000.00.00.H38")) {
      for (ScopeRow scope : catalogue.scope1655()) {
        catalogue
            .procedure(scope.code().value())
            .filter(row -> isListed(row.code()))
            .ifPresent(
                row -> list.addObject().put("MATTHC", row.code()).put("TENTTHC", row.name()));
      }
    }
    return list;
  }

  /** LayThuTuc; an unknown code gives no rows. */
  ArrayNode procedure(String code) {
    ArrayNode result = JsonNodeFactory.instance.arrayNode();
    catalogue
        .procedure(code)
        .filter(row -> isListed(code))
        .ifPresent(
            row -> {
              ObjectNode detail = ProcedureDetail.of(catalogue, sectors, row, new FieldTally());
              Optional.ofNullable(changes.get(code)).ifPresent(detail::setAll);
              detail.remove(List.of("LISTED", "LISTED_AS"));
              result.add(detail);
            });
    return result;
  }

  /** LayDanhMucLinhVuc. */
  ArrayNode sectors() {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    sectors
        .all()
        .forEach(
            (code, name) ->
                list.addObject()
                    .put("MALINHVUC", code)
                    .put("TENLINHVUC", name)
                    .put("MANGANH", Sectors.owner(code)));
    return list;
  }

  /** LayDanhMucCoQuan. */
  ArrayNode agencies() {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (CatalogueAgency agency : catalogue.agencies()) {
      list.addObject()
          .put("MADONVI", agency.code().value())
          .put("TENDONVI", agency.name())
          .put("CAPDONVI", agency.level());
    }
    return list;
  }

  /** Changes leaves of a procedure's detail; LISTED and LISTED_AS change its row of the list. */
  void change(String code, ObjectNode leaves) {
    changes.merge(code, leaves, (old, more) -> old.deepCopy().setAll(more));
  }

  NpspSimulator.FieldCounts fieldCounts(Collection<String> codes) {
    var fields = new FieldTally();
    codes.forEach(
        code ->
            catalogue
                .procedure(code)
                .ifPresent(row -> ProcedureDetail.of(catalogue, sectors, row, fields)));
    return new NpspSimulator.FieldCounts(fields.real(), fields.generated());
  }

  private boolean isListed(String code) {
    return changed(code, "LISTED").map(JsonNode::asBoolean).orElse(true);
  }

  private Optional<JsonNode> changed(String code, String leaf) {
    return Optional.ofNullable(changes.get(code)).map(leaves -> leaves.get(leaf));
  }
}
