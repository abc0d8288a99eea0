package vn.lienthong.routes.procedures;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import vn.lienthong.schemas.procedure.Procedure;
import vn.lienthong.schemas.procedure.Procedure.Agencies;
import vn.lienthong.schemas.procedure.Procedure.ChannelTerms;
import vn.lienthong.schemas.procedure.Procedure.FeeTerm;
import vn.lienthong.schemas.procedure.Procedure.LegalBasis;
import vn.lienthong.schemas.procedure.Procedure.Paper;
import vn.lienthong.schemas.procedure.Procedure.PaperCase;
import vn.lienthong.schemas.procedure.Procedure.Publication;
import vn.lienthong.schemas.procedure.Procedure.ResultKind;
import vn.lienthong.schemas.procedure.Procedure.Sector;
import vn.lienthong.schemas.procedure.Procedure.Term;
import vn.lienthong.schemas.procedure.Procedure.Texts;
import vn.lienthong.schemas.procedure.ProcedureCode;

/** A procedure as it could be; a test changes what matters to it. */
public record ProcedureBuilder(
    String code, String name, String feeVnd, String days, List<String> papers, String description) {

  public static ProcedureBuilder aProcedure(String code) {
    return new ProcedureBuilder(
        code, "Thủ tục " + code, "120000", "5", List.of("Đơn đề nghị", "Bản sao"), "Mô tả");
  }

  public ProcedureBuilder named(String other) {
    return new ProcedureBuilder(code, other, feeVnd, days, papers, description);
  }

  ProcedureBuilder costing(String vnd) {
    return new ProcedureBuilder(code, name, vnd, days, papers, description);
  }

  ProcedureBuilder taking(String workingDays) {
    return new ProcedureBuilder(code, name, feeVnd, workingDays, papers, description);
  }

  ProcedureBuilder withPapers(String... names) {
    return new ProcedureBuilder(code, name, feeVnd, days, List.of(names), description);
  }

  ProcedureBuilder describedAs(String text) {
    return new ProcedureBuilder(code, name, feeVnd, days, papers, text);
  }

  public Procedure build() {
    var fee =
        new FeeTerm(
            Optional.empty(),
            Optional.of(new BigDecimal(feeVnd)),
            Optional.empty(),
            Optional.of("VND"),
            Optional.empty(),
            Optional.empty());
    var term =
        new Term(
            Optional.of(new BigDecimal(days)),
            Optional.of("ngày làm việc"),
            Optional.empty(),
            List.of(fee));
    return new Procedure(
        new ProcedureCode(code),
        name,
        new Publication(
            Optional.empty(),
            Optional.of("G12"),
            Optional.of("2628/QĐ-BTC"),
            Optional.empty(),
            Optional.empty(),
            Optional.of("1")),
        new Texts(
            Optional.of(description),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        List.of(new Sector("G12-TC04", "Hải quan")),
        List.of(),
        List.of(),
        List.of(new ChannelTerms("1", List.of(term)), new ChannelTerms("2", List.of(term))),
        List.of(),
        List.of(
            new PaperCase(
                Optional.empty(),
                papers.stream()
                    .map(
                        paper ->
                            new Paper(
                                Optional.empty(),
                                paper,
                                Optional.empty(),
                                Optional.of("1"),
                                Optional.empty(),
                                Optional.empty()))
                    .toList())),
        List.of(new ResultKind("KQ.G01.00262", "Quyết định", Optional.empty())),
        List.of(
            new LegalBasis(
                "68/2013/TT-BCA",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty())),
        List.of(),
        List.of(),
        new Agencies(List.of(), List.of(), List.of(), List.of()));
  }
}
