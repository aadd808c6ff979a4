package org.leveretmq.conformance;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Field tables that are too deep, or whose values have no known type or do not fit. */
class MalformedTableWireTest {
    @RegisterExtension
    static final EmbeddedBroker BROKER = new EmbeddedBroker();

    @RegisterExtension
    final Bystander bystander = new Bystander(BROKER);

    private static byte[] declare(byte[] table) {
        return Arguments.method(50, 10)
                .int16(0)
                .text("")
                .bits(false, false, true, false, false)
                .block(table)
                .bytes();
    }

    @Test
    @DisplayName("§4.2.5.5 a field table nested 1,000 deep is a 502")
    void deep_table() {
        byte[] table = new byte[0];
        for (int i = 0; i < 1000; i++) {
            table = new Arguments().text("t").int8('F').block(table).bytes();
        }
        try (RawClient client = BROKER.channelOpened()) {
            client.bytes(RawClient.frame(1, 1, declare(table)));

            client.expectConnectionClose(502);
        }
    }

    @Test
    @DisplayName("§4.2.5.5 a value in a field table that announces 2 GB is a 502")
    void table_with_a_gigantic_value() {
        byte[] table = new Arguments().text("t").int8('S').int32(0x7FFF_FFFF).bytes();
        try (RawClient client = BROKER.channelOpened()) {
            client.bytes(RawClient.frame(1, 1, declare(table)));

            client.expectConnectionClose(502);
        }
    }

    @Test
    @DisplayName("§4.2.5.5 a field table with an unknown type is a 502")
    void table_with_an_unknown_type() {
        byte[] table = new Arguments().text("t").int8('?').int32(1).bytes();
        try (RawClient client = BROKER.channelOpened()) {
            client.bytes(RawClient.frame(1, 1, declare(table)));

            client.expectConnectionClose(502);
        }
    }

    @Test
    @DisplayName("§4.2.6.1 message headers nested too deep are a 502, although nobody looks at them")
    void deep_message_headers() {
        byte[] table = new byte[0];
        for (int i = 0; i < 100; i++) {
            table = new Arguments().text("t").int8('F').block(table).bytes();
        }
        try (RawClient client = BROKER.channelOpened()) {
            client.publishMethod(1, "", "x", false, false);
            byte[] header = new Arguments()
                    .int16(60)
                    .int16(0)
                    .int64(0)
                    .int16(1 << 13)
                    .block(table)
                    .bytes();
            client.bytes(RawClient.frame(RawFrame.HEADER, 1, header));

            client.expectConnectionClose(502);
        }
    }
}
