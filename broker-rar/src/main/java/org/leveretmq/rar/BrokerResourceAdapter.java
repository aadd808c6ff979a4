package org.leveretmq.rar;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.ResourceBundle;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.leveretmq.rar.inbound.Endpoints;
import org.leveretmq.rar.inbound.RecoveryResource;

/**
 * Hosts the broker in a Jakarta EE server (Jakarta Connectors 2.1 §5): the server sets the properties, calls {@link #start},
 * and {@link #stop} before it undeploys.
 *
 * <p>Every property is documented in {@link Setting} and {@code ra.xml}, with its unit, range and default; an environment
 * variable {@code LEVERETMQ_…} overrides it. Equal to another instance with the same configuration, as the server requires (§19.4.2).
 */
public class BrokerResourceAdapter extends AdapterProperties implements ResourceAdapter {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(BrokerResourceAdapter.class.getName());

    /** Where the launcher of leveretmq.jar finds why the last start failed: servers tell nobody but their log. */
    private static final String FAILURE_PROPERTY = "org.leveretmq.startFailure";

    /** What was in the environment when it was started; null while it is not. */
    private transient volatile @Nullable Map<String, String> startedIn;

    private transient volatile @Nullable Endpoints endpoints;

    /** An adapter with every property at its default. */
    public BrokerResourceAdapter() {}

    /**
     * Starts the broker; the deployment fails if this throws.
     *
     * @throws ResourceAdapterInternalException with one sentence for the operator; no thread or socket is left behind
     */
    @Override
    public void start(BootstrapContext context) throws ResourceAdapterInternalException {
        start(context, System.getenv());
    }

    void start(BootstrapContext context, Map<String, String> environment) throws ResourceAdapterInternalException {
        try {
            OwnThread.run(() -> acquire(context, environment));
            startedIn = environment;
            endpoints = new Endpoints(context.getWorkManager());
            System.clearProperty(FAILURE_PROPERTY);
        } catch (ResourceAdapterInternalException e) {
            System.setProperty(FAILURE_PROPERTY, String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private void acquire(BootstrapContext context, Map<String, String> environment)
            throws ResourceAdapterInternalException {
        try {
            AdapterSettings settings = AdapterSettings.resolve(configured(), environment);
            boolean isDefault = settings.equals(AdapterSettings.resolve(Map.of(), environment));
            if (isDefault && anotherIsConfigured() && HostedBrokers.OF_THIS_ARCHIVE.leaveToConfigured(this)) {
                return;
            }
            HostedBrokers.OF_THIS_ARCHIVE.acquire(this, isDefault, settings, new ServerRealm(context));
        } catch (IllegalArgumentException e) {
            throw new ResourceAdapterInternalException(e.getMessage(), e);
        } finally {
            // The heir either has it by now, or has failed.
            HostedBrokers.OF_THIS_ARCHIVE.heirFailed();
        }
    }

    private static boolean anotherIsConfigured() {
        return new WildFlyEntries(
                        ManagementFactory.getPlatformMBeanServer(), BrokerResourceAdapter.class.getClassLoader())
                .configureThisArchive();
    }

    /** A live setting counts from now on if the adapter runs (a dynamic update, as {@code ra.xml} says); any other one when it is started. */
    @Override
    void changed(Setting setting) {
        Map<String, String> environment = startedIn;
        if (environment != null && setting.change().isLive()) {
            HostedBrokers.OF_THIS_ARCHIVE.reconfigure(this, AdapterSettings.resolve(configured(), environment));
        }
    }

    /**
     * Stops the broker: clients get 320 CONNECTION_FORCED, threads and sockets are released. Does nothing if not started. If the server does
     * this only to start the adapter with other properties, the broker is left to the next instance.
     */
    @Override
    public void stop() {
        startedIn = null;
        boolean reconfiguration = Reconfiguration.isUnderWay();
        Endpoints known = endpoints;
        endpoints = null;
        if (known != null) {
            known.close();
        }
        try {
            OwnThread.run(() -> {
                if (reconfiguration) {
                    HostedBrokers.OF_THIS_ARCHIVE.leaveToHeir(this);
                } else {
                    HostedBrokers.OF_THIS_ARCHIVE.release(this);
                }
            });
        } catch (ResourceAdapterInternalException e) {
            LOG.log(Level.ERROR, "The broker could not be stopped", e);
        }
        RecordMethodCaches.forgetOurs();
        LastClasses.load();
        // The texts of the persistence provider, which the JDK keeps as long as there is room.
        ResourceBundle.clearCache(BrokerResourceAdapter.class.getClassLoader());
    }

    /**
     * Begins to deliver to a message-driven bean; waits for the broker and for the queue if they are not there yet.
     *
     * @throws ResourceException with one sentence: what is wrong with the bean, with its properties, or what the broker refuses
     */
    @Override
    public void endpointActivation(MessageEndpointFactory endpointFactory, ActivationSpec spec)
            throws ResourceException {
        Endpoints known = endpoints;
        if (known == null) {
            throw new ResourceAdapterInternalException("The resource adapter has not been started");
        }
        known.activate(endpointFactory, spec);
    }

    /** Ends the deliveries to a message-driven bean: what it processes is waited for, everything else goes back to the queue. */
    @Override
    public void endpointDeactivation(MessageEndpointFactory endpointFactory, ActivationSpec spec) {
        Endpoints known = endpoints;
        if (known != null) {
            known.deactivate(endpointFactory, spec);
        }
    }

    /** What the transactions of message-driven beans are finished with that were in doubt when the server crashed: one for each broker. */
    @Override
    public XAResource[] getXAResources(ActivationSpec[] specs) {
        return RecoveryResource.of(specs);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BrokerResourceAdapter that && configured().equals(that.configured());
    }

    @Override
    public int hashCode() {
        return configured().hashCode();
    }
}
