package vn.lienthong.signing.jws;

import java.time.Instant;

/**
 * What a request's signature is bound to.
 *
 * @param issuedAt claim iat, whole seconds
 * @param jwtId claim jti, never used twice
 * @param correlationId claim cid
 * @param audience claim aud: the dstcode of who is meant
 * @param method claim htm
 * @param path claim htu: the path as the provider sees it, never a forwarding address
 */
public record RequestBinding(
    Instant issuedAt,
    String jwtId,
    String correlationId,
    String audience,
    String method,
    String path) {}
