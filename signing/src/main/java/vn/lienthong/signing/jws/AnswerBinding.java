package vn.lienthong.signing.jws;

/**
 * What an answer's signature is bound to: the request's call, the status, and the request's JWS.
 *
 * @param call as in the request, with the answer's own iat and jti, and who asked as audience
 * @param status HTTP status of the answer
 * @param requestDigest base64url SHA-256 of the request's JWS, empty text when it had none
 */
public record AnswerBinding(RequestBinding call, int status, String requestDigest) {}
