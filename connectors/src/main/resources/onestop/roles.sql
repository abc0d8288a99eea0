-- Suggested rights of the hub's account. Run as the owner of schema lien_thong, after feed.sql.
-- Then: CREATE ROLE hub LOGIN PASSWORD '…' IN ROLE lien_thong_hub CONNECTION LIMIT 10;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lien_thong_hub') THEN
    CREATE ROLE lien_thong_hub NOLOGIN;
  END IF;
END
$$;

GRANT USAGE ON SCHEMA lien_thong TO lien_thong_hub;
GRANT SELECT ON lien_thong.feed_epoch, lien_thong.change_feed, lien_thong.file TO lien_thong_hub;
GRANT SELECT, INSERT, UPDATE ON lien_thong.acknowledgement, lien_thong.procedure TO lien_thong_hub;
GRANT EXECUTE ON FUNCTION lien_thong.current_epoch() TO lien_thong_hub;
REVOKE EXECUTE ON FUNCTION lien_thong.begin_epoch(text) FROM PUBLIC;
