package vn.lienthong.schemas.codelist;

import java.util.Optional;
import vn.lienthong.schemas.agency.AgencyCode;

/**
 * One agency of the province as the national portal lists it. Source: laocai/agencies.csv.
 *
 * @param oldCode code in the form of 2016 to 2020, known for the province only
 * @param level tỉnh, sở, ban quản lý, chi nhánh, xã, phường, đơn vị thuộc sở, đơn vị thuộc xã
 */
public record CatalogueAgency(
    AgencyCode code,
    Optional<String> oldCode,
    String name,
    String level,
    Optional<AgencyCode> parent) {}
