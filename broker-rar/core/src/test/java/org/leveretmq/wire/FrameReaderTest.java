package org.leveretmq.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leveretmq.error.AmqpException;
import org.leveretmq.error.ChannelException;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.error.ReplyCode;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.wire.method.BasicAck;
import org.leveretmq.wire.method.BasicPublish;
import org.leveretmq.wire.method.Method;

/** Frames out of bytes (AMQP 0-9-1 §4.2.3). */
class FrameReaderTest {
    private static final int METHOD = 1;
    private static final int HEADER = 2;
    private static final int BODY = 3;
    private static final int HEARTBEAT = 8;

    private final RecordedFrames recorded = new RecordedFrames();
    private final FrameReader reader = new FrameReader(recorded);

    private static byte[] header(int classId, int weight, long bodySize, byte... properties) {
        return ByteBuffer.allocate(12 + properties.length)
                .putShort((short) classId)
                .putShort((short) weight)
                .putLong(bodySize)
                .put(properties)
                .array();
    }

    private void read(int type, int channel, byte... payload) throws AmqpException {
        reader.read(Unpooled.wrappedBuffer(RecordedFrames.frame(type, channel, payload)));
    }

    private static void assertCloses(ReplyCode code, ThrowingCallable reading) {
        assertThatThrownBy(reading).isInstanceOfSatisfying(ConnectionException.class, e -> assertThat(e.replyCode())
                .isEqualTo(code));
    }

    /** A publish with two body frames, then an ack on another channel and a heartbeat. */
    private static ByteBuf conversation() {
        ByteBuf bytes = Unpooled.buffer();
        FrameWriter.writeMethod(bytes, 1, new BasicPublish("x", "key", true, false));
        FrameWriter.writeHeader(
                bytes, 1, 5, MessageProperties.builder().deliveryMode(2).build());
        FrameWriter.writeBody(bytes, 1, new byte[] {1, 2, 3, 4, 5}, 0, 3);
        FrameWriter.writeBody(bytes, 1, new byte[] {1, 2, 3, 4, 5}, 3, 2);
        FrameWriter.writeMethod(bytes, 65535, new BasicAck(7, true));
        FrameWriter.writeHeartbeat(bytes);
        return bytes;
    }

    private void assertConversation() {
        assertThat(recorded.frames).hasSize(6);
        assertThat(recorded.frames)
                .extracting(RecordedFrames.Frame::type)
                .containsExactly("method", "header", "body", "body", "method", "heartbeat");
        assertThat(recorded.frames).extracting(RecordedFrames.Frame::channel).containsExactly(1, 1, 1, 1, 65535, 0);
        assertThat(recorded.frames)
                .extracting(RecordedFrames.Frame::content)
                .contains(new BasicPublish("x", "key", true, false), "010203", "0405", new BasicAck(7, true));
        RecordedFrames.Header header =
                (RecordedFrames.Header) recorded.frames.get(1).content();
        assertThat(header.classId()).isEqualTo(60);
        assertThat(header.bodySize()).isEqualTo(5);
        assertThat(header.properties().persistent()).isTrue();
    }

    @Test
    void all_frames_of_a_buffer_are_read_in_order() throws AmqpException {
        ByteBuf bytes = conversation();

        reader.read(bytes);

        assertThat(bytes.isReadable()).isFalse();
        assertConversation();
    }

    @Test
    void frames_are_read_whatever_pieces_they_come_in() throws AmqpException {
        ByteBuf all = conversation();
        for (int piece = 1; piece < 30; piece++) {
            recorded.frames.clear();
            ByteBuf arrived = Unpooled.buffer();
            for (int from = 0; from < all.readableBytes(); from += piece) {
                arrived.writeBytes(all, from, Math.min(piece, all.readableBytes() - from));
                reader.read(arrived);
            }

            assertThat(arrived.isReadable()).isFalse();
            assertConversation();
        }
    }

    @Test
    void the_end_of_a_partial_frame_is_left_unread() throws AmqpException {
        ByteBuf all = conversation();
        ByteBuf partial = all.copy(0, all.readableBytes() - 1);

        reader.read(partial);

        assertThat(recorded.frames).hasSize(5);
        assertThat(partial.readableBytes()).isEqualTo(7);
    }

    @Test
    void the_buffer_is_whole_again_after_a_body_frame() throws AmqpException {
        ByteBuf all = conversation();
        int end = all.writerIndex();
        FrameReader bodies = new FrameReader(new OnlyBodies());

        bodies.read(all);

        assertThat(all.writerIndex()).isEqualTo(end);
        assertThat(all.readerIndex()).isEqualTo(end);
    }

    /** Reads each body to its end, as a listener may. */
    private static class OnlyBodies implements FrameListener {
        @Override
        public void onMethod(int channel, Method method) {}

        @Override
        public void onHeader(int channel, int classId, long bodySize, MessageProperties properties) {}

        @Override
        public void onBody(int channel, ByteBuf payload) throws AmqpException {
            payload.skipBytes(payload.readableBytes());
        }

        @Override
        public void onHeartbeat(int channel) {}
    }

