/**
 * TLS: the certificate, its private key and the trusted authorities, read from files, checked, and read again when they change.
 *
 * <p>Knows the JDK's {@code javax.net.ssl} and no socket: {@code transport} asks {@link org.leveretmq.tls.TlsContext} for an engine
 * for each connection. Files are read on threads that may block. Depends on {@code concurrent} only.
 */
@NullMarked
package org.leveretmq.tls;

import org.jspecify.annotations.NullMarked;
