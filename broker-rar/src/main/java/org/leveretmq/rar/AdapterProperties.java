package org.leveretmq.rar;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The configuration properties of the adapter as the server sets them, not checked yet: what each of them is, is said in {@link Setting}
 * and {@code ra.xml}. The types of getters and setters are those of the properties, as servers demand.
 */
public abstract class AdapterProperties implements Serializable {
    private static final long serialVersionUID = 1L;

    private final EnumMap<Setting, String> configured = new EnumMap<>(Setting.class);

    /** Every property at its default. */
    AdapterProperties() {}

    /** What the server has set. */
    Map<Setting, String> configured() {
        return configured;
    }

    /** {@link Setting#BROKER_NAME}. */
    public @Nullable String getBrokerName() {
        return text(Setting.BROKER_NAME);
    }

    /** {@link Setting#BROKER_NAME}. */
    public void setBrokerName(@Nullable String brokerName) {
        configure(Setting.BROKER_NAME, brokerName);
    }

    /** {@link Setting#BIND_ADDRESS}. */
    public @Nullable String getBindAddress() {
        return text(Setting.BIND_ADDRESS);
    }

    /** {@link Setting#BIND_ADDRESS}. */
    public void setBindAddress(@Nullable String bindAddress) {
        configure(Setting.BIND_ADDRESS, bindAddress);
    }

    /** {@link Setting#PORT}. */
    public @Nullable Integer getPort() {
        return number(Setting.PORT);
    }

    /** {@link Setting#PORT}. */
    public void setPort(@Nullable Integer port) {
        configure(Setting.PORT, port);
    }

    /** {@link Setting#FRAME_MAX_BYTES}. */
    public @Nullable Integer getFrameMaxBytes() {
        return number(Setting.FRAME_MAX_BYTES);
    }

    /** {@link Setting#FRAME_MAX_BYTES}. */
    public void setFrameMaxBytes(@Nullable Integer frameMaxBytes) {
        configure(Setting.FRAME_MAX_BYTES, frameMaxBytes);
    }

    /** {@link Setting#CHANNEL_MAX}. */
    public @Nullable Integer getChannelMax() {
        return number(Setting.CHANNEL_MAX);
    }

    /** {@link Setting#CHANNEL_MAX}. */
    public void setChannelMax(@Nullable Integer channelMax) {
        configure(Setting.CHANNEL_MAX, channelMax);
    }

    /** {@link Setting#HEARTBEAT_SECONDS}. */
    public @Nullable Integer getHeartbeatSeconds() {
        return number(Setting.HEARTBEAT_SECONDS);
    }

    /** {@link Setting#HEARTBEAT_SECONDS}. */
    public void setHeartbeatSeconds(@Nullable Integer heartbeatSeconds) {
        configure(Setting.HEARTBEAT_SECONDS, heartbeatSeconds);
    }

    /** {@link Setting#EVENT_LOOPS}. */
    public @Nullable Integer getEventLoops() {
        return number(Setting.EVENT_LOOPS);
    }

    /** {@link Setting#EVENT_LOOPS}. */
    public void setEventLoops(@Nullable Integer eventLoops) {
        configure(Setting.EVENT_LOOPS, eventLoops);
    }

    /** {@link Setting#MAX_MESSAGE_BYTES}. */
    public @Nullable Integer getMaxMessageBytes() {
        return number(Setting.MAX_MESSAGE_BYTES);
    }

    /** {@link Setting#MAX_MESSAGE_BYTES}. */
    public void setMaxMessageBytes(@Nullable Integer maxMessageBytes) {
        configure(Setting.MAX_MESSAGE_BYTES, maxMessageBytes);
    }

    /** {@link Setting#CONSUMER_TIMEOUT_SECONDS}. */
    public @Nullable Integer getConsumerTimeoutSeconds() {
        return number(Setting.CONSUMER_TIMEOUT_SECONDS);
    }

    /** {@link Setting#CONSUMER_TIMEOUT_SECONDS}. */
    public void setConsumerTimeoutSeconds(@Nullable Integer consumerTimeoutSeconds) {
        configure(Setting.CONSUMER_TIMEOUT_SECONDS, consumerTimeoutSeconds);
    }

