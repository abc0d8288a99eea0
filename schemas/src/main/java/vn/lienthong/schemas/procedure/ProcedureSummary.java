package vn.lienthong.schemas.procedure;

/** What the national list gives for each procedure: its code and its name. */
public record ProcedureSummary(ProcedureCode code, String name) {}
