package org.leveretmq.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.impl.AMQBasicProperties;
import com.rabbitmq.client.impl.AMQContentHeader;
import com.rabbitmq.client.impl.AMQImpl;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.error.ReplyCode;
import org.leveretmq.types.FieldTable;

/** The properties of a content header (AMQP 0-9-1 §4.2.6.1 and §1.8.2). */
class MessagePropertiesTest {
    private static final int CORRELATION_ID_FLAG = 1 << 10;
    private static final int TIMESTAMP_FLAG = 1 << 6;

    private static MessageProperties everything() {
        return MessageProperties.builder()
                .contentType("text/plain")
                .contentEncoding("gzip")
                .headers(FieldTable.of(Map.of("k", 1)))
                .deliveryMode(2)
                .priority(9)
                .correlationId("correlation")
                .replyTo("reply")
                .expiration("60000")
                .messageId("message")
                .timestamp(Instant.ofEpochSecond(1_700_000_000))
                .type("type")
                .userId("guest")
                .appId("app")
                .clusterId("cluster")
                .build();
    }

    private static byte[] encoded(int flags, byte[] values) {
        return ByteBuffer.allocate(2 + values.length)
                .putShort((short) flags)
                .put(values)
                .array();
    }

    private static void assertMalformed(byte[] encoded) {
        assertThatThrownBy(() -> MessageProperties.wrap(encoded))
                .isInstanceOfSatisfying(ConnectionException.class, e -> assertThat(e.replyCode())
                        .isEqualTo(ReplyCode.SYNTAX_ERROR));
    }

    @Test
    void without_flags_nothing_is_set() throws ConnectionException {
        MessageProperties properties = MessageProperties.wrap(new byte[2]);

        assertThat(properties).isSameAs(MessageProperties.EMPTY);
        assertThat(properties.deliveryMode()).isEqualTo(-1);
        assertThat(properties.priority()).isEqualTo(-1);
        assertThat(properties.persistent()).isFalse();
        assertThat(properties.hasHeaders()).isFalse();
        assertThat(properties.headers()).isEqualTo(FieldTable.EMPTY);
        assertThat(properties.timestamp()).isNull();
        assertThat(texts(properties)).containsOnlyNulls();
    }

    @Test
    void every_property_is_found_among_all_the_others() throws ConnectionException {
        assertEverything(MessageProperties.wrap(everything().encoded()));
    }

    private static void assertEverything(MessageProperties properties) {
        assertThat(texts(properties))
                .containsExactly(
                        "text/plain",
                        "gzip",
                        "correlation",
                        "reply",
                        "60000",
                        "message",
                        "type",
                        "guest",
                        "app",
                        "cluster");
        assertThat(properties.headers()).isEqualTo(FieldTable.of(Map.of("k", 1)));
        assertThat(properties.deliveryMode()).isEqualTo(2);
        assertThat(properties.persistent()).isTrue();
        assertThat(properties.priority()).isEqualTo(9);
        assertThat(properties.timestamp()).isEqualTo(Instant.ofEpochSecond(1_700_000_000));
    }

    private static List<String> texts(MessageProperties properties) {
        return Arrays.asList(
                properties.contentType(),
                properties.contentEncoding(),
                properties.correlationId(),
                properties.replyTo(),
                properties.expiration(),
                properties.messageId(),
                properties.type(),
                properties.userId(),
                properties.appId(),
                properties.clusterId());
    }

    @Test
    void the_java_client_reads_what_we_encode() throws IOException {
        byte[] ours = everything().encoded();
        byte[] header = ByteBuffer.allocate(14 - 2 + ours.length)
                .putShort((short) 60)
                .putShort((short) 0)
                .putLong(0)
                .put(ours)
                .array();

        AMQContentHeader theirs = AMQImpl.readContentHeaderFrom(new DataInputStream(new ByteArrayInputStream(header)));

        assertThat(((BasicProperties) theirs).getCorrelationId()).isEqualTo("correlation");
        assertThat(((BasicProperties) theirs).getTimestamp())
                .isEqualTo(Date.from(Instant.ofEpochSecond(1_700_000_000)));
        assertThat(((AMQBasicProperties) theirs).toFrame(1, 0).getPayload()).isEqualTo(header);
    }

    /** Every subset of the properties, so that each is found behind any others. */
    @Test
    void any_subset_can_be_taken_away_and_the_rest_stays() throws ConnectionException {
        for (int subset = 0; subset < 1 << 14; subset++) {
            MessagePropertiesBuilder builder = everything().toBuilder();
            removeAll(builder, subset);

            MessageProperties properties =
                    MessageProperties.wrap(builder.build().encoded());

            assertPresence(properties, subset);
        }
    }

    private static void removeAll(MessagePropertiesBuilder builder, int removed) {
        List<Runnable> removals = List.of(
                () -> builder.contentType(null),
                () -> builder.contentEncoding(null),
                () -> builder.headers(null),
                () -> builder.deliveryMode(null),
                () -> builder.priority(null),
                () -> builder.correlationId(null),
                () -> builder.replyTo(null),
                () -> builder.expiration(null),
                () -> builder.messageId(null),
                () -> builder.timestamp(null),
                () -> builder.type(null),
                () -> builder.userId(null),
                () -> builder.appId(null),
                () -> builder.clusterId(null));
        for (int i = 0; i < removals.size(); i++) {
            if ((removed & 1 << i) != 0) {
                removals.get(i).run();
            }
        }
    }

