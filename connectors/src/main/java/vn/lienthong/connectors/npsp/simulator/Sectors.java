package vn.lienthong.connectors.npsp.simulator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.schemas.codelist.CatalogueProcedure;
import vn.lienthong.schemas.codelist.CatalogueSectorRow;
import vn.lienthong.schemas.codelist.RealCatalogue;

/**
 * Sectors by code. A sector of which no source gives the code gets a made-up one, {@code SIM-LV001}
 * and so on, the same for every procedure of that name.
 */
final class Sectors {
  private final Map<String, String> nameByCode = new LinkedHashMap<>();
  private final Map<String, String> madeCodeByName = new LinkedHashMap<>();

  Sectors(RealCatalogue catalogue) {
    for (CatalogueSectorRow row : catalogue.sectors()) {
      row.code().ifPresent(code -> nameByCode.putIfAbsent(code, row.name()));
    }
    for (CatalogueProcedure row : catalogue.procedures()) {
      row.sector()
          .code()
          .ifPresentOrElse(
              code -> nameByCode.putIfAbsent(code, row.sector().name()),
              () -> madeCodeByName.computeIfAbsent(row.sector().name(), _ -> nextMadeCode()));
    }
  }

  private String nextMadeCode() {
    return "SIM-LV%03d".formatted(madeCodeByName.size() + 1);
  }

  /** The made-up code of a sector without one. */
  String madeCode(String name) {
    return Optional.ofNullable(madeCodeByName.get(name)).orElse("SIM-LV000");
  }

  /** Name by code, made-up codes included. */
  Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>(nameByCode);
    madeCodeByName.forEach((name, code) -> all.put(code, name));
    return all;
  }

  /** The ministry's or agency's code: what stands before the dash; the source has no other. */
  static String owner(String code) {
    int dash = code.indexOf('-');
    return dash < 0 ? code : code.substring(0, dash);
  }
}
