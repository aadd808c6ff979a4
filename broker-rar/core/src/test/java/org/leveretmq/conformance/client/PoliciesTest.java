package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leveretmq.api.management.PolicyInfo;
import org.leveretmq.api.management.VirtualHostAdministration;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.NeedsOwnBroker;
import org.leveretmq.conformance.TestBroker;
import org.leveretmq.durability.InMemoryStore;

/** Policies and operator policies: pattern, apply-to, priority and definition, applied and withdrawn while queues live. */
@ConformanceTest
@NeedsOwnBroker("policies")
class PoliciesTest {
    private VirtualHostAdministration administration;
    private Channel channel;

    @BeforeEach
    void connect(TestBroker broker) throws IOException {
        TestBroker own = broker.withSettings(settings -> {});
        administration = own.management().virtualHostAdministration();
        channel = own.connect().createChannel();
    }

    private void policy(String name, String pattern, String applyTo, int priority, Map<String, Object> definition) {
        administration.putPolicy(new PolicyInfo("/", name, pattern, applyTo, priority, definition), false);
    }

    private void operatorPolicy(String name, String pattern, Map<String, Object> definition) {
        administration.putPolicy(new PolicyInfo("/", name, pattern, "queues", 0, definition), true);
    }

    private void declare(String queue, Map<String, Object> arguments) throws IOException {
        channel.queueDeclare(queue, false, false, false, arguments);
    }

    private void publish(String queue, String... bodies) throws Exception {
        channel.confirmSelect();
        for (String body : bodies) {
            channel.basicPublish("", queue, null, body.getBytes(StandardCharsets.UTF_8));
        }
        channel.waitForConfirms();
    }

    @Test
    void a_policy_reaches_queues_that_exist_already() throws Exception {
        declare("short.one", Map.of());
        publish("short.one", "1", "2", "3", "4");

        policy("short", "^short\\.", "queues", 0, Map.of("max-length", 2));

        await().untilAsserted(
                        () -> assertThat(channel.messageCount("short.one")).isEqualTo(2));
        assertThat(Inbox.drain(channel, "short.one")).containsExactly("3", "4");
    }

    @Test
    void a_policy_reaches_queues_that_come_later_and_no_others() throws Exception {
        policy("short", "^short\\.", "queues", 0, Map.of("max-length", 1));
        declare("short.one", Map.of());
        declare("long.one", Map.of());

        publish("short.one", "1", "2");
        publish("long.one", "1", "2");

        assertThat(Inbox.drain(channel, "short.one")).containsExactly("2");
        assertThat(Inbox.drain(channel, "long.one")).containsExactly("1", "2");
    }

    @Test
    void a_policy_can_be_withdrawn() throws Exception {
        policy("short", "^q", "queues", 0, Map.of("max-length", 1));
        declare("q", Map.of());
        publish("q", "1", "2");

        administration.deletePolicy("/", "short", false);

        publish("q", "3");
        assertThat(Inbox.drain(channel, "q")).containsExactly("2", "3");
    }

    @Test
    void of_two_policies_the_one_with_the_higher_priority_is_in_force() throws Exception {
        policy("a", "^q", "queues", 1, Map.of("max-length", 1));
        policy("b", "^q", "queues", 5, Map.of("max-length", 3));
        declare("q", Map.of());

        publish("q", "1", "2", "3", "4");

        assertThat(Inbox.drain(channel, "q")).containsExactly("2", "3", "4");
    }

    @Test
    void policies_do_not_add_up() throws Exception {
        policy("a", "^q", "queues", 1, Map.of("message-ttl", 1));
        policy("b", "^q", "queues", 5, Map.of("max-length", 1));
        declare("q", Map.of());

        publish("q", "1", "2");

        assertThat(Inbox.drain(channel, "q")).containsExactly("2");
    }

    @Test
    void an_argument_goes_before_a_policy() throws Exception {
        policy("short", "^q", "queues", 0, Map.of("max-length", 1));
        declare("q", Map.of("x-max-length", 3));

        publish("q", "1", "2", "3", "4");

        assertThat(Inbox.drain(channel, "q")).containsExactly("2", "3", "4");
    }

    @Test
    void an_operator_policy_bounds_arguments() throws Exception {
        operatorPolicy("bound", "^q", Map.of("max-length", 2));
        declare("q", Map.of("x-max-length", 3));

        publish("q", "1", "2", "3", "4");

        assertThat(Inbox.drain(channel, "q")).containsExactly("3", "4");
    }

    @Test
    void an_operator_policy_does_not_raise_what_is_lower() throws Exception {
        operatorPolicy("bound", "^q", Map.of("max-length", 5));
        policy("short", "^q", "queues", 0, Map.of("max-length", 1));
        declare("q", Map.of());

        publish("q", "1", "2", "3");

        assertThat(Inbox.drain(channel, "q")).containsExactly("3");
    }

    @Test
    void a_message_ttl_reaches_messages_that_wait_already() throws Exception {
        declare("q", Map.of());
        publish("q", "1", "2");

        policy("ttl", "^q", "queues", 0, Map.of("message-ttl", 1));

        await().untilAsserted(() -> assertThat(channel.messageCount("q")).isZero());
    }

    @Test
    void an_expiry_deletes_a_queue_that_is_not_used() throws Exception {
        declare("q", Map.of());
        declare("r", Map.of());

        policy("expiry", "^q$", "queues", 0, Map.of("expires", 20));

        await().untilAsserted(() -> assertThat(exists("q")).isFalse());
        assertThat(exists("r")).isTrue();
    }

