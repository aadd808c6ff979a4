package org.leveretmq.launcher;

import fish.payara.micro.data.InstanceDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * What came of a start.
 *
 * @param complete whether the broker and the admin application run
 * @param text one line for the person who started it
 */
record StartReport(boolean complete, String text) {
    private static final String BROKERS = "org.leveretmq:type=Broker,*";

    /** Set by the resource adapter to the sentence that says why the broker did not start. */
    static final String FAILURE_PROPERTY = "org.leveretmq.startFailure";

    /** Looks at the broker through JMX and at the server's HTTP ports. */
    static StartReport of(MBeanServer jmx, InstanceDescriptor server, Properties systemProperties) throws JMException {
        String failure = systemProperties.getProperty(FAILURE_PROPERTY, "the broker failed, the log above says why");
        return of(
                listeners(jmx),
                failure,
                server.getHttpPorts(),
                !server.getApplicationURLS().isEmpty());
    }

    /**
     * The report on these listeners.
     *
     * @param amqp the broker's sockets, as {@code amqp 0.0.0.0:5672}; none if no broker runs
     * @param failure why no broker runs, if none does
     * @param httpPorts the server's HTTP ports
     * @param adminApplication whether the admin application was deployed
     */
    static StartReport of(List<String> amqp, String failure, List<Integer> httpPorts, boolean adminApplication) {
        if (amqp.isEmpty()) {
            return failed(failure);
        }
        if (!adminApplication || httpPorts.isEmpty()) {
            return failed("the admin application failed, the log above says why");
        }
        String admin =
                httpPorts.stream().map(port -> "http://localhost:" + port + "/").collect(Collectors.joining(", "));
        return new StartReport(
                true, "LeveretMQ is ready: " + String.join(", ", amqp) + "; admin page " + admin + "; Ctrl-C stops it");
    }

    /** The report on a server that did not start, most often because its port is taken. */
    static StartReport serverFailed(String httpPort) {
        return failed(
                "the server failed, the log above says why; if an address is in use, LEVERETMQ_HTTP_PORT changes HTTP port "
                        + httpPort);
    }

    private static StartReport failed(String why) {
        return new StartReport(false, "LeveretMQ did not start: " + why);
    }

    private static List<String> listeners(MBeanServer jmx) throws JMException {
        List<String> listeners = new ArrayList<>();
        for (ObjectName broker : jmx.queryNames(new ObjectName(BROKERS), null)) {
            listeners.addAll(List.of((String[]) jmx.getAttribute(broker, "Listeners")));
        }
        return listeners;
    }
}
