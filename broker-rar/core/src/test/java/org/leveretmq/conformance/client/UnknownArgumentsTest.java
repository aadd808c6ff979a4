package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.NeedsOwnBroker;
import org.leveretmq.conformance.TestBroker;

/** Arguments that the broker does not know are accepted, kept and shown. */
@ConformanceTest
class UnknownArgumentsTest {

    @Test
    @NeedsOwnBroker("management")
    void they_are_kept_and_shown(TestBroker broker) throws IOException {
        TestBroker own = broker.withSettings(settings -> {});
        Channel channel = own.connect().createChannel();
        Map<String, Object> arguments = Map.of("x-colour", "brown", "x-legs", 4);

        channel.queueDeclare("q", false, false, false, arguments);
        channel.exchangeDeclare("e", BuiltinExchangeType.DIRECT, false, false, arguments);
        channel.queueBind("q", "e", "k", arguments);

        assertThat(own.management().queues().get(0).arguments()).isEqualTo(arguments);
        assertThat(own.management().exchanges())
                .filteredOn(exchange -> exchange.name().equals("e"))
                .allMatch(exchange -> exchange.arguments().equals(arguments));
        assertThat(own.management().bindings())
                .filteredOn(binding -> binding.source().equals("e"))
                .allMatch(binding -> binding.arguments().equals(arguments));
    }

    @Test
    void a_redeclaration_need_not_repeat_them(Channel channel) throws IOException {
        TestQueue queue = TestQueue.declare(channel, "x-colour", "brown");

        channel.queueDeclare(queue.name(), false, true, false, Map.of());

        assertThat(channel.isOpen()).isTrue();
    }
}
