package org.leveretmq.rar;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * The entries for resource adapters in WildFly's configuration, which its JMX shows. WildFly starts the adapter with its defaults first even if
 * there is an entry for it; whoever knows of the entry need not start a broker, and take its port, only to stop it at once.
 *
 * <p>While WildFly boots, its configuration cannot be read, but the names in it can be seen.
 *
 * @param jmx the server's MBeans
 * @param classLoader that of the adapter, whose name is that of the deployment
 */
record WildFlyEntries(MBeanServer jmx, ClassLoader classLoader) {
    private static final Logger LOG = System.getLogger(WildFlyEntries.class.getName());
    private static final String ENTRIES = "jboss.as:subsystem=resource-adapters,resource-adapter=*";
    private static final String STATE = "jboss.root:type=state";
    private static final Set<String> OUR_PROPERTIES =
            Arrays.stream(Setting.values()).map(Setting::property).collect(Collectors.toUnmodifiableSet());

    /** Whether an entry sets properties of this archive; false in other servers, and if WildFly does not tell. */
    boolean configureThisArchive() {
        try {
            for (ObjectName entry : jmx.queryNames(new ObjectName(ENTRIES), null)) {
                if (setsOurPropertiesOnly(entry) && (isBooting() || isOfThisArchive(entry))) {
                    return true;
                }
            }
        } catch (JMException | RuntimeException e) {
            LOG.log(Level.DEBUG, "WildFly does not tell its resource adapters", e);
        }
        return false;
    }

    private boolean setsOurPropertiesOnly(ObjectName entry) throws JMException {
        Set<String> properties =
                jmx.queryNames(new ObjectName(entry.getCanonicalName() + ",config-properties=*"), null).stream()
                        .map(name -> name.getKeyProperty("config-properties"))
                        .collect(Collectors.toSet());
        return !properties.isEmpty() && OUR_PROPERTIES.containsAll(properties);
    }

    private boolean isBooting() throws JMException {
        return "starting".equalsIgnoreCase(String.valueOf(jmx.getAttribute(new ObjectName(STATE), "ProcessState")));
    }

    /** {@code leveretmq.ear#broker-rar.rar} is deployed as module {@code deployment.leveretmq.ear.broker-rar.rar}. */
    private boolean isOfThisArchive(ObjectName entry) throws JMException {
        String archive = String.valueOf(jmx.getAttribute(entry, "archive"));
        String module = "\"deployment." + archive.replace('#', '.') + "\"";
        return classLoader.toString().toLowerCase(Locale.ROOT).contains(module.toLowerCase(Locale.ROOT));
    }
}
