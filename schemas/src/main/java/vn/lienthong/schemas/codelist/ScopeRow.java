package vn.lienthong.schemas.codelist;

import vn.lienthong.schemas.procedure.ProcedureCode;

/** One procedure of the province's scope list, and why it stands in it. */
public record ScopeRow(ProcedureCode code, String why) {}
