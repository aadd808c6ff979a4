package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.TestBroker.uniqueName;
import static org.leveretmq.conformance.client.Closings.assertClosesChannelMentioning;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.leveretmq.conformance.ConformanceTest;

/** RabbitMQ: exchange-to-exchange bindings, internal and alternate exchanges. */
@ConformanceTest
class ExchangeBindingsTest {
    private final String first = uniqueName("first");
    private final String second = uniqueName("second");
    private final String third = uniqueName("third");

    private static void declare(Channel channel, String name, String type, Map<String, Object> arguments)
            throws IOException {
        channel.exchangeDeclare(name, type, false, true, arguments);
    }

    private static String bound(Channel channel, String exchange, String key) throws IOException {
        String queue = channel.queueDeclare().getQueue();
        channel.queueBind(queue, exchange, key);
        return queue;
    }

    private static void publish(Channel channel, String exchange, String key, String body) throws IOException {
        channel.basicPublish(exchange, key, null, body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void message_passes_through_a_chain_by_its_key(Channel channel) throws Exception {
        declare(channel, first, "topic", null);
        declare(channel, second, "fanout", null);
        declare(channel, third, "direct", null);
        channel.exchangeBind(second, first, "a.*");
        channel.exchangeBind(third, second, "");
        String queue = bound(channel, third, "a.b");

        publish(channel, first, "a.b", "arrives");
        publish(channel, first, "a.c", "stops at the third");
        publish(channel, first, "b", "stops at the first");

        assertThat(Inbox.drain(channel, queue)).containsExactly("arrives");
    }

    @Test
    void queue_gets_a_message_once_by_several_ways(Channel channel) throws Exception {
        declare(channel, first, "fanout", null);
        declare(channel, second, "fanout", null);
        channel.exchangeBind(second, first, "");
        String queue = bound(channel, first, "");
        channel.queueBind(queue, second, "");

        publish(channel, first, "", "m");

        assertThat(Inbox.drain(channel, queue)).containsExactly("m");
    }

    @Test
    void cycles_are_harmless(Channel channel) throws Exception {
        declare(channel, first, "fanout", null);
        declare(channel, second, "fanout", null);
        channel.exchangeBind(second, first, "");
        channel.exchangeBind(first, second, "");
        channel.exchangeBind(first, first, "");
        String one = bound(channel, first, "");
        String two = bound(channel, second, "");

        publish(channel, first, "", "m");

        assertThat(Inbox.drain(channel, one)).containsExactly("m");
        assertThat(Inbox.drain(channel, two)).containsExactly("m");
    }

    @Test
    void internal_exchange_takes_what_other_exchanges_pass_on(Channel channel) throws Exception {
        declare(channel, first, "fanout", null);
        channel.exchangeDeclare(second, "fanout", false, true, true, null);
        channel.exchangeBind(second, first, "");
        String queue = bound(channel, second, "");

        publish(channel, first, "", "m");

        assertThat(Inbox.drain(channel, queue)).containsExactly("m");
    }

    @Test
    void deleting_the_destination_unbinds_it(Channel channel) throws Exception {
        declare(channel, first, "fanout", null);
        declare(channel, second, "fanout", null);
        channel.exchangeBind(second, first, "");
        String queue = bound(channel, first, "");
        bound(channel, second, "");
        channel.exchangeDelete(second);

        publish(channel, first, "", "m");

        assertThat(Inbox.drain(channel, queue)).containsExactly("m");
    }

    /** RabbitMQ: in use is who has bindings of its own, to queues or exchanges. */
    @Test
    void exchange_bound_to_an_exchange_is_in_use(Channel channel) throws Exception {
        declare(channel, first, "fanout", null);
        declare(channel, second, "fanout", null);
        channel.exchangeBind(second, first, "");

        assertClosesChannelMentioning(channel, 406, "in use", () -> channel.exchangeDelete(first, true));
    }

    @Test
    void alternate_exchange_takes_what_cannot_be_routed(Channel channel) throws Exception {
        declare(channel, second, "fanout", null);
        String rest = bound(channel, second, "");
        declare(channel, first, "direct", Map.of("alternate-exchange", second));
        String queue = bound(channel, first, "k");

        publish(channel, first, "k", "routed");
        publish(channel, first, "other", "left over");

        assertThat(Inbox.drain(channel, queue)).containsExactly("routed");
        assertThat(Inbox.drain(channel, rest)).containsExactly("left over");
    }

    @Test
    void alternate_of_an_alternate_is_asked_next(Channel channel) throws Exception {
        declare(channel, third, "fanout", null);
        String rest = bound(channel, third, "");
        declare(channel, second, "direct", Map.of("alternate-exchange", third));
        declare(channel, first, "direct", Map.of("alternate-exchange", second));

        publish(channel, first, "k", "m");

        assertThat(Inbox.drain(channel, rest)).containsExactly("m");
        channel.exchangeDelete(second);
        channel.exchangeDelete(first);
    }

    @Test
    void alternates_in_a_circle_are_harmless(Channel channel) throws Exception {
        declare(channel, first, "direct", Map.of("alternate-exchange", second));
        declare(channel, second, "direct", Map.of("alternate-exchange", first));
        channel.confirmSelect();

        publish(channel, first, "k", "m");

        assertThat(channel.waitForConfirms(5_000)).isTrue();
        channel.exchangeDelete(second);
        channel.exchangeDelete(first);
    }

    @Test
    void alternate_that_does_not_exist_is_passed_over(Channel channel) throws Exception {
        declare(channel, first, "direct", Map.of("alternate-exchange", uniqueName("nobody")));
        channel.confirmSelect();

        publish(channel, first, "k", "m");

        assertThat(channel.waitForConfirms(5_000)).isTrue();
        channel.exchangeDelete(first);
    }

    /** What an alternate exchange has routed is routed: a mandatory message is not returned. */
    @Test
    void mandatory_message_that_the_alternate_takes_is_not_returned(Channel channel) throws Exception {
        declare(channel, second, "fanout", null);
        String rest = bound(channel, second, "");
        declare(channel, first, "direct", Map.of("alternate-exchange", second));
        List<String> returned = new CopyOnWriteArrayList<>();
        channel.addReturnListener(message -> returned.add(message.getRoutingKey()));
        channel.confirmSelect();

        channel.basicPublish(first, "k", true, null, new byte[1]);
        channel.waitForConfirmsOrDie(5_000);

        assertThat(returned).isEmpty();
        assertThat(Inbox.drain(channel, rest)).hasSize(1);
        channel.exchangeDelete(first);
    }
}
