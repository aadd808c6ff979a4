package org.leveretmq.tls;

import org.jspecify.annotations.Nullable;

/** The settings or files of TLS cannot be used; the message is one sentence that names the setting. */
public final class TlsConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TlsConfigurationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