    /** {@link Setting#MAX_HELD_MEBIBYTES}. */
    public @Nullable Integer getMaxHeldMebibytes() {
        return number(Setting.MAX_HELD_MEBIBYTES);
    }

    /** {@link Setting#MAX_HELD_MEBIBYTES}. */
    public void setMaxHeldMebibytes(@Nullable Integer maxHeldMebibytes) {
        configure(Setting.MAX_HELD_MEBIBYTES, maxHeldMebibytes);
    }

    /** {@link Setting#HEAP_WATERMARK_PERCENT}. */
    public @Nullable Integer getHeapWatermarkPercent() {
        return number(Setting.HEAP_WATERMARK_PERCENT);
    }

    /** {@link Setting#HEAP_WATERMARK_PERCENT}. */
    public void setHeapWatermarkPercent(@Nullable Integer heapWatermarkPercent) {
        configure(Setting.HEAP_WATERMARK_PERCENT, heapWatermarkPercent);
    }

    /** {@link Setting#DISK_FREE_LIMIT_MEBIBYTES}. */
    public @Nullable Integer getDiskFreeLimitMebibytes() {
        return number(Setting.DISK_FREE_LIMIT_MEBIBYTES);
    }

    /** {@link Setting#DISK_FREE_LIMIT_MEBIBYTES}. */
    public void setDiskFreeLimitMebibytes(@Nullable Integer diskFreeLimitMebibytes) {
        configure(Setting.DISK_FREE_LIMIT_MEBIBYTES, diskFreeLimitMebibytes);
    }

    /** {@link Setting#DISK_FREE_LIMIT_PERCENT}. */
    public @Nullable Integer getDiskFreeLimitPercent() {
        return number(Setting.DISK_FREE_LIMIT_PERCENT);
    }

    /** {@link Setting#DISK_FREE_LIMIT_PERCENT}. */
    public void setDiskFreeLimitPercent(@Nullable Integer diskFreeLimitPercent) {
        configure(Setting.DISK_FREE_LIMIT_PERCENT, diskFreeLimitPercent);
    }

    /** {@link Setting#LOOPBACK_USERS}. */
    public @Nullable String getLoopbackUsers() {
        return text(Setting.LOOPBACK_USERS);
    }

    /** {@link Setting#LOOPBACK_USERS}. */
    public void setLoopbackUsers(@Nullable String loopbackUsers) {
        configure(Setting.LOOPBACK_USERS, loopbackUsers);
    }

    /** {@link Setting#PRODUCT}. */
    public @Nullable String getProduct() {
        return text(Setting.PRODUCT);
    }

    /** {@link Setting#PRODUCT}. */
    public void setProduct(@Nullable String product) {
        configure(Setting.PRODUCT, product);
    }

    /** {@link Setting#VERSION}. */
    public @Nullable String getVersion() {
        return text(Setting.VERSION);
    }

    /** {@link Setting#VERSION}. */
    public void setVersion(@Nullable String version) {
        configure(Setting.VERSION, version);
    }

    /** {@link Setting#STORE}. */
    public @Nullable String getStore() {
        return text(Setting.STORE);
    }

    /** {@link Setting#STORE}. */
    public void setStore(@Nullable String store) {
        configure(Setting.STORE, store);
    }

    /** {@link Setting#DATA_DIRECTORY}. */
    public @Nullable String getDataDirectory() {
        return text(Setting.DATA_DIRECTORY);
    }

    /** {@link Setting#DATA_DIRECTORY}. */
    public void setDataDirectory(@Nullable String dataDirectory) {
        configure(Setting.DATA_DIRECTORY, dataDirectory);
    }

    /** {@link Setting#DATA_SOURCE_JNDI_NAME}. */
    public @Nullable String getDataSourceJndiName() {
        return text(Setting.DATA_SOURCE_JNDI_NAME);
    }

    /** {@link Setting#DATA_SOURCE_JNDI_NAME}. */
    public void setDataSourceJndiName(@Nullable String dataSourceJndiName) {
        configure(Setting.DATA_SOURCE_JNDI_NAME, dataSourceJndiName);
    }

