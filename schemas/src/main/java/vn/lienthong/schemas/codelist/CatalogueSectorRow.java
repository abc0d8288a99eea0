package vn.lienthong.schemas.codelist;

import java.util.Optional;

/**
 * One sector (lĩnh vực). Source: laocai/sectors.csv.
 *
 * @param code empty for 135 sectors of which no source gives one
 * @param current true when the catalogue of July 2026 uses it, false for a code of 2023 only
 */
public record CatalogueSectorRow(
    Optional<String> code, String name, Optional<String> ministry, boolean current) {}
