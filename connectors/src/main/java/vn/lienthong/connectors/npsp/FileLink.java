package vn.lienthong.connectors.npsp;

import java.net.URI;
import vn.lienthong.schemas.dossier.FileReference;

/** Gives the address under which a partner may fetch a file. */
@FunctionalInterface
public interface FileLink {
  URI of(FileReference file);
}
