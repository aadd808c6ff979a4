package org.leveretmq.conformance.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.wire.MethodId.BASIC_CONSUME_OK;
import static org.leveretmq.conformance.wire.MethodId.BASIC_DELIVER;
import static org.leveretmq.conformance.wire.MethodId.CHANNEL_OPEN_OK;
import static org.leveretmq.conformance.wire.MethodId.CONNECTION_OPEN_OK;
import static org.leveretmq.conformance.wire.MethodId.QUEUE_DECLARE_OK;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.DiffersFromPeer;
import org.leveretmq.conformance.NeedsOwnBroker;
import org.leveretmq.conformance.OthersUnaffected;
import org.leveretmq.conformance.TestBroker;
import org.leveretmq.conformance.wire.ReceivedContent;
import org.leveretmq.conformance.wire.Requests;
import org.leveretmq.conformance.wire.WireClient;

/** AMQP 0-9-1 §1.4.2.5 and §1.4.2.6: {@code connection.tune} and {@code tune-ok}. */
@ConformanceTest
@OthersUnaffected
class ConnectionTuneTest {
    private static WireClient authenticated(TestBroker broker) {
        return broker.socket().header().startOkPlain("guest", "guest").expectTune();
    }

    /** §2.3.3: "The server MUST tell the client what limits it proposes"; the defaults are those of RabbitMQ. */
    @Test
    void tune_proposes_the_defaults(TestBroker broker) {
        WireClient client = authenticated(broker);

        assertThat(client.channelMax()).isEqualTo(2047);
        assertThat(client.frameMax()).isEqualTo(131_072);
        assertThat(client.heartbeat()).isEqualTo(60);
    }

    /** §2.3.3, as above, with other limits. */
    @Test
    @NeedsOwnBroker("other limits")
    void tune_proposes_what_is_configured(TestBroker broker) {
        TestBroker own = broker.withSettings(
                settings -> settings.channelMax(7).frameMaxBytes(8192).heartbeatSeconds(11));

        WireClient client = authenticated(own);

        assertThat(client.channelMax()).isEqualTo(7);
        assertThat(client.frameMax()).isEqualTo(8192);
        assertThat(client.heartbeat()).isEqualTo(11);
    }

    /** §2.3.3: "The client responds and MAY reduce those limits for its connection." */
    @Test
    void client_may_lower_every_limit(TestBroker broker) {
        WireClient client = authenticated(broker);

        client.tuneOk(1, 4096, 0).sendOpen("/");

        client.expect(CONNECTION_OPEN_OK);
    }

    /** §1.4.2.6 frame-max: a value higher than the server's ends the connection; RabbitMQ: with 530. */
    @ParameterizedTest
    @DiffersFromPeer("it closes the socket without a word, after three seconds")
    @ValueSource(longs = {131_073, 1L << 31, 0xFFFFFFFFL, 0})
    void frame_max_above_the_proposal_is_530(long frameMax, TestBroker broker) {
        WireClient client = authenticated(broker);

        client.tuneOk(client.channelMax(), frameMax, 0);

        assertThat(client.expectConnectionClose(530).shortString())
                .startsWith("NOT_ALLOWED - negotiated frame_max = " + frameMax);
    }

    /** §1.4.2.6 channel-max: a value higher than the server's ends the connection; RabbitMQ: with 530. */
    @ParameterizedTest
    @DiffersFromPeer("it closes the socket without a word, after three seconds")
    @ValueSource(ints = {2048, 65_535, 0})
    void channel_max_above_the_proposal_is_530(int channelMax, TestBroker broker) {
        WireClient client = authenticated(broker);

        client.tuneOk(channelMax, client.frameMax(), 0);

        assertThat(client.expectConnectionClose(530).shortString())
                .startsWith("NOT_ALLOWED - negotiated channel_max = " + channelMax);
    }

