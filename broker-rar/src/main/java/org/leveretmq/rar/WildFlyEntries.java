package org.leveretmq.rar;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * The entries for resource adapters in WildFly's configuration, which its JMX shows. WildFly starts the adapter with its defaults first even if
 * there is an entry for it; whoever knows of the entry need not start a broker, and take its port, only to stop it at once.
 *
 * @param jmx the server's MBeans
 * @param classLoader that of the adapter, whose name is that of the deployment
 */
record WildFlyEntries(MBeanServer jmx, ClassLoader classLoader) {
    private static final Logger LOG = System.getLogger(WildFlyEntries.class.getName());
    private static final String ENTRIES = "jboss.as:subsystem=resource-adapters,resource-adapter=*";

    /** What the entry for this archive sets; nothing if there is none, as in other servers, or if WildFly does not tell. */
    Optional<Map<Setting, String>> forThisArchive() {
        try {
            for (ObjectName entry : jmx.queryNames(new ObjectName(ENTRIES), null)) {
                if (isOurs(String.valueOf(jmx.getAttribute(entry, "archive")))) {
                    return Optional.of(properties(entry));
                }
            }
        } catch (JMException | RuntimeException e) {
            LOG.log(Level.DEBUG, "WildFly does not tell its resource adapters", e);
        }
        return Optional.empty();
    }

    private Map<Setting, String> properties(ObjectName entry) throws JMException {
        Map<Setting, String> properties = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            ObjectName property = new ObjectName(entry.getCanonicalName() + ",config-properties=" + setting.property());
            if (jmx.isRegistered(property)) {
                properties.put(setting, String.valueOf(jmx.getAttribute(property, "value")));
            }
        }
        return properties;
    }

    /** {@code leveretmq.ear#broker-rar.rar} is deployed as module {@code deployment.leveretmq.ear.broker-rar.rar}. */
    private boolean isOurs(String archive) {
        String module = "\"deployment." + archive.replace('#', '.') + "\"";
        return classLoader.toString().toLowerCase(Locale.ROOT).contains(module.toLowerCase(Locale.ROOT));
    }
}
