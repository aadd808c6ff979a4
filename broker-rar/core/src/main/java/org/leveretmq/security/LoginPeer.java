package org.leveretmq.security;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody logs in from.
 *
 * @param address the client's address
 * @param certificate the client's certificate that TLS has verified, null if it has shown none
 */
public record LoginPeer(InetAddress address, @Nullable X509Certificate certificate) {}