    /** §1.4.2.5: "the minimum negotiated value for frame-max is also frame-min-size". */
    @ParameterizedTest
    @DiffersFromPeer("it closes the socket without a word, after three seconds")
    @ValueSource(longs = {1, 8, 4095})
    void frame_max_below_the_minimum_is_530(long frameMax, TestBroker broker) {
        WireClient client = authenticated(broker);

        client.tuneOk(client.channelMax(), frameMax, 0);

        client.expectConnectionClose(530);
    }

    /** §4.2.3: "A peer MUST NOT send frames larger than the agreed-upon size." */
    @ParameterizedTest
    @CsvSource({"4088, 1", "4089, 2", "8176, 2", "20000, 5"})
    void contents_are_split_at_the_negotiated_frame_size(int bodySize, int frames, TestBroker broker) {
        WireClient client = authenticated(broker).tuneOk(10, 4096, 0).open("/").openChannel(1);
        String queue = TestBroker.uniqueName("split");
        client.call(1, Requests.queueDeclare(queue), QUEUE_DECLARE_OK);
        client.call(1, Requests.consume(queue, "", true, false), BASIC_CONSUME_OK);

        client.publish(1, "", queue, "x".repeat(bodySize));

        client.expect(1, BASIC_DELIVER);
        ReceivedContent content = client.expectContent(1);
        assertThat(content.body()).hasSize(bodySize);
        assertThat(content.frameSizes()).hasSize(frames).allMatch(size -> size <= 4096);
    }

    /** §4.2.3: "A peer that receives an oversized frame MUST signal a connection exception with reply code 501." */
    @Test
    void frame_above_the_lowered_size_is_501(TestBroker broker) {
        WireClient client = authenticated(broker).tuneOk(10, 4096, 0).open("/").openChannel(1);

        client.sendFrame(3, 1, new byte[5000]);

        client.expectConnectionClose(501);
    }

    /** §4.2.3, as above: one byte too many is too many. */
    @Test
    @DiffersFromPeer("it tolerates up to eight bytes more")
    void frame_one_byte_above_the_agreed_size_is_501(TestBroker broker) {
        WireClient client = broker.wire();

        client.sendFrame(3, 1, new byte[client.frameMax() - 7]);

        client.expectConnectionClose(501);
    }

    /** §4.2.3: a frame of exactly the agreed size is fine. */
    @Test
    void frame_of_exactly_the_agreed_size_is_accepted(TestBroker broker) {
        WireClient client = broker.wire();
        String queue =
                client.call(1, Requests.queueDeclare(""), QUEUE_DECLARE_OK).shortString();
        client.call(1, Requests.consume(queue, "", true, false), BASIC_CONSUME_OK);

        client.publish(1, "", queue, "x".repeat(client.frameMax() - 8));

        client.expect(1, BASIC_DELIVER);
        assertThat(client.expectContent(1).frameSizes()).containsExactly(client.frameMax());
    }

    /** §1.4.2.5 channel-max: the highest number may be used. */
    @Test
    void highest_channel_may_be_opened(TestBroker broker) {
        WireClient client = authenticated(broker).tuneOk(3, 4096, 0).open("/");

        client.send(3, Requests.channelOpen());

        client.expect(3, CHANNEL_OPEN_OK);
    }

    /** §1.4.2.5 channel-max: no number above it. */
    @Test
    @DiffersFromPeer("it counts open channels and lets their numbers be higher")
    void channel_above_the_negotiated_maximum_is_an_error(TestBroker broker) {
        WireClient client = authenticated(broker).tuneOk(3, 4096, 0).open("/");

        client.send(4, Requests.channelOpen());

        client.expectConnectionClose(504, 530);
    }

    /** §2.2.4: open comes after tune-ok. */
    @Test
    void open_before_tune_ok_ends_the_connection(TestBroker broker) {
        WireClient client = authenticated(broker);

        client.sendOpen("/");

        client.expectConnectionEnd(503, 504);
    }

    /** §2.2.4: tune-ok is for the handshake alone. */
    @Test
    void second_tune_ok_ends_the_connection(TestBroker broker) {
        WireClient client = broker.wire();

        client.tuneOk(10, 4096, 0);

        client.expectConnectionClose(503, 504);
    }
}
