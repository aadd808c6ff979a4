package org.leveretmq.types;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random field tables, and random bytes that look a little like some. */
final class RandomTables {
    private static final byte[] TYPES = "tbBsUuIilLfdDSxATFV?".getBytes(StandardCharsets.US_ASCII);

    private RandomTables() {}

    /** Mostly short names and legal types, so that decoding gets beyond the first byte. */
    static byte[] bytes(Random random) {
        EncodedTable table = new EncodedTable();
        for (int i = random.nextInt(6); i > 0; i--) {
            byte[] name = new byte[random.nextInt(3)];
            random.nextBytes(name);
            if (random.nextInt(8) > 0) {
                for (int k = 0; k < name.length; k++) {
                    name[k] &= 0x7F;
                }
            }
            byte type = TYPES[random.nextInt(TYPES.length)];
            table.int8(name.length).raw(name).int8(type);
            byte[] value = new byte[random.nextInt(12)];
            random.nextBytes(value);
            if (random.nextInt(4) > 0 && "SxAF".indexOf(type) >= 0) {
                table.block(type == 'F' || type == 'A' ? bytes(random) : value);
            } else {
                table.raw(value);
            }
        }
        return table.bytes();
    }

    static FieldTable table(Random random, int depth) {
        Map<String, Object> entries = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            entries.put(text(random), value(random, depth));
        }
        return FieldTable.of(entries);
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 15 : 13)) {
            case 0 -> random.nextBoolean();
            case 1 -> (byte) random.nextInt();
            case 2 -> (short) random.nextInt();
            case 3 -> random.nextInt();
            case 4 -> random.nextLong();
            case 5 -> Float.intBitsToFloat(random.nextInt());
            case 6 -> Double.longBitsToDouble(random.nextLong());
            case 7 -> new BigDecimal(BigInteger.valueOf(random.nextInt()), random.nextInt(256));
            case 8 -> text(random);
            case 9 -> new byte[random.nextInt(5)];
            case 10 -> Instant.ofEpochSecond(random.nextInt());
            case 11 -> new ByteString(new byte[] {(byte) 0xFF, (byte) random.nextInt()});
            case 12 -> null;
            case 13 -> list(random, depth - 1);
            default -> table(random, depth - 1);
        };
    }

    private static List<Object> list(Random random, int depth) {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(value(random, depth));
        }
        return list;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            int codePoint = random.nextInt(random.nextBoolean() ? 0x80 : Character.MAX_CODE_POINT + 1);
            boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
            text.appendCodePoint(surrogate ? 'x' : codePoint);
        }
        return text.toString();
    }
}