    private static void assertPresence(MessageProperties properties, int removed) {
        List<Object> values = Arrays.asList(
                properties.contentType(),
                properties.contentEncoding(),
                properties.hasHeaders() ? properties.headers() : null,
                properties.deliveryMode() < 0 ? null : properties.deliveryMode(),
                properties.priority() < 0 ? null : properties.priority(),
                properties.correlationId(),
                properties.replyTo(),
                properties.expiration(),
                properties.messageId(),
                properties.timestamp(),
                properties.type(),
                properties.userId(),
                properties.appId(),
                properties.clusterId());
        List<Object> expected = Arrays.asList(
                "text/plain",
                "gzip",
                FieldTable.of(Map.of("k", 1)),
                2,
                9,
                "correlation",
                "reply",
                "60000",
                "message",
                Instant.ofEpochSecond(1_700_000_000),
                "type",
                "guest",
                "app",
                "cluster");
        for (int i = 0; i < values.size(); i++) {
            Object wanted = (removed & 1 << i) == 0 ? expected.get(i) : null;
            if (!Objects.equals(values.get(i), wanted)) {
                assertThat(values.get(i))
                        .as("property %d without %x", i, removed)
                        .isEqualTo(wanted);
            }
        }
    }

    @Test
    void a_text_that_is_not_utf8_passes_through_and_survives_other_changes() throws ConnectionException {
        byte[] binary = new byte[201];
        Arrays.fill(binary, (byte) 0xFE);
        binary[0] = (byte) 200;
        byte[] encoded = encoded(CORRELATION_ID_FLAG, binary);

        MessageProperties properties = MessageProperties.wrap(encoded);
        MessageProperties changed =
                properties.toBuilder().headers(FieldTable.EMPTY).build();

        assertThat(properties.encoded()).isEqualTo(encoded);
        assertThat(properties.correlationId()).isNotNull();
        assertThat(changed.toBuilder().headers(null).build().encoded()).isEqualTo(encoded);
    }

    @Test
    void a_timestamp_beyond_what_java_can_hold_survives_other_changes() throws ConnectionException {
        byte[] encoded = encoded(
                TIMESTAMP_FLAG, ByteBuffer.allocate(8).putLong(Long.MAX_VALUE).array());

        MessageProperties changed = MessageProperties.wrap(encoded).toBuilder()
                .priority(1)
                .priority(null)
                .build();

        assertThat(changed.encoded()).isEqualTo(encoded);
    }

    /** RabbitMQ ignores the bit that belongs to no property. */
    @Test
    void the_flag_without_a_property_is_ignored() throws ConnectionException {
        MessageProperties properties = MessageProperties.wrap(encoded(1 << 12 | 1 << 1, new byte[] {2}));

        assertThat(properties.persistent()).isTrue();
    }

    @Test
    void a_second_word_of_flags_is_a_502() {
        assertMalformed(encoded(1, new byte[2]));
    }

    @Test
    void bytes_behind_the_last_property_are_a_502() {
        byte[] all = everything().encoded();

        assertMalformed(Arrays.copyOf(all, all.length + 1));
        assertMalformed(new byte[3]);
    }

    @Test
    void properties_that_end_too_early_are_a_502() {
        byte[] all = everything().encoded();
        for (int length = 0; length < all.length; length++) {
            assertMalformed(Arrays.copyOf(all, length));
        }
    }

    static List<byte[]> badHeaders() {
        return List.of(
                new byte[] {-1, -1, -1, -1},
                new byte[] {0x7F, -1, -1, -1},
                new byte[] {0, 0, 0, 1},
                new byte[] {0, 0, 0, 3, 1, 'k', '?'},
                new byte[] {0, 0, 0, 3, 1, -1, 'V'},
                new byte[] {0, 0, 0, 2, 1, 'k', 'V'});
    }

    @ParameterizedTest
    @MethodSource("badHeaders")
    void malformed_headers_are_a_502_although_nobody_looks_at_them(byte[] headers) {
        assertMalformed(encoded(1 << 13, headers));
    }

    /** The seed is in the name of the test; whatever passes the check can be read in every way. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void damaged_properties_are_properties_or_a_502(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 50_000; round++) {
            byte[] bytes = everything().encoded().clone();
            for (int damages = random.nextInt(4); damages >= 0; damages--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                MessageProperties properties = MessageProperties.wrap(bytes);
                texts(properties);
                properties.timestamp();
                properties.headers();
                assertThat(properties.toBuilder().build().headers()).isEqualTo(properties.headers());
            } catch (ConnectionException e) {
                assertThat(e.replyCode()).isEqualTo(ReplyCode.SYNTAX_ERROR);
            }
        }
    }

    @Test
    void texts_longer_than_255_bytes_and_numbers_that_are_no_octets_are_refused() {
        MessagePropertiesBuilder builder = MessageProperties.builder();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.replyTo("ä".repeat(128)).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MessageProperties.builder().priority(256).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MessageProperties.builder().deliveryMode(-1).build());
    }

    @Test
    void the_headers_are_decoded_once() throws ConnectionException {
        MessageProperties properties = MessageProperties.wrap(everything().encoded());

        assertThat(properties.headers()).isSameAs(properties.headers());
    }
}
