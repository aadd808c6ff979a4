package org.leveretmq.conformance.wire;

import static org.leveretmq.conformance.wire.WireMethod.method;

import java.util.Map;

/** The methods that a client sends, with the arguments that most tests want. */
public final class Requests {
    /** Property flags of a content without properties. */
    public static final byte[] NO_PROPERTIES = {0, 0};

    private Requests() {}

    public static WireMethod connectionClose() {
        return method(MethodId.CONNECTION_CLOSE)
                .shortUint(200)
                .shortString("bye")
                .shortUint(0)
                .shortUint(0);
    }

    public static WireMethod channelOpen() {
        return method(MethodId.CHANNEL_OPEN).shortString("");
    }

    public static WireMethod channelClose() {
        return method(MethodId.CHANNEL_CLOSE)
                .shortUint(200)
                .shortString("bye")
                .shortUint(0)
                .shortUint(0);
    }

    public static WireMethod flow(boolean active) {
        return method(MethodId.CHANNEL_FLOW).bits(active);
    }

    /** Not durable, not to be deleted by itself. */
    public static WireMethod exchangeDeclare(String exchange, String type, boolean noWait) {
        return method(MethodId.EXCHANGE_DECLARE)
                .shortUint(0)
                .shortString(exchange)
                .shortString(type)
                .bits(false, false, false, false, noWait)
                .emptyTable();
    }

    public static WireMethod exchangeDeclarePassive(String exchange) {
        return method(MethodId.EXCHANGE_DECLARE)
                .shortUint(0)
                .shortString(exchange)
                .shortString("")
                .bits(true, false, false, false, false)
                .emptyTable();
    }

    public static WireMethod exchangeDelete(String exchange, boolean ifUnused, boolean noWait) {
        return method(MethodId.EXCHANGE_DELETE)
                .shortUint(0)
                .shortString(exchange)
                .bits(ifUnused, noWait);
    }

    public static WireMethod exchangeBind(String destination, String source, String routingKey, boolean noWait) {
        return method(MethodId.EXCHANGE_BIND)
                .shortUint(0)
                .shortString(destination)
                .shortString(source)
                .shortString(routingKey)
                .bits(noWait)
                .emptyTable();
    }

    public static WireMethod exchangeUnbind(String destination, String source, String routingKey, boolean noWait) {
        return method(MethodId.EXCHANGE_UNBIND)
                .shortUint(0)
                .shortString(destination)
                .shortString(source)
                .shortString(routingKey)
                .bits(noWait)
                .emptyTable();
    }

    /** Exclusive, so that it goes with its connection. */
    public static WireMethod queueDeclare(String queue) {
        return queueDeclare(queue, Map.of(), false, false, true, false, false);
    }

    public static WireMethod queueDeclareNoWait(String queue) {
        return queueDeclare(queue, Map.of(), false, false, true, false, true);
    }

    public static WireMethod queueDeclarePassive(String queue, boolean noWait) {
        return queueDeclare(queue, Map.of(), true, false, false, false, noWait);
    }

    public static WireMethod queueDeclare(
            String queue,
            Map<String, ?> arguments,
            boolean passive,
            boolean durable,
            boolean exclusive,
            boolean autoDelete,
            boolean noWait) {
        return method(MethodId.QUEUE_DECLARE)
                .shortUint(0)
                .shortString(queue)
                .bits(passive, durable, exclusive, autoDelete, noWait)
                .table(arguments);
    }

    public static WireMethod queueBind(String queue, String exchange, String routingKey, boolean noWait) {
        return method(MethodId.QUEUE_BIND)
                .shortUint(0)
                .shortString(queue)
                .shortString(exchange)
                .shortString(routingKey)
                .bits(noWait)
                .emptyTable();
    }

    public static WireMethod queueUnbind(String queue, String exchange, String routingKey) {
        return method(MethodId.QUEUE_UNBIND)
                .shortUint(0)
                .shortString(queue)
                .shortString(exchange)
                .shortString(routingKey)
                .emptyTable();
    }

    public static WireMethod queuePurge(String queue, boolean noWait) {
        return method(MethodId.QUEUE_PURGE).shortUint(0).shortString(queue).bits(noWait);
    }

    public static WireMethod queueDelete(String queue, boolean ifUnused, boolean ifEmpty, boolean noWait) {
        return method(MethodId.QUEUE_DELETE).shortUint(0).shortString(queue).bits(ifUnused, ifEmpty, noWait);
    }

    public static WireMethod qos(int prefetchCount, boolean global) {
        return method(MethodId.BASIC_QOS).longUint(0).shortUint(prefetchCount).bits(global);
    }

    public static WireMethod consume(String queue, String tag, boolean noAck, boolean noWait) {
        return method(MethodId.BASIC_CONSUME)
                .shortUint(0)
                .shortString(queue)
                .shortString(tag)
                .bits(false, noAck, false, noWait)
                .emptyTable();
    }

    public static WireMethod cancel(String tag, boolean noWait) {
        return method(MethodId.BASIC_CANCEL).shortString(tag).bits(noWait);
    }

    public static WireMethod publish(String exchange, String routingKey) {
        return publish(exchange, routingKey, false, false);
    }

    public static WireMethod publish(String exchange, String routingKey, boolean mandatory, boolean immediate) {
        return method(MethodId.BASIC_PUBLISH)
                .shortUint(0)
                .shortString(exchange)
                .shortString(routingKey)
                .bits(mandatory, immediate);
    }

    public static WireMethod get(String queue, boolean noAck) {
        return method(MethodId.BASIC_GET).shortUint(0).shortString(queue).bits(noAck);
    }

    public static WireMethod ack(long deliveryTag, boolean multiple) {
        return method(MethodId.BASIC_ACK).longLong(deliveryTag).bits(multiple);
    }

    public static WireMethod nack(long deliveryTag, boolean multiple, boolean requeue) {
        return method(MethodId.BASIC_NACK).longLong(deliveryTag).bits(multiple, requeue);
    }

    public static WireMethod reject(long deliveryTag, boolean requeue) {
        return method(MethodId.BASIC_REJECT).longLong(deliveryTag).bits(requeue);
    }

    public static WireMethod recover(boolean requeue) {
        return method(MethodId.BASIC_RECOVER).bits(requeue);
    }

    public static WireMethod confirmSelect(boolean noWait) {
        return method(MethodId.CONFIRM_SELECT).bits(noWait);
    }
}
