package org.leveretmq.conformance.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.wire.MethodId.CHANNEL_FLOW_OK;
import static org.leveretmq.conformance.wire.MethodId.CHANNEL_OPEN_OK;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.OthersUnaffected;
import org.leveretmq.conformance.TestBroker;
import org.leveretmq.conformance.wire.Frame;
import org.leveretmq.conformance.wire.Requests;
import org.leveretmq.conformance.wire.WireClient;

/** AMQP 0-9-1 §4.2.7, Heartbeat Frames. */
@ConformanceTest
@OthersUnaffected
class HeartbeatTest {
    private static final Duration TWO_MISSED_AND_SOME = Duration.ofMillis(3_500);

    private static WireClient beating(TestBroker broker, int seconds) {
        WireClient client =
                broker.socket().header().startOkPlain("guest", "guest").expectTune();
        return client.tuneOk(client.channelMax(), client.frameMax(), seconds).open("/");
    }

    /** §4.2.7: "If a peer receives no traffic for longer than the heartbeat interval"; RabbitMQ: sent at half the interval. */
    @Test
    void server_sends_heartbeats_on_channel_0(TestBroker broker) {
        WireClient client = beating(broker, 1);

        Frame heartbeat = client.expectHeartbeat(Duration.ofMillis(1_000));

        assertThat(heartbeat.channel()).isZero();
        assertThat(heartbeat.payload()).isEmpty();
    }

    /** §4.2.7: "If a peer detects no incoming traffic (i.e. received octets) for two heartbeat intervals or longer, it should close". */
    @Test
    void silent_client_is_dropped_after_two_missed_heartbeats(TestBroker broker) {
        long begin = System.nanoTime();
        WireClient client = beating(broker, 1);

        client.expectEnd(TWO_MISSED_AND_SOME);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(1_900));
    }

    /** §4.2.7: a client that sends heartbeats is alive, and so is one that sends anything else ("any sent octet is a valid substitute"). */
    @Test
    void client_that_sends_anything_is_kept(TestBroker broker) {
        WireClient beats = beating(broker, 1);
        WireClient talks = beating(broker, 1).openChannel(1);
        long end = System.nanoTime() + TWO_MISSED_AND_SOME.toNanos();

        while (System.nanoTime() < end) {
            beats.expectHeartbeat(Duration.ofSeconds(2));
            beats.sendHeartbeat();
            talks.call(1, Requests.flow(true), CHANNEL_FLOW_OK);
        }

        beats.openChannel(2);
        talks.openChannel(2);
    }

    /** §1.4.2.6 heartbeat: "Zero means the client does not want a heartbeat." */
    @Test
    void interval_0_switches_heartbeats_off(TestBroker broker) {
        WireClient silent = beating(broker, 0);
        WireClient clock = beating(broker, 1);
        clock.expectEnd(TWO_MISSED_AND_SOME);

        silent.send(1, Requests.channelOpen());

        assertThat(silent.nextFrameOfAnyType().method().is(CHANNEL_OPEN_OK)).isTrue();
    }

    /** §4.2.7: a peer that has agreed on no heartbeats "MUST discard the heartbeat frame without signalling any error or fault". */
    @Test
    void heartbeats_nobody_asked_for_are_discarded(TestBroker broker) {
        WireClient client = beating(broker, 0);

        client.sendHeartbeat().sendHeartbeat().send(1, Requests.channelOpen());

        client.expect(1, CHANNEL_OPEN_OK);
    }

    /** §4.2.7: heartbeats may come between the frames of a content. */
    @Test
    void heartbeat_in_the_middle_of_a_content_is_fine(TestBroker broker) {
        WireClient client = broker.wire();

        client.send(1, Requests.publish("", "nobody"))
                .sendHeartbeat()
                .contentHeader(1, 2, Requests.NO_PROPERTIES)
                .sendHeartbeat()
                .sendFrame(Frame.BODY, 1, new byte[2]);

        client.call(1, Requests.flow(true), CHANNEL_FLOW_OK);
    }
}
