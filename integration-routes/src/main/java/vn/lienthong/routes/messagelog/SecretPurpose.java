package vn.lienthong.routes.messagelog;

/** What a row of messagelog.secret opens; the names stand in the database. */
enum SecretPurpose {
  PAYLOAD,
  SEGMENT,
  DOSSIER,
  CALLER
}
