package org.leveretmq.tls;

/** Whether clients have to show a certificate of their own. One that is shown must always be trusted, or the handshake fails. */
public enum ClientAuthentication {
    /** Clients are not asked. */
    NONE,
    /** Clients may show one. */
    OPTIONAL,
    /** Clients have to show one. */
    REQUIRED
}
