package org.leveretmq.conformance.protocol;

import static org.leveretmq.conformance.wire.MethodId.CHANNEL_OPEN_OK;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.NeedsOwnBroker;
import org.leveretmq.conformance.TestBroker;
import org.leveretmq.conformance.wire.Requests;
import org.leveretmq.conformance.wire.WireClient;

/** AMQP 0-9-1 §4.10.2 on negotiation: nobody holds a socket of the broker without using it. */
@ConformanceTest
@NeedsOwnBroker("a short time for the handshake")
class HandshakeTimeoutTest {
    private static final Duration TIMEOUT = Duration.ofMillis(400);

    private TestBroker own;
    private WireClient other;

    @BeforeEach
    void startImpatientBroker(TestBroker broker) {
        own = broker.withSettings(settings -> settings.handshakeTimeout(TIMEOUT));
        other = own.wire();
    }

    private void assertOthersGoOn() {
        other.call(2, Requests.channelOpen(), CHANNEL_OPEN_OK);
    }

    @Test
    void client_that_says_nothing_is_dropped() {
        WireClient client = own.socket();

        client.expectEnd();

        assertOthersGoOn();
    }

    @Test
    void client_that_says_half_a_header_is_dropped() {
        WireClient client = own.socket().bytes('A', 'M', 'Q', 'P');

        client.expectEnd();

        assertOthersGoOn();
    }

    @Test
    void client_that_does_not_answer_start_is_dropped() {
        WireClient client = own.socket().header();
        client.expectMethod(10, 10);

        client.expectEnd();

        assertOthersGoOn();
    }

    @Test
    void client_that_does_not_answer_tune_is_dropped() {
        WireClient client = own.socket().header().startOkPlain("guest", "guest").expectTune();

        client.expectEnd();

        assertOthersGoOn();
    }

    @Test
    void client_that_does_not_open_a_virtual_host_is_dropped() {
        WireClient client = own.socket().header().startOkPlain("guest", "guest").tune();

        client.expectEnd();

        assertOthersGoOn();
    }

    @Test
    void heartbeats_do_not_make_the_handshake_longer() {
        WireClient client = own.socket().header().startOkPlain("guest", "guest").tune();
        client.sendHeartbeat().sendHeartbeat();

        client.expectEnd();

        assertOthersGoOn();
    }
}
