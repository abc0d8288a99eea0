package vn.lienthong.routes.exposed;

import java.util.UUID;

/** A software that is registered to call the hub. */
record Client(UUID id, String name) {}
