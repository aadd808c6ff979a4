package org.leveretmq.arquillian;

import com.rabbitmq.client.Connection;
import java.util.HashMap;
import java.util.Map;

/** The management page of a runnable jar in a process of its own. */
final class ServedPage implements AutoCloseable {
    private static final int AMQP_PORT = FreePort.find();
    private static final int HTTP_PORT = FreePort.find();

    private final RunnableJar jar;

    private ServedPage(RunnableJar jar) {
        this.jar = jar;
    }

    /** Starts it with these settings beside those of the ports, and waits until it is ready. */
    static ServedPage start(Map<String, String> settings) throws Exception {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("LEVERETMQ_PORT", Integer.toString(AMQP_PORT));
        environment.put("LEVERETMQ_HTTP_PORT", Integer.toString(HTTP_PORT));
        RunnableJar jar = RunnableJar.start(environment);
        jar.lineWith("LeveretMQ is ready");
        return new ServedPage(jar);
    }

    /** Its address, which ends with a slash. */
    String root() {
        return "http://localhost:" + HTTP_PORT + "/";
    }

    int amqpPort() {
        return AMQP_PORT;
    }

    /** A connection of a client to its broker. */
    Connection connect() throws Exception {
        return Amqp.connect(amqpPort());
    }

    @Override
    public void close() {
        jar.close();
    }
}