    private boolean exists(String queue) throws Exception {
        try (Channel look = channel.getConnection().createChannel()) {
            look.queueDeclarePassive(queue);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void dead_letters_go_where_a_policy_says() throws Exception {
        declare("q", Map.of());
        declare("dead", Map.of());
        policy("dlx", "^q$", "queues", 0, Map.of("dead-letter-exchange", "", "dead-letter-routing-key", "dead"));
        publish("q", "bad");

        GetResponse got = channel.basicGet("q", false);
        channel.basicReject(got.getEnvelope().getDeliveryTag(), false);

        await().untilAsserted(() -> assertThat(channel.messageCount("dead")).isEqualTo(1));
    }

    @Test
    void reject_publish_can_be_switched_on() throws Exception {
        declare("q", Map.of("x-max-length", 1));
        policy("reject", "^q$", "queues", 0, Map.of("overflow", "reject-publish"));
        channel.confirmSelect();
        channel.basicPublish("", "q", null, new byte[1]);
        channel.waitForConfirms();

        channel.basicPublish("", "q", null, new byte[1]);

        assertThat(channel.waitForConfirms(5_000)).isFalse();
    }

    @Test
    void an_alternate_exchange_comes_and_goes_with_a_policy() throws Exception {
        channel.exchangeDeclare("e", BuiltinExchangeType.DIRECT);
        channel.exchangeDeclare("alternate", BuiltinExchangeType.FANOUT);
        declare("q", Map.of());
        channel.queueBind("q", "alternate", "");
        policy("ae", "^e$", "exchanges", 0, Map.of("alternate-exchange", "alternate"));
        channel.confirmSelect();
        channel.basicPublish("e", "nowhere", null, "one".getBytes(StandardCharsets.UTF_8));
        channel.waitForConfirms();
        administration.deletePolicy("/", "ae", false);

        channel.basicPublish("e", "nowhere", null, "two".getBytes(StandardCharsets.UTF_8));
        channel.waitForConfirms();

        assertThat(Inbox.drain(channel, "q")).containsExactly("one");
    }

    @Test
    void a_policy_for_exchanges_leaves_queues_alone() throws Exception {
        policy("short", ".*", "exchanges", 0, Map.of("max-length", 1));
        declare("q", Map.of());

        publish("q", "1", "2");

        assertThat(Inbox.drain(channel, "q")).containsExactly("1", "2");
    }

    @Test
    void a_redeclaration_is_compared_with_the_declaration_and_not_with_policies() throws Exception {
        policy("short", "^q", "queues", 0, Map.of("max-length", 1));
        declare("q", Map.of());

        AMQP.Queue.DeclareOk again = channel.queueDeclare("q", false, false, false, Map.of());

        assertThat(again.getQueue()).isEqualTo("q");
    }

    /** Definitions of RabbitMQ have them, for queues of other types. */
    @Test
    void settings_of_other_kinds_of_queues_are_kept_without_effect() throws Exception {
        Map<String, Object> ofOthers = Map.of("max-in-memory-length", 1, "queue-leader-locator", "balanced");
        policy("others", ".*", "all", 0, ofOthers);
        operatorPolicy("others", ".*", Map.of("max-in-memory-length", 1));

        declare("classic", Map.of());
        publish("classic", "1", "2");

        assertThat(Inbox.drain(channel, "classic")).containsExactly("1", "2");
        assertThat(administration.policies(false))
                .extracting(PolicyInfo::definition)
                .containsExactly(ofOthers);
        assertThatThrownBy(() -> operatorPolicy("others", ".*", Map.of("queue-leader-locator", "balanced")))
                .hasMessageContaining("not recognised: queue-leader-locator");
    }

    @Test
    void what_is_wrong_with_a_policy_is_said() {
        assertThatThrownBy(() -> policy("p", "(", "queues", 0, Map.of("max-length", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pattern '('");
        assertThatThrownBy(() -> policy("p", "q", "cats", 0, Map.of("max-length", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("apply-to is 'cats'");
        assertThatThrownBy(() -> policy("p", "q", "queues", 0, Map.of("max-len", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not recognised: max-len");
        assertThatThrownBy(() -> policy("p", "q", "queues", 0, Map.of("max-length", "many")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x-max-length");
        assertThatThrownBy(() -> policy("p", "q", "queues", 0, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> operatorPolicy("p", "q", Map.of("dead-letter-exchange", "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not recognised: dead-letter-exchange");
        assertThatThrownBy(() -> administration.putPolicy(
                        new PolicyInfo("nowhere", "p", "", "all", 0, Map.of("max-length", 1)), false))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void policies_survive_a_restart(TestBroker broker) throws Exception {
        InMemoryStore store = new InMemoryStore();
        TestBroker first = broker.withSettings(settings -> settings.store(store));
        PolicyInfo policy = new PolicyInfo("/", "p", "^q", "queues", 3, Map.of("max-length", 1));
        first.management().virtualHostAdministration().putPolicy(policy, false);
        try (Channel before = first.connect().createChannel()) {
            before.queueDeclare("q", true, false, false, Map.of());
        }
        first.shutDown();

        TestBroker second = broker.withSettings(settings -> settings.store(store));

        assertThat(second.management().virtualHostAdministration().policies(false))
                .containsExactly(policy);
        channel = second.connect().createChannel();
        publish("q", "1", "2");
        assertThat(Inbox.drain(channel, "q")).containsExactly("2");
    }
}
