-- Finding work, and the age of the oldest, cost the same however many dossiers wait.
ALTER TABLE dossiers.dossier ADD COLUMN head_captured_at timestamptz;
COMMENT ON COLUMN dossiers.dossier.head_captured_at IS
  'When the delivery of head_version was captured; NULL when all are finished.';
UPDATE dossiers.dossier AS d SET head_captured_at = v.captured_at
  FROM dossiers.delivery AS v
 WHERE v.month = d.month AND v.partner = d.partner AND v.dossier = d.code
   AND v.version = d.head_version;

CREATE INDEX dossier_oldest ON dossiers.dossier (partner, head_captured_at)
  WHERE head_state IN ('DUE', 'IN_FLIGHT');
CREATE INDEX dossier_alike ON dossiers.dossier (partner, head_form, coalesce(head_limit, 0), head_at)
  WHERE head_state = 'DUE';
COMMENT ON INDEX dossiers.dossier_alike IS
  'The due dossiers that may stand in one call, the longest due first: without it a claim reads past all due dossiers of the other forms.';
