package org.leveretmq.rar;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanConstructorInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanNotificationInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import org.leveretmq.api.management.Figure;

/** What JMX shows of a kind of part of a broker; one description serves all beans of the kind. */
enum PartKind {
    /** A virtual host. */
    VIRTUAL_HOST(
            "VirtualHost",
            EnumSet.of(
                    Figure.PUBLISH,
                    Figure.CONFIRM,
                    Figure.DELIVER_GET,
                    Figure.ACK,
                    Figure.REDELIVER,
                    Figure.RETURN_UNROUTABLE,
                    Figure.DROP_UNROUTABLE,
                    Figure.MESSAGES_READY,
                    Figure.MESSAGES_UNACKNOWLEDGED,
                    Figure.MESSAGE_BYTES,
                    Figure.CONSUMERS,
                    Figure.QUEUES,
                    Figure.EXCHANGES)),
    /** An exchange. */
    EXCHANGE(
            "Exchange",
            EnumSet.of(Figure.PUBLISH_IN, Figure.PUBLISH_OUT),
            operation("delete", "deletes the exchange", "java.lang.Boolean")),
    /** A queue. */
    QUEUE(
            "Queue",
            EnumSet.of(
                    Figure.PUBLISH,
                    Figure.DELIVER,
                    Figure.DELIVER_NO_ACK,
                    Figure.GET,
                    Figure.GET_NO_ACK,
                    Figure.GET_EMPTY,
                    Figure.DELIVER_GET,
                    Figure.REDELIVER,
                    Figure.ACK,
                    Figure.REJECT,
                    Figure.REQUEUE,
                    Figure.MESSAGES,
                    Figure.MESSAGES_READY,
                    Figure.MESSAGES_UNACKNOWLEDGED,
                    Figure.MESSAGE_BYTES,
                    Figure.CONSUMERS),
            operation("purge", "drops the ready messages and returns how many there were", "java.lang.Integer"),
            operation("delete", "deletes the queue with its messages", "java.lang.Boolean")),
    /** A connection. */
    CONNECTION(
            "Connection",
            EnumSet.of(
                    Figure.PUBLISH,
                    Figure.CONFIRM,
                    Figure.DELIVER_GET,
                    Figure.ACK,
                    Figure.RECEIVED_BYTES,
                    Figure.SENT_BYTES,
                    Figure.CHANNELS),
            operation(
                    "close",
                    "closes the connection with 320 CONNECTION_FORCED",
                    "java.lang.Boolean",
                    new MBeanParameterInfo("reason", "java.lang.String", "what the client is told")));

    private static final String RATE = "_rate";

    private final String type;

    @SuppressWarnings("ImmutableEnumChecker") // never changed
    private final Set<Figure> figures;

    @SuppressWarnings("ImmutableEnumChecker") // never changed
    private final MBeanInfo info;

    PartKind(String type, Set<Figure> figures, MBeanOperationInfo... operations) {
        this.type = type;
        this.figures = figures;
        List<MBeanAttributeInfo> attributes = new ArrayList<>();
        for (Figure figure : figures) {
            attributes.add(attribute(figure.key(), "java.lang.Long"));
            attributes.add(attribute(figure.key() + RATE, "java.lang.Double"));
        }
        this.info = new MBeanInfo(
                PartBean.class.getName(),
                type + " of a broker",
                attributes.toArray(MBeanAttributeInfo[]::new),
                new MBeanConstructorInfo[0],
                operations,
                new MBeanNotificationInfo[0]);
    }

    private static MBeanAttributeInfo attribute(String name, String type) {
        return new MBeanAttributeInfo(name, type, name, true, false, false);
    }

    private static MBeanOperationInfo operation(
            String name, String description, String result, MBeanParameterInfo... parameters) {
        return new MBeanOperationInfo(name, description, parameters, result, MBeanOperationInfo.ACTION);
    }

    /** The {@code type} in the names of the beans. */
    String type() {
        return type;
    }

    /** The shared description. */
    MBeanInfo info() {
        return info;
    }

    /** The figure that an attribute shows, or whose rate it shows. @throws IllegalArgumentException if there is no such attribute */
    Figure figure(String attribute) {
        String key = isRate(attribute) ? attribute.substring(0, attribute.length() - RATE.length()) : attribute;
        return figures.stream()
                .filter(figure -> figure.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no attribute " + attribute));
    }

    /** Whether an attribute is a change a second. */
    static boolean isRate(String attribute) {
        return attribute.endsWith(RATE);
    }
}
