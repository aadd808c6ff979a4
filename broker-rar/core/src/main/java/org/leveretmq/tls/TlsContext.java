package org.leveretmq.tls;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/**
 * Makes the TLS engines of new connections from the files as they were read last. Engines that were made before {@link #reload} go on with
 * what they have. Any thread; reading files blocks.
 */
public final class TlsContext {
    private record Loaded(TlsSettings settings, SSLContext context, X509Certificate certificate) {}

    private volatile List<FileState> read = List.of();
    private volatile Loaded loaded;

    /** Reads the files. @throws TlsConfigurationException if a setting or a file cannot be used */
    public TlsContext(TlsSettings settings) {
        this.read = states(settings);
        this.loaded = load(settings);
    }

    /** Reads the files again. @throws TlsConfigurationException if one cannot be used; what was read before stays in force then */
    public void reload() {
        use(loaded.settings);
    }

    /**
     * Reads the files of other settings, which are in force from then on; the port, which is open, stays as it is.
     *
     * @throws TlsConfigurationException if a setting or a file cannot be used; what was there before stays in force then
     */
    public void use(TlsSettings settings) {
        read = states(settings);
        loaded = load(settings);
    }

    /** Whether a file has changed since the files were read, or could not be read. */
    boolean filesChanged() {
        return !states(loaded.settings).equals(read);
    }

    private static List<FileState> states(TlsSettings settings) {
        return settings.files().stream().map(FileState::of).toList();
    }

    /** The certificate that clients are shown. */
    public X509Certificate certificate() {
        return loaded.certificate;
    }

    private static Loaded load(TlsSettings settings) {
        KeyMaterial keys = KeyMaterial.read(settings.identity());
        TlsTrust trust = settings.trust();
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            // Without authorities of our own nobody is asked for a certificate, so nobody is to be trusted.
            TrustManager[] trustManagers = trust == null
                    ? new TrustManager[0]
                    : TrustMaterial.read(trust).trustManagers();
            context.init(keys.keyManagers(), trustManagers, null);
            SSLParameters supported = context.getSupportedSSLParameters();
            requireSupported("tlsProtocols", settings.protocols(), supported.getProtocols());
            requireSupported("tlsCiphers", settings.ciphers(), supported.getCipherSuites());
            return new Loaded(settings, context, keys.chain().get(0));
        } catch (GeneralSecurityException e) {
            throw new TlsConfigurationException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private static void requireSupported(String setting, List<String> wanted, String[] supported) {
        List<String> unknown = new ArrayList<>(wanted);
        unknown.removeAll(Arrays.asList(supported));
        if (!unknown.isEmpty()) {
            throw new TlsConfigurationException(
                    "Setting " + setting + " has '" + unknown.get(0) + "', but this Java supports "
                            + String.join(", ", supported),
                    null);
        }
    }

    /** The engine of a new connection, on the server's side. */
    public SSLEngine newEngine() {
        Loaded current = loaded;
        TlsSettings settings = current.settings;
        SSLEngine engine = current.context.createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(settings.protocols().toArray(String[]::new));
        if (!settings.ciphers().isEmpty()) {
            parameters.setCipherSuites(settings.ciphers().toArray(String[]::new));
        }
        parameters.setUseCipherSuitesOrder(true);
        switch (settings.clientAuthentication()) {
            case NONE -> parameters.setNeedClientAuth(false);
            case OPTIONAL -> parameters.setWantClientAuth(true);
            case REQUIRED -> parameters.setNeedClientAuth(true);
        }
        engine.setSSLParameters(parameters);
        return engine;
    }
}
