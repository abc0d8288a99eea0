ALTER TABLE dossiers.dossier ADD COLUMN epoch integer NOT NULL DEFAULT 0 CHECK (epoch >= 0);

COMMENT ON COLUMN dossiers.dossier.epoch IS
  'Newest epoch of the feed that spoke of the dossier. A new epoch may leave out versions: captured_through jumps to just before its first.';
