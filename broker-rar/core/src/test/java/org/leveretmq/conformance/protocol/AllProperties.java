package org.leveretmq.conformance.protocol;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.leveretmq.conformance.wire.WireBytes;

/** A property list (AMQP 0-9-1 §4.2.6.1) in which every property is present, but for user-id, which has to be true. */
final class AllProperties {
    private static final int ALL_BUT_USER_ID = 0xFFEC;

    private AllProperties() {}

    static byte[] encode() {
        return WireBytes.bytes()
                .shortUint(ALL_BUT_USER_ID)
                .shortString("text/plain")
                .shortString("utf-8")
                .table(headers())
                .octet(1)
                .octet(9)
                .shortString("correlation")
                .shortString("reply-to")
                .shortString("600000")
                .shortString("message")
                .longLong(1_700_000_000L)
                .shortString("type")
                .shortString("app")
                .shortString("cluster")
                .toBytes();
    }

    /** A header of every type that clients send. */
    private static Map<String, Object> headers() {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("boolean", true);
        headers.put("byte", (byte) -1);
        headers.put("short", (short) -2);
        headers.put("int", -3);
        headers.put("long", -4L);
        headers.put("float", 1.5f);
        headers.put("double", 2.5);
        headers.put("decimal", new BigDecimal("123.45"));
        headers.put("string", "grün");
        headers.put("bytes", new byte[] {0, -1});
        headers.put("time", Instant.ofEpochSecond(1_600_000_000L));
        headers.put("nothing", null);
        headers.put("list", Arrays.asList(1, "two", null, List.of(3L)));
        headers.put("table", Map.of("inner", Map.of("innermost", 1)));
        return headers;
    }
}
