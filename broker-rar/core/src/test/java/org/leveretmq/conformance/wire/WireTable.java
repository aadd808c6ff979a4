package org.leveretmq.conformance.wire;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Field tables as clients of RabbitMQ write them (AMQP 0-9-1 §4.2.5.5 with RabbitMQ's types). */
public final class WireTable {
    private WireTable() {}

    /** The entries without the length of the whole. */
    public static byte[] encode(Map<String, ?> entries) {
        WireBytes.Plain out = WireBytes.bytes();
        entries.forEach((name, value) -> {
            out.shortString(name);
            write(out, value);
        });
        return out.toBytes();
    }

    private static void write(WireBytes.Plain out, Object value) {
        if (value == null) {
            out.octet('V');
        } else if (value instanceof Boolean flag) {
            out.octet('t').bits(flag);
        } else if (value instanceof Byte number) {
            out.octet('b').octet(number);
        } else if (value instanceof Short number) {
            out.octet('s').shortUint(number);
        } else if (value instanceof Integer number) {
            out.octet('I').longUint(number);
        } else if (value instanceof Long number) {
            out.octet('l').longLong(number);
        } else if (value instanceof Float number) {
            out.octet('f').longUint(Float.floatToIntBits(number));
        } else if (value instanceof Double number) {
            out.octet('d').longLong(Double.doubleToLongBits(number));
        } else if (value instanceof BigDecimal number) {
            out.octet('D').octet(number.scale()).longUint(number.unscaledValue().intValueExact());
        } else if (value instanceof String text) {
            out.octet('S').longString(text);
        } else if (value instanceof byte[] bytes) {
            out.octet('x').longString(bytes);
        } else if (value instanceof Instant time) {
            out.octet('T').longLong(time.getEpochSecond());
        } else if (value instanceof List<?> list) {
            out.octet('A').longString(encode(list));
        } else if (value instanceof Map<?, ?> map) {
            @SuppressWarnings("unchecked")
            Map<String, ?> table = (Map<String, ?>) map;
            out.octet('F').table(table);
        } else {
            throw new IllegalArgumentException("no field type for " + value.getClass());
        }
    }

    private static byte[] encode(List<?> list) {
        WireBytes.Plain out = WireBytes.bytes();
        list.forEach(value -> write(out, value));
        return out.toBytes();
    }

    /** Tables in one another, the innermost empty, written without recursion. */
    public static byte[] nested(int depth) {
        byte[] entries = {};
        for (int i = 0; i < depth; i++) {
            entries = WireBytes.bytes()
                    .shortString("t")
                    .octet('F')
                    .longString(entries)
                    .toBytes();
        }
        return entries;
    }

    static Map<String, Object> read(ByteBuffer in) {
        ByteBuffer entries = WireReader.slice(in, in.getInt());
        Map<String, Object> table = new LinkedHashMap<>();
        while (entries.hasRemaining()) {
            String name = WireReader.shortString(entries);
            table.put(name, value(entries));
        }
        return table;
    }

    private static Object value(ByteBuffer in) {
        int type = in.get();
        return switch (type) {
            case 't' -> in.get() != 0;
            case 'b' -> in.get();
            case 'B' -> (short) (in.get() & 0xFF);
            case 's' -> in.getShort();
            case 'u' -> in.getShort() & 0xFFFF;
            case 'I' -> in.getInt();
            case 'i' -> in.getInt() & 0xFFFFFFFFL;
            case 'l', 'L' -> in.getLong();
            case 'f' -> in.getFloat();
            case 'd' -> in.getDouble();
            case 'D' -> decimal(in);
            case 'S' -> new String(WireReader.longString(in), StandardCharsets.UTF_8);
            case 'x' -> WireReader.longString(in);
            case 'T' -> Instant.ofEpochSecond(in.getLong());
            case 'F' -> read(in);
            case 'A' -> list(in);
            case 'V' -> null;
            default -> throw new AssertionError("The broker has sent a field of unknown type '" + (char) type + "'");
        };
    }

    private static BigDecimal decimal(ByteBuffer in) {
        int scale = in.get();
        return new BigDecimal(BigInteger.valueOf(in.getInt()), scale);
    }

    private static List<Object> list(ByteBuffer in) {
        ByteBuffer items = WireReader.slice(in, in.getInt());
        List<Object> list = new ArrayList<>();
        while (items.hasRemaining()) {
            list.add(value(items));
        }
        return list;
    }
}
