-- Operators look for deliveries by the beginning of a code, by state and by error, newest first.

-- Beginnings, and equality as before.
CREATE INDEX dossier_code_begins ON dossiers.dossier (code text_pattern_ops);
DROP INDEX dossiers.dossier_code;

-- States that are rare; the usual way DUE, IN_FLIGHT, DELIVERED leaves this index alone.
CREATE INDEX delivery_state_changed ON dossiers.delivery (state, changed_at)
  WHERE state IN ('REFUSED', 'PARKED', 'IN_DOUBT', 'SUPERSEDED', 'CANCELLED', 'ADOPTED', 'FOREIGN');
CREATE INDEX delivery_error_changed ON dossiers.delivery (error_code, changed_at)
  WHERE error_code IS NOT NULL;

-- What is parked has a cause too.
CREATE INDEX delivery_held ON dossiers.delivery (error_code, error_field)
  WHERE state IN ('REFUSED', 'PARKED');
DROP INDEX dossiers.delivery_refused;
