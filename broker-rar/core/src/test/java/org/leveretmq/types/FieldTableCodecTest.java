package org.leveretmq.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.impl.ValueReader;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.error.ReplyCode;

/** The encoding of field tables (AMQP 0-9-1 §4.2.5.5). */
class FieldTableCodecTest {

    private static FieldTable decode(byte[] entries) throws ConnectionException {
        FieldTableCodec.validate(ByteBuffer.wrap(entries));
        return FieldTableCodec.decode(ByteBuffer.wrap(entries));
    }

    private static void assertMalformed(byte[] entries) {
        assertSyntaxError(() -> FieldTableCodec.decode(ByteBuffer.wrap(entries)));
        assertSyntaxError(() -> FieldTableCodec.validate(ByteBuffer.wrap(entries)));
    }

    private static void assertSyntaxError(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ConnectionException.class, e -> assertThat(e.replyCode())
                .isEqualTo(ReplyCode.SYNTAX_ERROR));
    }

    private static EncodedTable value(char type) {
        return new EncodedTable().entry("k", type);
    }

    static List<Arguments> types() {
        return List.of(
                Arguments.of(value('t').int8(0), false),
                Arguments.of(value('t').int8(1), true),
                Arguments.of(value('t').int8(255), true),
                Arguments.of(value('b').int8(-128), (byte) -128),
                Arguments.of(value('B').int8(255), (short) 255),
                Arguments.of(value('s').int16(-2), (short) -2),
                Arguments.of(value('U').int16(-2), (short) -2),
                Arguments.of(value('u').int16(0xFFFF), 0xFFFF),
                Arguments.of(value('I').int32(-3), -3),
                Arguments.of(value('i').int32(-1), 0xFFFF_FFFFL),
                Arguments.of(value('l').int64(Long.MIN_VALUE), Long.MIN_VALUE),
                Arguments.of(value('L').int64(-1), -1L),
                Arguments.of(value('f').int32(Float.floatToIntBits(1.5f)), 1.5f),
                Arguments.of(value('d').int64(Double.doubleToLongBits(-2.25)), -2.25),
                Arguments.of(value('D').int8(2).int32(314), new BigDecimal("3.14")),
                Arguments.of(value('D').int8(0).int32(-7), new BigDecimal("-7")),
                Arguments.of(value('S').block("grün"), "grün"),
                Arguments.of(value('S').block(""), ""),
                Arguments.of(value('x').block(new byte[] {1, -2}), new byte[] {1, -2}),
                Arguments.of(value('T').int64(1_700_000_000), Instant.ofEpochSecond(1_700_000_000)),
                Arguments.of(value('A').block(new byte[0]), List.of()),
                Arguments.of(
                        value('A')
                                .block(new EncodedTable()
                                        .raw((byte) 'I')
                                        .int32(1)
                                        .raw((byte) 'S')
                                        .block("two")
                                        .bytes()),
                        List.of(1, "two")),
                Arguments.of(value('F').block(new byte[0]), FieldTable.EMPTY),
                Arguments.of(
                        value('F')
                                .block(new EncodedTable()
                                        .entry("in", 't')
                                        .int8(1)
                                        .bytes()),
                        FieldTable.of(Map.of("in", true))));
    }

    @ParameterizedTest
    @MethodSource("types")
    void each_type_becomes_its_java_type(EncodedTable encoded, Object expected) throws ConnectionException {
        assertThat(decode(encoded.bytes()).get("k")).isEqualTo(expected).hasSameClassAs(normalised(expected));
    }

    private static Object normalised(Object value) {
        return FieldTable.of(Map.of("k", value)).get("k");
    }

    @Test
    void void_is_an_entry_without_a_value() throws ConnectionException {
        FieldTable table = decode(value('V').bytes());

        assertThat(table.contains("k")).isTrue();
        assertThat(table.get("k")).isNull();
    }

    @Test
    void a_long_string_that_is_not_utf8_is_kept_byte_for_byte() throws ConnectionException {
        byte[] encoded =
                value('S').block(new byte[] {(byte) 0xFF, 0, (byte) 0xC3}).bytes();

        FieldTable table = decode(encoded);

        assertThat(table.get("k")).isInstanceOf(ByteString.class);
        assertThat(FieldTableCodec.encode(table)).isEqualTo(encoded);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -31_557_014_167_219_201L, 31_556_889_864_403_200L, Long.MAX_VALUE})
    void a_timestamp_beyond_what_java_can_hold_does_not_cost_the_other_headers(long seconds)
            throws ConnectionException {
        FieldTable table =
                decode(value('T').int64(seconds).entry("other", 'I').int32(1).bytes());

        assertThat(table.get("k")).isIn(Instant.MIN, Instant.ofEpochSecond(Instant.MAX.getEpochSecond()));
        assertThat(table.get("other")).isEqualTo(1);
    }

    @Test
    void of_duplicate_names_the_last_wins() throws ConnectionException {
        FieldTable table = decode(value('I').int32(1).entry("k", 'I').int32(2).bytes());

        assertThat(table.asMap()).containsExactly(Map.entry("k", 2));
    }

    @Test
    void the_order_of_entries_is_kept() throws ConnectionException {
        byte[] encoded = new EncodedTable()
                .entry("z", 'V')
                .entry("a", 'V')
                .entry("", 'V')
                .entry("m", 'V')
                .bytes();

        assertThat(decode(encoded).asMap().keySet()).containsExactly("z", "a", "", "m");
        assertThat(FieldTableCodec.encode(decode(encoded))).isEqualTo(encoded);
    }

    @Test
    void every_java_value_survives_encoding_and_decoding() throws ConnectionException {
        FieldTable table = everything();

        assertThat(decode(FieldTableCodec.encode(table))).isEqualTo(table);
    }

    /** The client reads what our encoder wrote: type letters and widths are those of other implementations. */
    @Test
    void the_java_client_reads_the_same_values() throws Exception {
        byte[] entries = FieldTableCodec.encode(everything());
        byte[] table = ByteBuffer.allocate(4 + entries.length)
                .putInt(entries.length)
                .put(entries)
                .array();

        Map<String, Object> read = new ValueReader(new DataInputStream(new ByteArrayInputStream(table))).readTable();

        assertThat(read.get("string")).hasToString("grün");
        assertThat(read)
                .containsEntry("bool", true)
                .containsEntry("byte", (byte) -1)
                .containsEntry("short", (short) -2)
                .containsEntry("int", -3)
                .containsEntry("long", -4L)
                .containsEntry("float", 1.5f)
                .containsEntry("double", 2.5)
                .containsEntry("decimal", new BigDecimal("3.14"))
                .containsEntry("bytes", new byte[] {1, 2})
                .containsEntry("time", Date.from(Instant.ofEpochSecond(5)))
                .containsEntry("list", Arrays.asList(1, null, List.of(true)))
                .containsEntry("table", Map.of("in", 6))
                .containsEntry("void", null);
    }

    private static FieldTable everything() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("bool", true);
        map.put("byte", (byte) -1);
        map.put("short", (short) -2);
        map.put("int", -3);
        map.put("long", -4L);
        map.put("float", 1.5f);
        map.put("double", 2.5);
        map.put("decimal", new BigDecimal("3.14"));
        map.put("string", "grün");
        map.put("bytes", new byte[] {1, 2});
        map.put("time", Instant.ofEpochSecond(5));
        map.put("list", Arrays.asList(1, null, List.of(true)));
        map.put("table", Map.of("in", 6));
        map.put("void", null);
        return FieldTable.of(map);
    }

    @Test
    void tables_and_arrays_may_be_nested_32_deep() throws ConnectionException {
        assertThat(decode(nested(FieldTableCodec.MAX_DEPTH, 'F'))).isNotNull();
        assertThat(decode(nested(FieldTableCodec.MAX_DEPTH, 'A'))).isNotNull();
    }

    @Test
    void deeper_nesting_is_a_502() {
        assertMalformed(nested(FieldTableCodec.MAX_DEPTH + 1, 'F'));
        assertMalformed(nested(FieldTableCodec.MAX_DEPTH + 1, 'A'));
        assertMalformed(nested(20_000, 'A'));
    }

    /** The entries of a table that is so many levels deep, itself included; the innermost one is empty. */
    private static byte[] nested(int levels, char type) {
        byte[] inner = new byte[0];
        for (int level = levels; level > 2; level--) {
            EncodedTable outer = type == 'F' ? new EncodedTable().entry("k", 'F') : new EncodedTable().int8('A');
            inner = outer.block(inner).bytes();
        }
        return new EncodedTable().entry("k", type).block(inner).bytes();
    }

    static List<byte[]> malformed() {
        return List.of(
                new byte[] {5},
                new byte[] {1},
                new byte[] {1, 'k'},
                new EncodedTable().entry("k", '?').int64(0).bytes(),
                new EncodedTable().int8(2).int8(0xC3).int8('(').int8('V').bytes(),
                new EncodedTable().int8(1).int8(0xFF).int8('V').bytes(),
                new EncodedTable()
                        .int8(3)
                        .raw((byte) 0xED, (byte) 0xA0, (byte) 0x80)
                        .int8('V')
                        .bytes(),
                new EncodedTable()
                        .int8(2)
                        .raw((byte) 0xC0, (byte) 0x80)
                        .int8('V')
                        .bytes(),
                value('S').int32(-1).bytes(),
                value('S').int32(Integer.MAX_VALUE).bytes(),
                value('x').int32(Integer.MIN_VALUE).bytes(),
                value('A').int32(1).bytes(),
                value('F').int32(0x7FFF_FFFF).bytes(),
                value('A').block(new byte[] {'I', 0, 0}).raw((byte) 0, (byte) 0).bytes(),
                value('F')
                        .block(new byte[] {3, 'a'})
                        .raw((byte) 'b', (byte) 'V')
                        .bytes());
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void malformed_entries_are_a_502(byte[] entries) {
        assertMalformed(entries);
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_value_that_ends_too_early_is_a_502(EncodedTable encoded, Object ignored) {
        byte[] whole = encoded.bytes();
        for (int length = 1; length < whole.length; length++) {
            assertMalformed(Arrays.copyOf(whole, length));
        }
    }

    @Test
    void a_direct_buffer_is_decoded_like_an_array() throws ConnectionException {
        byte[] entries = "\001kS\000\000\000\003abc".getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer direct = ByteBuffer.allocateDirect(entries.length + 4);
        direct.position(2);
        direct.put(entries).flip().position(2);

        FieldTableCodec.validate(direct.duplicate());

        assertThat(FieldTableCodec.decode(direct).asMap()).isEqualTo(Collections.singletonMap("k", "abc"));
    }
}