    @Test
    void after_an_error_of_the_listener_reading_goes_on_with_the_next_frame() throws AmqpException {
        List<Integer> seen = new ArrayList<>();
        FrameReader failing = new FrameReader(new OnlyBodies() {
            @Override
            public void onBody(int channel, ByteBuf payload) throws AmqpException {
                seen.add(payload.readableBytes());
                throw ChannelException.notFound("no such thing");
            }
        });
        ByteBuf all = conversation();

        assertThatThrownBy(() -> failing.read(all)).isInstanceOf(ChannelException.class);
        assertThatThrownBy(() -> failing.read(all)).isInstanceOf(ChannelException.class);
        failing.read(all);

        assertThat(seen).containsExactly(3, 2);
        assertThat(all.isReadable()).isFalse();
    }

    @Test
    void an_empty_body_frame_is_handed_on() throws AmqpException {
        read(BODY, 3);

        assertThat(recorded.frames).containsExactly(new RecordedFrames.Frame("body", 3, ""));
    }

    @Test
    void a_body_size_is_unsigned() throws AmqpException {
        read(HEADER, 1, header(60, 0, -1, (byte) 0, (byte) 0));

        assertThat(((RecordedFrames.Header) recorded.frames.get(0).content()).bodySize())
                .isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 5, 6, 7, 9, 'A', 255})
    void an_unknown_type_is_a_501_before_the_payload_has_come(int type) {
        assertCloses(
                ReplyCode.FRAME_ERROR,
                () -> reader.read(Unpooled.wrappedBuffer(new byte[] {(byte) type, 0, 1, 0, 0, 0, 5})));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 0xCD, 0xCF, 0xFF})
    void a_wrong_end_octet_is_a_501(int end) {
        assertCloses(
                ReplyCode.FRAME_ERROR,
                () -> reader.read(Unpooled.wrappedBuffer(new byte[] {8, 0, 0, 0, 0, 0, 0, (byte) end})));
    }

    @Test
    void a_frame_of_exactly_frame_max_is_read() throws AmqpException {
        reader.setFrameMax(4096);

        read(BODY, 1, new byte[4096 - 8]);

        assertThat(recorded.frames).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {4096 - 7, 131_072, Integer.MAX_VALUE, 1L << 31, 0xFFFF_FFFFL})
    void a_larger_frame_is_a_501_before_the_payload_has_come(long size) {
        reader.setFrameMax(4096);
        ByteBuf prefix = Unpooled.buffer().writeByte(BODY).writeShort(1).writeInt((int) size);

        assertCloses(ReplyCode.FRAME_ERROR, () -> reader.read(prefix));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void a_method_frame_without_room_for_a_method_is_a_502(int length) {
        assertCloses(ReplyCode.SYNTAX_ERROR, () -> read(METHOD, 1, new byte[length]));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 11, 12, 13})
    void a_header_frame_without_room_for_its_fields_is_a_502(int length) {
        assertCloses(ReplyCode.SYNTAX_ERROR, () -> read(HEADER, 1, new byte[length]));
    }

    @Test
    void a_content_header_with_a_weight_is_a_505_as_with_rabbitmq() {
        assertCloses(ReplyCode.UNEXPECTED_FRAME, () -> read(HEADER, 1, header(60, 1, 0, (byte) 0, (byte) 0)));
    }

    @Test
    void a_heartbeat_with_a_payload_is_a_501_as_with_rabbitmq() {
        assertCloses(ReplyCode.FRAME_ERROR, () -> read(HEARTBEAT, 0, (byte) 1));
    }

    @Test
    void an_error_in_the_arguments_names_the_method() {
        assertThatThrownBy(() -> read(METHOD, 1, (byte) 0, (byte) 50, (byte) 0, (byte) 10, (byte) 0))
                .isInstanceOfSatisfying(ConnectionException.class, e -> {
                    assertThat(e.replyText()).startsWith("SYNTAX_ERROR - ").doesNotContain("SYNTAX_ERROR - SYNTAX");
                    assertThat(e.classId()).isEqualTo(50);
                    assertThat(e.methodId()).isEqualTo(10);
                });
    }

    @Test
    void messages_with_the_same_properties_share_them() throws AmqpException {
        byte[] persistent = header(60, 0, 1, (byte) 0x10, (byte) 0, (byte) 2);
        byte[] transientMode = header(60, 0, 1, (byte) 0x10, (byte) 0, (byte) 1);

        read(HEADER, 1, persistent);
        read(HEADER, 2, persistent);
        read(HEADER, 1, transientMode);
        read(HEADER, 1, header(60, 0, 1, (byte) 0, (byte) 0));
        read(HEADER, 1, persistent);

        List<MessageProperties> properties = recorded.frames.stream()
                .map(frame -> ((RecordedFrames.Header) frame.content()).properties())
                .toList();
        assertThat(properties.get(1)).isSameAs(properties.get(0));
        assertThat(properties).extracting(MessageProperties::deliveryMode).containsExactly(2, 2, 1, -1, 2);
    }

    @Test
    void large_properties_are_read_whole() throws AmqpException {
        MessageProperties large = MessageProperties.builder()
                .correlationId("c".repeat(255))
                .messageId("m".repeat(255))
                .replyTo("r".repeat(255))
                .build();
        for (int i = 0; i < 2; i++) {
            read(HEADER, 1, header(60, 0, 1, large.encoded()));

            assertThat(((RecordedFrames.Header) recorded.frames.get(i).content())
                            .properties()
                            .encoded())
                    .isEqualTo(large.encoded());
        }
    }
}