    /** {@link Setting#TLS_PORT}. */
    public @Nullable Integer getTlsPort() {
        return number(Setting.TLS_PORT);
    }

    /** {@link Setting#TLS_PORT}. */
    public void setTlsPort(@Nullable Integer tlsPort) {
        configure(Setting.TLS_PORT, tlsPort);
    }

    /** {@link Setting#TLS_CERTIFICATE}. */
    public @Nullable String getTlsCertificate() {
        return text(Setting.TLS_CERTIFICATE);
    }

    /** {@link Setting#TLS_CERTIFICATE}. */
    public void setTlsCertificate(@Nullable String tlsCertificate) {
        configure(Setting.TLS_CERTIFICATE, tlsCertificate);
    }

    /** {@link Setting#TLS_PRIVATE_KEY}. */
    public @Nullable String getTlsPrivateKey() {
        return text(Setting.TLS_PRIVATE_KEY);
    }

    /** {@link Setting#TLS_PRIVATE_KEY}. */
    public void setTlsPrivateKey(@Nullable String tlsPrivateKey) {
        configure(Setting.TLS_PRIVATE_KEY, tlsPrivateKey);
    }

    /** {@link Setting#TLS_PRIVATE_KEY_PASSWORD}. */
    public @Nullable String getTlsPrivateKeyPassword() {
        return text(Setting.TLS_PRIVATE_KEY_PASSWORD);
    }

    /** {@link Setting#TLS_PRIVATE_KEY_PASSWORD}. */
    public void setTlsPrivateKeyPassword(@Nullable String tlsPrivateKeyPassword) {
        configure(Setting.TLS_PRIVATE_KEY_PASSWORD, tlsPrivateKeyPassword);
    }

    /** {@link Setting#TLS_KEY_STORE}. */
    public @Nullable String getTlsKeyStore() {
        return text(Setting.TLS_KEY_STORE);
    }

    /** {@link Setting#TLS_KEY_STORE}. */
    public void setTlsKeyStore(@Nullable String tlsKeyStore) {
        configure(Setting.TLS_KEY_STORE, tlsKeyStore);
    }

    /** {@link Setting#TLS_KEY_STORE_PASSWORD}. */
    public @Nullable String getTlsKeyStorePassword() {
        return text(Setting.TLS_KEY_STORE_PASSWORD);
    }

    /** {@link Setting#TLS_KEY_STORE_PASSWORD}. */
    public void setTlsKeyStorePassword(@Nullable String tlsKeyStorePassword) {
        configure(Setting.TLS_KEY_STORE_PASSWORD, tlsKeyStorePassword);
    }

    /** {@link Setting#TLS_TRUST_STORE}. */
    public @Nullable String getTlsTrustStore() {
        return text(Setting.TLS_TRUST_STORE);
    }

    /** {@link Setting#TLS_TRUST_STORE}. */
    public void setTlsTrustStore(@Nullable String tlsTrustStore) {
        configure(Setting.TLS_TRUST_STORE, tlsTrustStore);
    }

    /** {@link Setting#TLS_TRUST_STORE_PASSWORD}. */
    public @Nullable String getTlsTrustStorePassword() {
        return text(Setting.TLS_TRUST_STORE_PASSWORD);
    }

    /** {@link Setting#TLS_TRUST_STORE_PASSWORD}. */
    public void setTlsTrustStorePassword(@Nullable String tlsTrustStorePassword) {
        configure(Setting.TLS_TRUST_STORE_PASSWORD, tlsTrustStorePassword);
    }

    /** {@link Setting#TLS_CLIENT_AUTHENTICATION}. */
    public @Nullable String getTlsClientAuthentication() {
        return text(Setting.TLS_CLIENT_AUTHENTICATION);
    }

    /** {@link Setting#TLS_CLIENT_AUTHENTICATION}. */
    public void setTlsClientAuthentication(@Nullable String tlsClientAuthentication) {
        configure(Setting.TLS_CLIENT_AUTHENTICATION, tlsClientAuthentication);
    }

