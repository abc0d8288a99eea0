package vn.lienthong.routes.files;

import java.net.URI;
import vn.lienthong.schemas.dossier.DossierCode;
import vn.lienthong.schemas.dossier.FileReference;

/** Issues unguessable, expiring links to the files of a dossier. */
public final class FileLinks {

  /** The address of the file for one partner; the same one until it is near its end. */
  public URI linkFor(String partner, DossierCode dossier, FileReference file) {
    throw new UnsupportedOperationException(partner + dossier + file);
  }
}
