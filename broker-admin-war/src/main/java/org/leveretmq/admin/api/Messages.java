package org.leveretmq.admin.api;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leveretmq.admin.view.Fields;
import org.leveretmq.api.management.FetchedMessage;
import org.leveretmq.api.management.MessageAdministration.Settlement;

/** Publishing and looking at messages, whose bodies are texts or base64. */
final class Messages {
    private static final String TEXT = "string";
    private static final String BASE64 = "base64";
    private static final String AUTO = "auto";

    private Messages() {}

    static Map<String, Object> publish(Call call, String host, String exchange) {
        Body body = call.body().require("properties", "routing_key", "payload", "payload_encoding");
        boolean routed =
                call.messages().publish(host, exchange, body.text("routing_key", ""), properties(body), payload(body));
        return Map.of("routed", routed);
    }

    /** An empty list of headers is what some programs make of an empty object. */
    private static Map<String, Object> properties(Body body) {
        Map<String, Object> properties = body.map("properties");
        properties.remove("headers", List.of());
        return properties;
    }

    private static byte[] payload(Body body) {
        String payload = body.text("payload", "");
        String encoding = body.text("payload_encoding", "");
        switch (encoding) {
            case TEXT -> {
                return payload.getBytes(StandardCharsets.UTF_8);
            }
            case BASE64 -> {
                try {
                    return Base64.getDecoder().decode(payload);
                } catch (IllegalArgumentException e) {
                    throw ApiException.badRequest("not_base64");
                }
            }
            default -> throw ApiException.badRequest("unsupported_encoding '" + encoding + "'");
        }
    }

    static List<Map<String, @Nullable Object>> fetch(Call call, String host, String queue) {
        Body body = call.body().require("count", "ackmode", "encoding");
        Settlement settlement = settlement(body.text("ackmode", ""));
        String encoding = body.text("encoding", "");
        if (!encoding.equals(AUTO) && !encoding.equals(BASE64)) {
            throw ApiException.badRequest("unsupported_encoding '" + encoding + "'");
        }
        int truncate = body.number("truncate", Integer.MAX_VALUE);
        return call.messages().get(host, queue, body.number("count", 1), settlement).stream()
                .map(message -> view(message, encoding, truncate))
                .toList();
    }

    private static Settlement settlement(String mode) {
        return switch (mode) {
            case "ack_requeue_true", "reject_requeue_true" -> Settlement.REQUEUE;
            case "ack_requeue_false" -> Settlement.ACKNOWLEDGE;
            case "reject_requeue_false" -> Settlement.REJECT;
            default ->
                throw ApiException.badRequest(
                        "ackmode is '" + mode
                                + "', but ack_requeue_true, ack_requeue_false, reject_requeue_true or reject_requeue_false is expected");
        };
    }

    private static Map<String, @Nullable Object> view(FetchedMessage message, String encoding, int truncate) {
        byte[] body = message.body();
        byte[] shown = body.length > truncate ? Arrays.copyOf(body, Math.max(0, truncate)) : body;
        String text = encoding.equals(AUTO) ? text(shown) : null;
        return new Fields()
                .with("payload_bytes", body.length)
                .with("redelivered", message.redelivered())
                .with("exchange", message.exchange())
                .with("routing_key", message.routingKey())
                .with("message_count", message.messagesBehind())
                .with("properties", new LinkedHashMap<>(message.properties()))
                .with("payload", text == null ? Base64.getEncoder().encodeToString(shown) : text)
                .with("payload_encoding", text == null ? BASE64 : TEXT)
                .map();
    }

    private static @Nullable String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
