package vn.lienthong.connectors.onestop;

import java.util.List;
import java.util.Optional;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.schemas.procedure.ProcedureCode;

/**
 * What the hub fills and fetches at the one-stop system, by SQL or by REST. Every method throws
 * {@link HubException} LT-4001 when the system cannot be reached, LT-4051 when it refuses access
 * and LT-4052 when it breaks the contract; each may then be called again.
 */
public interface OneStop {

  /**
   * Says what became of rows of the feed, all or none of them when by SQL. The newest word by
   * {@link Acknowledgement#at()} stands; repeating changes nothing.
   */
  void acknowledge(List<Acknowledgement> acknowledgements);

  /**
   * The newest words about rows of these dossiers, as {@link #acknowledge} put them: what a
   * restored hub has forgotten. Empty where the contract has no way to read them (REST).
   */
  List<Acknowledgement> acknowledged(String partner, List<String> codes);

  /** Adds or replaces procedures. Repeating changes nothing. */
  void putProcedures(List<ProcedureCopy> procedures);

  /** Closes a procedure to new dossiers; does nothing when it is not there or closed already. */
  void closeProcedure(ProcedureCode code);

  /** All procedures that the one-stop system holds, open and closed, ordered by code. */
  List<ProcedureCopy> procedures();

  /** The file under this key, or empty when there is none. Files over 50 MB are not served. */
  Optional<StoredFile> openFile(String key);
}
