package org.leveretmq.rar;

import java.nio.file.Path;
import java.util.Locale;
import org.leveretmq.BrokerBuilder;
import org.leveretmq.tls.ClientAuthentication;
import org.leveretmq.tls.TlsIdentity;
import org.leveretmq.tls.TlsSettings;
import org.leveretmq.tls.TlsTrust;

/** The TLS listener that the settings describe. */
record TlsConfiguration(AdapterSettings settings) {
    /** Adds the listener if there is a certificate. @throws IllegalArgumentException naming settings that do not fit together */
    void apply(BrokerBuilder builder) {
        boolean pem = isSet(Setting.TLS_CERTIFICATE) || isSet(Setting.TLS_PRIVATE_KEY);
        boolean keyStore = isSet(Setting.TLS_KEY_STORE);
        if (pem && keyStore) {
            throw new IllegalArgumentException(
                    "Settings tlsCertificate and tlsKeyStore are both set, but the certificate can only be in one of them");
        }
        if (pem) {
            requireOther(Setting.TLS_CERTIFICATE, Setting.TLS_PRIVATE_KEY);
            requireOther(Setting.TLS_PRIVATE_KEY, Setting.TLS_CERTIFICATE);
            builder.tls(with(new TlsIdentity.Pem(
                    path(Setting.TLS_CERTIFICATE),
                    path(Setting.TLS_PRIVATE_KEY),
                    settings.text(Setting.TLS_PRIVATE_KEY_PASSWORD))));
        } else if (keyStore) {
            builder.tls(with(new TlsIdentity.KeyStoreFile(
                    path(Setting.TLS_KEY_STORE), settings.text(Setting.TLS_KEY_STORE_PASSWORD))));
        } else {
            // Whoever demands certificates of clients must not find the broker open without.
            requireNoClientAuthentication();
        }
    }

    private void requireNoClientAuthentication() {
        if (clientAuthentication() != ClientAuthentication.NONE) {
            throw new IllegalArgumentException("Setting tlsClientAuthentication is '"
                    + settings.text(Setting.TLS_CLIENT_AUTHENTICATION)
                    + "', but neither setting tlsCertificate nor setting tlsKeyStore switches TLS on");
        }
    }

    private TlsSettings with(TlsIdentity identity) {
        TlsTrust trust = isSet(Setting.TLS_TRUST_STORE)
                ? new TlsTrust(path(Setting.TLS_TRUST_STORE), settings.text(Setting.TLS_TRUST_STORE_PASSWORD))
                : null;
        return new TlsSettings(
                settings.number(Setting.TLS_PORT),
                identity,
                trust,
                clientAuthentication(),
                settings.words(Setting.TLS_PROTOCOLS),
                settings.words(Setting.TLS_CIPHERS));
    }

    private ClientAuthentication clientAuthentication() {
        return ClientAuthentication.valueOf(
                settings.text(Setting.TLS_CLIENT_AUTHENTICATION).toUpperCase(Locale.ROOT));
    }

    private void requireOther(Setting set, Setting other) {
        if (!isSet(other)) {
            throw new IllegalArgumentException("Setting " + set.property() + " is '" + settings.text(set)
                    + "', but setting " + other.property() + " is empty");
        }
    }

    private boolean isSet(Setting setting) {
        return !settings.text(setting).isEmpty();
    }

    private Path path(Setting setting) {
        return Path.of(settings.text(setting));
    }
}
