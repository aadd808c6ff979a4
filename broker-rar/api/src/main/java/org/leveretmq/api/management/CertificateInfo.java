package org.leveretmq.api.management;

import java.time.Instant;

/**
 * A certificate (X.509).
 *
 * @param subject the distinguished name of whom it is for (RFC 2253)
 * @param issuer the distinguished name of the authority (RFC 2253)
 * @param notBefore when it begins to be valid
 * @param notAfter when it ends to be valid
 */
public record CertificateInfo(String subject, String issuer, Instant notBefore, Instant notAfter) {}
