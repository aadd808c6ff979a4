package org.leveretmq.rar;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.io.Serializable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.Map;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/**
 * Hosts the broker in a Jakarta EE server (Jakarta Connectors 2.1 §5): the server sets the properties, calls {@link #start},
 * and {@link #stop} before it undeploys.
 *
 * <p>Every property is documented in {@link Setting} and {@code ra.xml}, with its unit, range and default; an environment
 * variable {@code LEVERETMQ_…} overrides it. Equal to another instance with the same configuration, as the server requires (§19.4.2).
 */
public class BrokerResourceAdapter implements ResourceAdapter, Serializable {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(BrokerResourceAdapter.class.getName());

    /** Where the launcher of leveretmq.jar finds why the last start failed: servers tell nobody but their log. */
    private static final String FAILURE_PROPERTY = "org.leveretmq.startFailure";

    private final EnumMap<Setting, String> configured = new EnumMap<>(Setting.class);

    /** An adapter with every property at its default. */
    public BrokerResourceAdapter() {}

    /**
     * Starts the broker; the deployment fails if this throws.
     *
     * @throws ResourceAdapterInternalException with one sentence for the operator; no thread or socket is left behind
     */
    @Override
    public void start(BootstrapContext context) throws ResourceAdapterInternalException {
        start(System.getenv());
    }

    void start(Map<String, String> environment) throws ResourceAdapterInternalException {
        try {
            OwnThread.run(() -> acquire(environment));
            System.clearProperty(FAILURE_PROPERTY);
        } catch (ResourceAdapterInternalException e) {
            System.setProperty(FAILURE_PROPERTY, String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private void acquire(Map<String, String> environment) throws ResourceAdapterInternalException {
        try {
            AdapterSettings settings = AdapterSettings.resolve(configured, environment);
            boolean isDefault = settings.equals(AdapterSettings.resolve(Map.of(), environment));
            HostedBrokers.OF_THIS_ARCHIVE.acquire(this, isDefault, settings);
        } catch (IllegalArgumentException e) {
            throw new ResourceAdapterInternalException(e.getMessage(), e);
        }
    }

    /** Stops the broker: clients get 320 CONNECTION_FORCED, threads and sockets are released. Does nothing if not started. */
    @Override
    public void stop() {
        try {
            OwnThread.run(() -> HostedBrokers.OF_THIS_ARCHIVE.release(this));
        } catch (ResourceAdapterInternalException e) {
            LOG.log(Level.ERROR, "The broker could not be stopped", e);
        }
    }

    /** Refuses: messages are delivered to AMQP clients only. */
    @Override
    public void endpointActivation(MessageEndpointFactory endpointFactory, ActivationSpec spec)
            throws ResourceException {
        throw new NotSupportedException("This resource adapter does not deliver to message endpoints");
    }

    /** Does nothing, as no endpoint can have been activated. */
    @Override
    public void endpointDeactivation(MessageEndpointFactory endpointFactory, ActivationSpec spec) {}

    /** None: no endpoint takes part in a transaction. */
    @Override
    public XAResource[] getXAResources(ActivationSpec[] specs) {
        return new XAResource[0];
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

    /** {@link Setting#MAX_HELD_MEBIBYTES}. */
    public @Nullable Integer getMaxHeldMebibytes() {
        return number(Setting.MAX_HELD_MEBIBYTES);
    }

    /** {@link Setting#MAX_HELD_MEBIBYTES}. */
    public void setMaxHeldMebibytes(@Nullable Integer maxHeldMebibytes) {
        configure(Setting.MAX_HELD_MEBIBYTES, maxHeldMebibytes);
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

    /** {@link Setting#DATA_DIRECTORY}. */
    public @Nullable String getDataDirectory() {
        return text(Setting.DATA_DIRECTORY);
    }

    /** {@link Setting#DATA_DIRECTORY}. */
    public void setDataDirectory(@Nullable String dataDirectory) {
        configure(Setting.DATA_DIRECTORY, dataDirectory);
    }

    private @Nullable String text(Setting setting) {
        return configured.get(setting);
    }

    private @Nullable Integer number(Setting setting) {
        String value = configured.get(setting);
        return value == null ? null : Integer.valueOf(value);
    }

    private void configure(Setting setting, @Nullable Object value) {
        if (value == null) {
            configured.remove(setting);
        } else {
            configured.put(setting, value.toString());
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BrokerResourceAdapter that && configured.equals(that.configured);
    }

    @Override
    public int hashCode() {
        return configured.hashCode();
    }

    @Override
    public String toString() {
        return "BrokerResourceAdapter" + configured;
    }
}
