package org.leveretmq.conformance.protocol;

import static org.leveretmq.conformance.wire.MethodId.CHANNEL_FLOW_OK;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.NeedsOwnBroker;
import org.leveretmq.conformance.TestBroker;
import org.leveretmq.conformance.wire.Requests;
import org.leveretmq.conformance.wire.WireClient;

/**
 * AMQP 0-9-1 §4.10.2 on negotiation: nobody holds a socket of the broker without using it. All clients stop at their place in the handshake
 * before the first test begins, so that they are waited for together.
 */
@ConformanceTest
@NeedsOwnBroker("a short time for the handshake")
class HandshakeTimeoutTest {
    private static final Duration TIMEOUT = Duration.ofMillis(1_500);

    private static WireClient other;
    private static WireClient silent;
    private static WireClient afterHalfTheHeader;
    private static WireClient afterTheHeader;
    private static WireClient afterStartOk;
    private static WireClient afterTuneOk;
    private static WireClient beating;

    @BeforeAll
    static void startImpatientBroker(TestBroker broker) {
        TestBroker own = broker.withSettings(settings -> settings.handshakeTimeout(TIMEOUT));
        other = own.wire();
        silent = own.socket();
        afterHalfTheHeader = own.socket().bytes('A', 'M', 'Q', 'P');
        afterTheHeader = own.socket().header();
        afterTheHeader.expectMethod(10, 10);
        afterStartOk = own.socket().header().startOkPlain("guest", "guest").expectTune();
        afterTuneOk = own.socket().header().startOkPlain("guest", "guest").tune();
        beating = own.socket().header().startOkPlain("guest", "guest").tune().sendHeartbeat();
    }

    @AfterEach
    void others_go_on() {
        other.call(1, Requests.flow(true), CHANNEL_FLOW_OK);
    }

    @Test
    void client_that_says_nothing_is_dropped() {
        silent.expectEnd();
    }

    @Test
    void client_that_says_half_a_header_is_dropped() {
        afterHalfTheHeader.expectEnd();
    }

    @Test
    void client_that_does_not_answer_start_is_dropped() {
        afterTheHeader.expectEnd();
    }

    @Test
    void client_that_does_not_answer_tune_is_dropped() {
        afterStartOk.expectEnd();
    }

    @Test
    void client_that_does_not_open_a_virtual_host_is_dropped() {
        afterTuneOk.expectEnd();
    }

    @Test
    void client_that_only_sends_heartbeats_is_dropped() {
        beating.expectEnd();
    }
}
