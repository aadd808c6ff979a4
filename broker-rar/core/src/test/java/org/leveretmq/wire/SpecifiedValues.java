package org.leveretmq.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.leveretmq.types.FieldTable;

/** Random values for the fields of a method, and their encoding, written here from the specification and not with our writer. */
final class SpecifiedValues {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz.#*-äßλ€𝄞";

    private final SpecifiedMethod method;
    private final List<Object> values = new ArrayList<>();

    SpecifiedValues(SpecifiedMethod method, Random random) {
        this.method = method;
        for (SpecifiedMethod.Field field : method.fields()) {
            values.add(field.reserved() ? nothing(field.type()) : value(field.type(), random));
        }
    }

    /** The values of the fields that are kept, by component name; texts of long strings as bytes. */
    Map<String, Object> kept() {
        Map<String, Object> kept = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            if (!method.fields().get(i).reserved()) {
                kept.put(method.fields().get(i).component(), values.get(i));
            }
        }
        return kept;
    }

    private static Object nothing(String type) {
        return switch (type) {
            case "short" -> 0L;
            case "bit" -> false;
            case "shortstr" -> "";
            case "longstr" -> new byte[0];
            default -> throw new IllegalArgumentException(type);
        };
    }

    private static Object value(String type, Random random) {
        return switch (type) {
            case "octet" -> (long) random.nextInt(1 << 8);
            case "short" -> (long) random.nextInt(1 << 16);
            // Counts are int in our records, so only half of the range is tried.
            case "long" -> (long) random.nextInt(Integer.MAX_VALUE);
            case "longlong" -> random.nextLong();
            case "bit" -> random.nextBoolean();
            case "shortstr" -> text(random, 60);
            case "longstr" -> text(random, 2000).getBytes(StandardCharsets.UTF_8);
            case "table" -> table(random);
            default -> throw new IllegalArgumentException(type);
        };
    }

    /** At most one entry, because the Java client does not keep the order of entries. */
    private static FieldTable table(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> FieldTable.EMPTY;
            case 1 -> FieldTable.of(Map.of(text(random, 60), text(random, 60)));
            default -> FieldTable.of(Map.of(text(random, 60), random.nextInt()));
        };
    }

    private static String text(Random random, int maxCharacters) {
        StringBuilder text = new StringBuilder();
        int[] letters = LETTERS.codePoints().toArray();
        for (int i = random.nextInt(maxCharacters + 1); i > 0; i--) {
            text.appendCodePoint(letters[random.nextInt(letters.length)]);
        }
        return text.toString();
    }

    /** The payload of the method frame. */
    byte[] payload() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            out.writeShort(method.classId());
            out.writeShort(method.methodId());
            int bits = 0;
            int bitCount = 0;
            for (int i = 0; i < values.size(); i++) {
                String type = method.fields().get(i).type();
                if (type.equals("bit")) {
                    bits |= (boolean) values.get(i) ? 1 << bitCount : 0;
                    bitCount++;
                } else {
                    write(out, type, values.get(i));
                }
                boolean lastBit = i + 1 == values.size()
                        || !method.fields().get(i + 1).type().equals("bit");
                if (bitCount > 0 && lastBit) {
                    out.writeByte(bits);
                    bits = 0;
                    bitCount = 0;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, String type, Object value) throws IOException {
        switch (type) {
            case "octet" -> out.writeByte((int) (long) value);
            case "short" -> out.writeShort((int) (long) value);
            case "long" -> out.writeInt((int) (long) value);
            case "longlong" -> out.writeLong((long) value);
            case "shortstr" -> {
                byte[] text = ((String) value).getBytes(StandardCharsets.UTF_8);
                out.writeByte(text.length);
                out.write(text);
            }
            case "longstr" -> {
                out.writeInt(((byte[]) value).length);
                out.write((byte[]) value);
            }
            case "table" -> {
                byte[] entries = tableEntries((FieldTable) value);
                out.writeInt(entries.length);
                out.write(entries);
            }
            default -> throw new IllegalArgumentException(type);
        }
    }

    private static byte[] tableEntries(FieldTable table) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (Map.Entry<String, Object> entry : table.asMap().entrySet()) {
            write(out, "shortstr", entry.getKey());
            if (entry.getValue() instanceof Integer number) {
                out.writeByte('I');
                out.writeInt(number);
            } else {
                out.writeByte('S');
                write(out, "longstr", ((String) entry.getValue()).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
