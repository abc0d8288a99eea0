package vn.lienthong.routes.dossiers;

/** How a delivery goes out; decided when it is sent. All items of a call have one form. */
enum Form {
  ADD,
  UPDATE,
  STEP
}
