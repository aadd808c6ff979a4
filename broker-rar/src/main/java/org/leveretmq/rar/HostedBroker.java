package org.leveretmq.rar;

import jakarta.resource.spi.ResourceAdapterInternalException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.leveretmq.Broker;
import org.leveretmq.BrokerStartException;
import org.leveretmq.api.BrokerRegistry;
import org.leveretmq.api.management.BrokerManagement;
import org.leveretmq.rar.session.HostedSessions;
import org.leveretmq.tls.TlsConfigurationException;

/** A running broker with its entries in the registry and in JMX. Opened and closed under the lock of {@link HostedBrokers}. */
final class HostedBroker implements AutoCloseable {
    private static final Logger LOG = System.getLogger(HostedBroker.class.getName());

    private final ReentrantLock changing = new ReentrantLock();
    private volatile AdapterSettings settings;
    private final ServerRealm realm;
    private final Broker broker;
    private final ObjectName objectName;
    private final ObjectName administrationName;
    private final ObjectName storeName;
    private final ObjectName settingsName;
    private final ObjectName transactionsName;
    private final List<ObjectName> registeredInJmx = new ArrayList<>();
    private @Nullable BrokerManagement registered;
    private @Nullable PartBeans parts;

    private HostedBroker(AdapterSettings settings, ServerRealm realm) {
        this.settings = settings;
        this.realm = realm;
        this.objectName = objectName("Broker", settings.brokerName());
        this.administrationName = objectName("Administration", settings.brokerName());
        this.storeName = objectName("Store", settings.brokerName());
        this.settingsName = objectName("Settings", settings.brokerName());
        this.transactionsName = objectName("Transactions", settings.brokerName());
        this.broker = settings.newBroker(realm);
    }

    /**
     * Starts a broker and makes it known. Leaves nothing behind if it throws.
     *
     * @throws ResourceAdapterInternalException with one sentence for the operator: a setting is refused, the broker cannot start
     *     (its port is taken), or another one of its name runs in this server
     */
    static HostedBroker start(AdapterSettings settings, ServerRealm realm) throws ResourceAdapterInternalException {
        try {
            HostedBroker hosted = new HostedBroker(settings, realm);
            hosted.open();
            return hosted;
        } catch (IllegalArgumentException | BrokerStartException e) {
            throw new ResourceAdapterInternalException(e.getMessage(), e);
        }
    }

    private void open() throws ResourceAdapterInternalException {
        boolean opened = false;
        try {
            broker.start();
            BrokerManagement management = broker.management();
            registerInJmx(management);
            if (BrokerRegistry.register(settings.brokerName(), management)) {
                registered = management;
            }
            HostedSessions.opened(broker);
            opened = true;
        } finally {
            if (!opened) {
                close();
            }
        }
    }

    ServerRealm realm() {
        return realm;
    }

    AdapterSettings settings() {
        return settings;
    }

    /**
     * Goes on with other settings, which differ in live ones only.
     *
     * @throws IllegalArgumentException if a setting is refused, saying why; nothing has changed then
     */
    void reconfigure(AdapterSettings others) {
        changing.lock();
        try {
            broker.reconfigure(others.live(realm));
            for (Setting setting : others.differencesFrom(settings)) {
                LOG.log(
                        Level.INFO,
                        "Setting {0} of broker {1} is ''{2}'' now instead of ''{3}'' ({4})",
                        setting.property(),
                        settings.brokerName(),
                        others.shown(setting),
                        settings.shown(setting),
                        others.source(setting));
            }
            settings = others;
        } catch (TlsConfigurationException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } finally {
            changing.unlock();
        }
    }

    private void change(Map<Setting, String> changes) {
        changing.lock();
        try {
            AdapterSettings others = settings.with(changes, "JMX");
            if (!settings.canBecome(others)) {
                throw new IllegalArgumentException("Setting " + others.differenceFrom(settings)
                        + " takes a restart of the broker: change it where the server keeps its configuration");
            }
            reconfigure(others);
        } finally {
            changing.unlock();
        }
    }

    private void registerInJmx(BrokerManagement management) throws ResourceAdapterInternalException {
        try {
            BrokerStatistics statistics = new BrokerStatistics(management, System::nanoTime);
            register(statistics, objectName);
            management.monitoring().addAlarmListener(statistics);
            register(new BrokerAdministration(management), administrationName);
            register(new StoreStatistics(broker), storeName);
            register(new SettingAttributes(this::settings, this::change, broker::reloadTls), settingsName);
            register(new TransactionStatistics(management.transactionAdministration()), transactionsName);
            parts = new PartBeans(settings.brokerName(), management);
        } catch (InstanceAlreadyExistsException e) {
            throw new ResourceAdapterInternalException(
                    "A broker named '" + settings.brokerName()
                            + "' already runs in this server: give this one another brokerName",
                    e);
        } catch (JMException e) {
            throw new ResourceAdapterInternalException("Cannot register the broker in JMX as " + objectName, e);
        }
    }

    private void register(Object bean, ObjectName name) throws JMException {
        ManagementFactory.getPlatformMBeanServer().registerMBean(bean, name);
        registeredInJmx.add(name);
    }

    /** Takes the broker out of the registry and JMX, then closes it: clients get 320 CONNECTION_FORCED. */
    @Override
    public void close() {
        if (registered != null) {
            BrokerRegistry.unregister(settings.brokerName(), registered);
        }
        unregisterFromJmx();
        if (broker.isRunning()) {
            HostedSessions.closing(settings.brokerName());
        }
        broker.close();
    }

    private void unregisterFromJmx() {
        if (parts != null) {
            parts.close();
        }
        // A name that was refused belongs to another broker, and is not among them.
        for (ObjectName name : registeredInJmx) {
            try {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
            } catch (JMException e) {
                LOG.log(Level.WARNING, "Cannot take " + name + " out of JMX", e);
            }
        }
        registeredInJmx.clear();
    }

    private static ObjectName objectName(String type, String brokerName) {
        try {
            return new ObjectName("org.leveretmq:type=" + type + ",name=" + ObjectName.quote(brokerName));
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException("Setting brokerName is '" + brokerName + "', which JMX cannot show", e);
        }
    }
}
