package org.leveretmq.conformance.protocol;

import static org.leveretmq.conformance.wire.MethodId.*;

import com.rabbitmq.client.Channel;
import org.junit.jupiter.api.Test;
import org.leveretmq.conformance.*;
import org.leveretmq.conformance.wire.*;

@ConformanceTest
class SmokeTest {
    @Test
    void wire(WireClient client, Channel channel) throws Exception {
        String q = TestBroker.uniqueName("q");
        client.call(1, Requests.queueDeclare(q), QUEUE_DECLARE_OK);
        client.publish(1, "", q, "hello");
        client.call(1, Requests.get(q, true), BASIC_GET_OK);
        org.assertj.core.api.Assertions.assertThat(client.expectContent(1).text())
                .isEqualTo("hello");
        channel.queueDeclare();
        client.closeGracefully();
    }
}
