package org.leveretmq.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.types.FieldTable;
import org.leveretmq.wire.method.BasicAck;
import org.leveretmq.wire.method.BasicDeliver;
import org.leveretmq.wire.method.QueueDeclare;
import org.leveretmq.wire.method.QueueDeclareOk;

/** Frames into bytes (AMQP 0-9-1 §4.2.3). */
class FrameWriterTest {
    private final ByteBuf out = Unpooled.buffer();

    private String written() {
        return ByteBufUtil.hexDump(out);
    }

    @Test
    void a_method_frame_is_type_channel_size_ids_arguments_and_end() {
        FrameWriter.writeMethod(out, 258, new BasicAck(0x0102030405060708L, true));

        assertThat(written())
                .isEqualTo("01" + "0102" + "0000000d" + "003c" + "0050" + "0102030405060708" + "01" + "ce");
    }

    @Test
    void consecutive_bits_share_an_octet_from_the_lowest_on() {
        FrameWriter.writeMethod(out, 1, new QueueDeclare("q", true, false, true, false, true, FieldTable.EMPTY));

        assertThat(written())
                .isEqualTo("01" + "0001" + "0000000d" + "0032" + "000a" + "0000" + "0171" + "15" + "00000000" + "ce");
    }

    @Test
    void a_heartbeat_is_an_empty_frame_on_channel_0() {
        FrameWriter.writeHeartbeat(out);

        assertThat(written()).isEqualTo("08" + "0000" + "00000000" + "ce");
    }

    @Test
    void a_content_header_is_class_weight_size_and_properties() {
        MessageProperties persistent =
                MessageProperties.builder().deliveryMode(2).build();

        FrameWriter.writeHeader(out, 1, 0x1_0000_0000L, persistent);

        assertThat(written())
                .isEqualTo("02" + "0001" + "0000000f" + "003c" + "0000" + "0000000100000000" + "1000" + "02" + "ce");
    }

    @Test
    void a_body_frame_holds_a_piece_of_the_body() {
        FrameWriter.writeBody(out, 1, new byte[] {1, 2, 3, 4}, 1, 2);

        assertThat(written()).isEqualTo("03" + "0001" + "00000002" + "0203" + "ce");
    }

    @Test
    void frames_are_appended_to_what_is_there() {
        out.writeByte(0x77);
        FrameWriter.writeMethod(out, 1, new BasicAck(1, false));
        FrameWriter.writeHeartbeat(out);

        assertThat(written())
                .isEqualTo("77" + "01" + "0001" + "0000000d" + "003c0050" + "0000000000000001" + "00" + "ce"
                        + "08000000000000ce");
    }

    @Test
    void a_delivery_is_written_as_its_record_would_be() {
        FrameWriter.writeDeliver(
                out, 9, "tag-ä".getBytes(StandardCharsets.UTF_8), Long.MAX_VALUE, true, "exchange", "key.€");
        String direct = written();
        out.clear();

        FrameWriter.writeMethod(out, 9, new BasicDeliver("tag-ä", Long.MAX_VALUE, true, "exchange", "key.€"));

        assertThat(direct).isEqualTo(written());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "ä", "€", "𝄞"})
    void a_short_string_of_255_bytes_is_written(String tail) {
        String longest = "x".repeat(255 - tail.getBytes(StandardCharsets.UTF_8).length) + tail;

        FrameWriter.writeMethod(out, 1, new QueueDeclareOk(longest, 0, 0));

        assertThat(out.getUnsignedByte(11)).isEqualTo((short) 255);
        assertThat(out.toString(12, 255, StandardCharsets.UTF_8)).isEqualTo(longest);
    }

    @Test
    void a_longer_short_string_is_refused_and_leaves_no_half_frame() {
        FrameWriter.writeHeartbeat(out);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrameWriter.writeMethod(out, 1, new QueueDeclareOk("ä".repeat(128), 0, 0)));

        assertThat(written()).isEqualTo("08000000000000ce");
    }

    @Test
    void a_delivery_with_a_routing_key_that_is_too_long_leaves_no_half_frame() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrameWriter.writeDeliver(out, 1, new byte[] {'t'}, 1, false, "x", "k".repeat(256)));

        assertThat(out.isReadable()).isFalse();
    }
}
