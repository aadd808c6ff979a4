package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.leveretmq.conformance.client.Closings.assertClosesChannel;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.NeedsOwnBroker;
import org.leveretmq.conformance.TestBroker;
import org.leveretmq.conformance.TestUsers;

/** RabbitMQ: what a user may not do is channel 403; everything else is left to the user. */
@ConformanceTest
@NeedsOwnBroker("a user with few permissions")
class PermissionsTest {
    private Connection limited;

    /** Something that one does with a channel. */
    interface Use {
        void of(Channel channel) throws IOException;
    }

    @BeforeEach
    void connectLimitedUser(TestBroker broker) throws Exception {
        TestBroker own = broker.withSettings(settings ->
                settings.users(TestUsers.with(TestUsers.guestOf("/"), "limited", "^c-.*", "^w-.*", "^r-.*")));
        Channel admin = own.connect().createChannel();
        for (String name : new String[] {"c-x", "w-x", "r-x"}) {
            admin.queueDeclare(name, false, false, false, null);
            admin.exchangeDeclare(name, BuiltinExchangeType.DIRECT);
        }
        limited = own.connect(factory -> factory.setUsername("limited"));
    }

    private static Arguments refused(String what, String access, Use use) {
        return Arguments.of(Named.of(what, use), access);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                refused(
                        "declare a queue",
                        "configure access to queue 'x'",
                        c -> c.queueDeclare("x", false, false, false, null)),
                refused("delete a queue", "configure access to queue 'w-x'", c -> c.queueDelete("w-x")),
                refused(
                        "declare an exchange",
                        "configure access to exchange 'x'",
                        c -> c.exchangeDeclare("x", "direct")),
                refused("delete an exchange", "configure access to exchange 'w-x'", c -> c.exchangeDelete("w-x")),
                refused("bind: write the queue", "write access to queue 'r-x'", c -> c.queueBind("r-x", "r-x", "k")),
                refused(
                        "bind: read the exchange",
                        "read access to exchange 'w-x'",
                        c -> c.queueBind("w-x", "w-x", "k")),
                refused("unbind", "write access to queue 'r-x'", c -> c.queueUnbind("r-x", "r-x", "k")),
                refused(
                        "bind exchanges: write",
                        "write access to exchange 'r-x'",
                        c -> c.exchangeBind("r-x", "r-x", "k")),
                refused(
                        "bind exchanges: read",
                        "read access to exchange 'w-x'",
                        c -> c.exchangeBind("w-x", "w-x", "k")),
                refused(
                        "publish",
                        "write access to exchange 'r-x'",
                        c -> c.basicPublish("r-x", "k", null, new byte[1])),
                refused(
                        "publish to the default exchange",
                        "write access to exchange 'amq.default'",
                        c -> c.basicPublish("", "r-x", null, new byte[1])),
                refused("get", "read access to queue 'w-x'", c -> c.basicGet("w-x", true)),
                refused("consume", "read access to queue 'w-x'", c -> Inbox.consume(c, "w-x")),
                refused("purge", "read access to queue 'w-x'", c -> c.queuePurge("w-x")),
                refused(
                        "name an alternate exchange",
                        "read access to exchange 'c-y'",
                        c -> c.exchangeDeclare("c-y", "direct", false, true, Map.of("alternate-exchange", "w-x"))));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void what_is_not_permitted_is_403(Use use, String access) throws Exception {
        Channel channel = limited.createChannel();

        assertClosesChannel(
                channel,
                403,
                "ACCESS_REFUSED - " + access + " in vhost '/' refused for user 'limited'",
                () -> use.of(channel));
    }

    static Stream<Named<Use>> permitted() {
        return Stream.of(
                Named.of("declare a queue", c -> c.queueDeclare("c-y", false, false, true, null)),
                Named.of("delete a queue", c -> c.queueDelete("c-x")),
                Named.of("declare an exchange", c -> c.exchangeDeclare("c-y", "direct", false, true, null)),
                Named.of("delete an exchange", c -> c.exchangeDelete("c-x")),
                Named.of("bind", c -> c.queueBind("w-x", "r-x", "k")),
                Named.of("bind exchanges", c -> c.exchangeBind("w-x", "r-x", "k")),
                Named.of("publish", c -> c.basicPublish("w-x", "k", null, new byte[1])),
                Named.of("get", c -> c.basicGet("r-x", true)),
                Named.of("consume", c -> Inbox.consume(c, "r-x")),
                Named.of("purge", c -> c.queuePurge("r-x")),
                Named.of("passive declare", c -> c.queueDeclarePassive("w-x")));
    }

    @ParameterizedTest
    @MethodSource("permitted")
    void what_is_permitted_works(Use use) throws Exception {
        Channel channel = limited.createChannel();

        use.of(channel);

        channel.exchangeDeclarePassive("amq.direct");
    }

    @Test
    void virtual_host_without_permissions_is_530(TestBroker broker) {
        TestBroker own = broker.withSettings(
                settings -> settings.virtualHosts(List.of("/", "closed")).users(TestUsers.guestOf("/")));

        assertThatThrownBy(() -> own.connect(factory -> factory.setVirtualHost("closed")))
                .hasStackTraceContaining("NOT_ALLOWED - access to vhost 'closed' refused for user 'guest'");
    }

    @Test
    void unaffected_channels_of_the_user_go_on() throws Exception {
        Channel refused = limited.createChannel();
        Channel other = limited.createChannel();

        assertThatThrownBy(() -> refused.queueDelete("w-x")).isInstanceOf(IOException.class);

        assertThat(other.queueDeclarePassive("w-x").getMessageCount()).isZero();
    }
}
