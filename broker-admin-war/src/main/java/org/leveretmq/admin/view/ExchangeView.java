package org.leveretmq.admin.view;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.BindingInfo;
import org.leveretmq.api.management.ExchangeInfo;
import org.leveretmq.api.management.Figure;
import org.leveretmq.api.management.Series;

/** Exchanges and bindings. */
public final class ExchangeView {
    private static final String SAFE = "-_.";

    private ExchangeView() {}

    /** An exchange. */
    public static Map<String, @Nullable Object> of(ExchangeInfo exchange, Map<Figure, Series> history) {
        return new Fields()
                .with("name", exchange.name())
                .with("vhost", exchange.virtualHost())
                .with("type", exchange.type())
                .with("durable", exchange.durable())
                .with("auto_delete", exchange.autoDelete())
                .with("internal", exchange.internal())
                .with("arguments", exchange.arguments())
                .with("policy", exchange.policy())
                .with("message_stats", FigureView.messages(exchange.figures(), history))
                .map();
    }

    /** A binding. */
    public static Map<String, @Nullable Object> of(BindingInfo binding) {
        return new Fields()
                .with("source", binding.source())
                .with("vhost", binding.virtualHost())
                .with("destination", binding.destination())
                .with("destination_type", binding.destinationType())
                .with("routing_key", binding.routingKey())
                .with("arguments", binding.arguments())
                .with("properties_key", propertiesKey(binding))
                .map();
    }

    /**
     * What tells a binding from others between the same two, fit for a URL: the routing key with percent signs, and with arguments a tilde and their hash; a
     * tilde alone for neither.
     */
    public static String propertiesKey(BindingInfo binding) {
        String key = escaped(binding.routingKey());
        if (!binding.arguments().isEmpty()) {
            return key + "~" + hash(binding.arguments());
        }
        return key.isEmpty() ? "~" : key;
    }

    private static String hash(Map<String, Object> arguments) {
        // Ordered, since the order of arguments does not matter.
        String text = sorted(arguments).toString();
        long hash = 0xcbf29ce484222325L;
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (octet & 0xFF)) * 0x100000001b3L;
        }
        byte[] bytes = new byte[Long.BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (hash >>> (8 * i));
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Map<String, Object> sorted(Map<?, ?> map) {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((name, value) -> sorted.put(
                String.valueOf(name), value instanceof Map<?, ?> inner ? sorted(inner) : String.valueOf(value)));
        return sorted;
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xFF);
            boolean safe =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || SAFE.indexOf(c) >= 0;
            if (safe) {
                out.append(c);
            } else {
                out.append(String.format("%%%02X", (int) c));
            }
        }
        return out.toString();
    }
}