    /** {@link Setting#TLS_PROTOCOLS}. */
    public @Nullable String getTlsProtocols() {
        return text(Setting.TLS_PROTOCOLS);
    }

    /** {@link Setting#TLS_PROTOCOLS}. */
    public void setTlsProtocols(@Nullable String tlsProtocols) {
        configure(Setting.TLS_PROTOCOLS, tlsProtocols);
    }

    /** {@link Setting#TLS_CIPHERS}. */
    public @Nullable String getTlsCiphers() {
        return text(Setting.TLS_CIPHERS);
    }

    /** {@link Setting#TLS_CIPHERS}. */
    public void setTlsCiphers(@Nullable String tlsCiphers) {
        configure(Setting.TLS_CIPHERS, tlsCiphers);
    }

    /** {@link Setting#SASL_MECHANISMS}. */
    public @Nullable String getSaslMechanisms() {
        return text(Setting.SASL_MECHANISMS);
    }

    /** {@link Setting#SASL_MECHANISMS}. */
    public void setSaslMechanisms(@Nullable String saslMechanisms) {
        configure(Setting.SASL_MECHANISMS, saslMechanisms);
    }

    /** {@link Setting#CERTIFICATE_NAME}. */
    public @Nullable String getCertificateName() {
        return text(Setting.CERTIFICATE_NAME);
    }

    /** {@link Setting#CERTIFICATE_NAME}. */
    public void setCertificateName(@Nullable String certificateName) {
        configure(Setting.CERTIFICATE_NAME, certificateName);
    }

    /** {@link Setting#ANONYMOUS_USER}. */
    public @Nullable String getAnonymousUser() {
        return text(Setting.ANONYMOUS_USER);
    }

    /** {@link Setting#ANONYMOUS_USER}. */
    public void setAnonymousUser(@Nullable String anonymousUser) {
        configure(Setting.ANONYMOUS_USER, anonymousUser);
    }

    /** {@link Setting#REALM_AUTHENTICATION}. */
    public @Nullable String getRealmAuthentication() {
        return text(Setting.REALM_AUTHENTICATION);
    }

    /** {@link Setting#REALM_AUTHENTICATION}. */
    public void setRealmAuthentication(@Nullable String realmAuthentication) {
        configure(Setting.REALM_AUTHENTICATION, realmAuthentication);
    }

    /** {@link Setting#REALM_TAGS}. */
    public @Nullable String getRealmTags() {
        return text(Setting.REALM_TAGS);
    }

    /** {@link Setting#REALM_TAGS}. */
    public void setRealmTags(@Nullable String realmTags) {
        configure(Setting.REALM_TAGS, realmTags);
    }

    /** {@link Setting#REALM_PERMISSIONS}. */
    public @Nullable String getRealmPermissions() {
        return text(Setting.REALM_PERMISSIONS);
    }

    /** {@link Setting#REALM_PERMISSIONS}. */
    public void setRealmPermissions(@Nullable String realmPermissions) {
        configure(Setting.REALM_PERMISSIONS, realmPermissions);
    }

    private @Nullable String text(Setting setting) {
        return configured.get(setting);
    }

    private @Nullable Integer number(Setting setting) {
        String value = configured.get(setting);
        return value == null ? null : Integer.valueOf(value);
    }

    private void configure(Setting setting, @Nullable Object value) {
        String before = configured.get(setting);
        put(setting, value);
        try {
            changed(setting);
        } catch (IllegalArgumentException e) {
            put(setting, before);
            throw e;
        }
    }

    private void put(Setting setting, @Nullable Object value) {
        if (value == null) {
            configured.remove(setting);
        } else {
            configured.put(setting, value.toString());
        }
    }

    /** A property has been set, to another value or not. @throws IllegalArgumentException if it cannot be; it stays as it was then */
    abstract void changed(Setting setting);

    /** The properties that are set; passwords are hidden. */
    @Override
    public String toString() {
        Map<String, String> shown = new TreeMap<>();
        configured.forEach((setting, value) -> shown.put(setting.property(), setting.shown(value)));
        return getClass().getSimpleName() + shown;
    }
}
