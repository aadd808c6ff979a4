package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.leveretmq.conformance.client.Closings.assertClosesChannel;
import static org.leveretmq.conformance.client.Closings.assertClosesChannelMentioning;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.DiffersFromPeer;
import org.leveretmq.conformance.TestBroker;

/** RabbitMQ's direct reply-to: replies reach the requester's channel without a queue of its own. */
@ConformanceTest
class DirectReplyToTest {
    private static final String REPLY_TO = "amq.rabbitmq.reply-to";

    private Channel requester;
    private Channel server;
    private String requests;

    @BeforeEach
    void openChannels(TestBroker broker) throws IOException {
        requester = broker.connect().createChannel();
        server = broker.connect().createChannel();
        requests = TestBroker.uniqueName("requests");
        server.queueDeclare(requests, false, false, true, null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void request(String body) throws IOException {
        AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                .replyTo(REPLY_TO)
                .correlationId("c-" + body)
                .build();
        requester.basicPublish("", requests, properties, bytes(body));
    }

    private String replyToOf(String body) throws IOException {
        request(body);
        return Inbox.consume(server, requests).await(1).get(0).getProperties().getReplyTo();
    }

    @Test
    void a_reply_reaches_the_channel_that_has_asked() throws IOException {
        Inbox replies = Inbox.consume(requester, REPLY_TO);
        server.basicConsume(
                requests,
                true,
                (tag, asked) -> server.basicPublish(
                        "", asked.getProperties().getReplyTo(), asked.getProperties(), bytes("pong")),
                tag -> {});

        request("ping");

        Delivery reply = replies.await(1).get(0);
        assertThat(Inbox.text(reply)).isEqualTo("pong");
        assertThat(reply.getProperties().getCorrelationId()).isEqualTo("c-ping");
    }

    @Test
    void the_server_sees_a_name_of_the_requesters_own() throws IOException {
        Inbox.consume(requester, REPLY_TO);

        String replyTo = replyToOf("ping");

        assertThat(replyTo).startsWith(REPLY_TO + ".").hasSizeGreaterThan(REPLY_TO.length() + 10);
    }

    @Test
    void two_requesters_have_different_names(TestBroker broker) throws IOException {
        Inbox.consume(requester, REPLY_TO);
        Channel other = broker.connect().createChannel();
        Inbox.consume(other, REPLY_TO);
        AMQP.BasicProperties properties =
                new AMQP.BasicProperties.Builder().replyTo(REPLY_TO).build();
        request("one");

        other.basicPublish("", requests, properties, bytes("two"));

        Inbox asked = Inbox.consume(server, requests);
        assertThat(asked.await(2).stream()
                        .map(request -> request.getProperties().getReplyTo()))
                .doesNotHaveDuplicates();
    }

    @Test
    void another_reply_to_stays_as_it_is() throws IOException {
        AMQP.BasicProperties properties =
                new AMQP.BasicProperties.Builder().replyTo("my-queue").build();

        requester.basicPublish("", requests, properties, bytes("x"));

        Delivery asked = Inbox.consume(server, requests).await(1).get(0);
        assertThat(asked.getProperties().getReplyTo()).isEqualTo("my-queue");
    }

    @Test
    void consuming_with_acknowledgements_is_refused() {
        assertClosesChannel(
                requester,
                406,
                "PRECONDITION_FAILED - reply consumer cannot acknowledge",
                () -> Inbox.consumeWithAcks(requester, REPLY_TO));
    }

    @Test
    void a_second_consumer_on_the_channel_is_refused() throws IOException {
        Inbox.consume(requester, REPLY_TO);

        assertClosesChannel(
                requester,
                406,
                "PRECONDITION_FAILED - reply consumer already set",
                () -> Inbox.consume(requester, REPLY_TO));
    }

    @Test
    void asking_without_a_consumer_is_refused() {
        assertClosesChannel(
                requester, 406, "PRECONDITION_FAILED - fast reply consumer does not exist", () -> request("ping"));
    }

    @Test
    void asking_after_the_consumer_was_cancelled_is_refused() throws IOException {
        requester.basicCancel(Inbox.consume(requester, REPLY_TO).tag());

        assertClosesChannelMentioning(requester, 406, "fast reply consumer does not exist", () -> request("ping"));
    }

    @Test
    void after_a_cancel_the_channel_can_wait_for_replies_again() throws IOException {
        requester.basicCancel(Inbox.consume(requester, REPLY_TO).tag());
        Inbox replies = Inbox.consume(requester, REPLY_TO);
        String replyTo = replyToOf("ping");

        server.basicPublish("", replyTo, null, bytes("pong"));

        assertThat(replies.awaitBodies(1)).containsExactly("pong");
    }

    @Test
    void a_server_can_ask_whether_the_requester_still_waits() throws IOException {
        Inbox.consume(requester, REPLY_TO);
        String replyTo = replyToOf("ping");

        AMQP.Queue.DeclareOk answer = server.queueDeclarePassive(replyTo);

        assertThat(answer.getQueue()).isEqualTo(replyTo);
        assertThat(answer.getConsumerCount()).isEqualTo(1);
    }

    @Test
    void a_requester_that_is_gone_is_not_found() throws Exception {
        Inbox.consume(requester, REPLY_TO);
        String replyTo = replyToOf("ping");
        requester.getConnection().close();

        assertClosesChannelMentioning(
                server, 404, "NOT_FOUND - no queue '" + replyTo + "'", () -> server.queueDeclarePassive(replyTo));
    }

    @Test
    void a_late_reply_is_dropped_and_confirmed() throws Exception {
        Inbox.consume(requester, REPLY_TO);
        String replyTo = replyToOf("ping");
        requester.close();
        server.confirmSelect();

        server.basicPublish("", replyTo, null, bytes("too late"));

        assertThat(server.waitForConfirms(5_000)).isTrue();
    }

    @Test
    @DiffersFromPeer("it returns replies that were delivered, too")
    void only_a_late_reply_is_returned_if_it_is_mandatory() throws Exception {
        Inbox replies = Inbox.consume(requester, REPLY_TO);
        String replyTo = replyToOf("ping");
        CopyOnWriteArrayList<String> returned = new CopyOnWriteArrayList<>();
        server.addReturnListener(back -> returned.add(new String(back.getBody(), StandardCharsets.UTF_8)));
        server.basicPublish("", replyTo, true, null, bytes("in time"));
        replies.await(1);
        requester.close();

        server.basicPublish("", replyTo, true, null, bytes("too late"));

        await().untilAsserted(() -> assertThat(returned).containsExactly("too late"));
    }

    @Test
    void nobody_else_can_consume_the_replies() throws IOException {
        Inbox.consume(requester, REPLY_TO);
        String replyTo = replyToOf("ping");

        assertClosesChannelMentioning(server, 404, "no queue '" + replyTo, () -> Inbox.consume(server, replyTo));
    }

    @Test
    void declaring_the_general_name_creates_nothing() throws IOException {
        AMQP.Queue.DeclareOk answer = server.queueDeclare(REPLY_TO, true, false, false, Map.of());

        assertThat(answer.getQueue()).isEqualTo(REPLY_TO);
    }
}
