package org.leveretmq.api.messaging;

/** No queue has received a message that was published as mandatory: 312 {@code NO_ROUTE}. */
public class UnroutableException extends BrokerException {
    private static final long serialVersionUID = 1L;
    private static final int NO_ROUTE = 312;

    /** A message that was published there in vain. */
    public UnroutableException(String exchange, String routingKey) {
        super(NO_ROUTE, "NO_ROUTE - no queue receives '" + routingKey + "' from exchange '" + exchange + "'", null);
    }
}
