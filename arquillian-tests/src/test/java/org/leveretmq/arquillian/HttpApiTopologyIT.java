package org.leveretmq.arquillian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.http.client.Client;
import com.rabbitmq.http.client.HttpClientException;
import com.rabbitmq.http.client.domain.BindingInfo;
import com.rabbitmq.http.client.domain.DeleteQueueParameters;
import com.rabbitmq.http.client.domain.ExchangeInfo;
import com.rabbitmq.http.client.domain.PolicyInfo;
import com.rabbitmq.http.client.domain.QueueInfo;
import com.rabbitmq.http.client.domain.VhostInfo;
import com.rabbitmq.http.client.domain.VhostLimits;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Virtual hosts and what is declared in them, mostly with RabbitMQ's own client for its HTTP API. */
@Timeout(120)
@ExtendWith(SharedBroker.class)
class HttpApiTopologyIT {
    private final ManagedBroker broker;
    private Client client;
    private String host;

    HttpApiTopologyIT(ManagedBroker broker) {
        this.broker = broker;
    }

    @BeforeEach
    void addVirtualHost() throws Exception {
        client = broker.client();
        host = broker.newVirtualHost();
    }

    private void declare(String queue) {
        client.declareQueue(host, queue, new QueueInfo(true, false, false));
    }

    @Test
    void virtualHostsAreAddedChangedAndDeleted() throws Exception {
        String name = host + "-second";
        client.createVhost(name, true, "for tests", "a", "b");

        VhostInfo added = client.getVhost(name);
        assertThat(added.getDescription()).isEqualTo("for tests");
        assertThat(added.getTags()).containsExactly("a", "b");
        assertThat(added.isTracing()).isTrue();
        assertThat(client.getVhosts()).extracting(VhostInfo::getName).contains("/", name);
        assertThat(client.getPermissions(name, "guest").getConfigure()).isEqualTo(".*");
        assertThat(client.getPermissionsIn(name)).hasSize(1);

        client.createVhost(name, false, "changed");
        assertThat(client.getVhost(name).getDescription()).isEqualTo("changed");
        assertThat(client.getVhost(name).isTracing()).isFalse();

        client.deleteVhost(name);
        assertThat(client.getVhost(name)).isNull();
    }

    @Test
    void limitsOfVirtualHosts() {
        client.limitMaxNumberOfConnections(host, 3);
        client.limitMaxNumberOfQueues(host, 1);

        VhostLimits limits = client.getVhostLimits(host);
        assertThat(limits.getMaxConnections()).isEqualTo(3);
        assertThat(limits.getMaxQueues()).isEqualTo(1);
        declare("first");
        assertThatThrownBy(() -> declare("second")).isInstanceOf(HttpClientException.class);

        client.clearMaxQueuesLimit(host);
        client.clearMaxConnectionsLimit(host);
        declare("second");
        assertThat(client.getVhostLimits())
                .extracting(VhostLimits::getVhost)
                .as("those with limits")
                .doesNotContain(host);
    }

    @Test
    void exchangesAreDeclaredAndDeleted() {
        client.declareExchange(
                host,
                "x €/1",
                new ExchangeInfo("topic", true, false, true, Map.of("alternate-exchange", "amq.fanout")));

        ExchangeInfo declared = client.getExchange(host, "x €/1");
        assertThat(declared.getType()).isEqualTo("topic");
        assertThat(declared.isDurable()).isTrue();
        assertThat(declared.isInternal()).isTrue();
        assertThat(declared.getArguments()).containsEntry("alternate-exchange", "amq.fanout");
        assertThat(client.getExchanges(host))
                .extracting(ExchangeInfo::getName)
                .contains("", "amq.direct", "amq.fanout", "amq.headers", "amq.match", "amq.topic", "x €/1");

        client.deleteExchange(host, "x €/1");
        assertThat(client.getExchange(host, "x €/1")).isNull();
    }

    @Test
    void queuesAreDeclaredAndDeleted() {
        client.declareQueue(host, "q €/1", new QueueInfo(true, false, true, Map.of("x-max-length", 5)));

        QueueInfo declared = client.getQueue(host, "q €/1");
        assertThat(declared.isDurable()).isTrue();
        assertThat(declared.isAutoDelete()).isTrue();
        assertThat(declared.getArguments()).containsEntry("x-max-length", 5);
        assertThat(declared.getType()).isEqualTo("classic");
        assertThat(declared.getState()).isEqualTo("running");
        assertThat(client.getQueues(host)).extracting(QueueInfo::getName).containsExactly("q €/1");

        client.deleteQueue(host, "q €/1", new DeleteQueueParameters(true, true));
        assertThat(client.getQueue(host, "q €/1")).isNull();
    }

    @Test
    void queuesAreBoundAndUnbound() {
        declare("q");
        client.bindQueue(host, "q", "amq.headers", "a key/with #", Map.of("x-match", "all", "colour", "red"));
        client.bindQueue(host, "q", "amq.direct", "plain");

        List<BindingInfo> bindings = client.getQueueBindings(host, "q");
        assertThat(bindings)
                .extracting(BindingInfo::getSource)
                .containsExactlyInAnyOrder("", "amq.direct", "amq.headers");
        assertThat(client.getQueueBindingsBetween(host, "amq.headers", "q"))
                .singleElement()
                .satisfies(binding -> {
                    assertThat(binding.getRoutingKey()).isEqualTo("a key/with #");
                    assertThat(binding.getArguments()).containsEntry("colour", "red");
                });
        assertThat(client.getBindingsBySource(host, "amq.direct")).hasSize(1);
        assertThat(client.getBindings(host)).hasSize(3);

        client.unbindQueue(host, "q", "amq.direct", "plain");
        assertThat(client.getQueueBindingsBetween(host, "amq.direct", "q")).isEmpty();
    }

    @Test
    void exchangesAreBoundAndUnbound() {
        client.declareExchange(host, "to", new ExchangeInfo("fanout", true, false));
        client.bindExchange(host, "to", "amq.topic", "#");

        assertThat(client.getExchangeBindingsBetween(host, "amq.topic", "to")).hasSize(1);
        assertThat(client.getExchangeBindingsByDestination(host, "to")).hasSize(1);

        client.unbindExchange(host, "to", "amq.topic", "#");
        assertThat(client.getExchangeBindingsBetween(host, "amq.topic", "to")).isEmpty();
    }

    /** Terraform's client takes what follows the first slash for the key of the new binding. */
    @Test
    void whereANewBindingIs_isToldRelativeToTheRequest() throws Exception {
        declare("q");
        String between = Api.path("bindings", host, "e", "amq.direct", "q", "q");

        Api.Answer answer = broker.api().post(between, Map.of("routing_key", "a/b c", "arguments", Map.of("n", 1)));

        String[] parts = answer.assertStatus(201).header("Location").split("/", -1);
        assertThat(parts).hasSize(2);
        assertThat(parts[0]).isEqualTo("q");
        JsonNode binding = broker.api().read(between + "/" + parts[1]);
        assertThat(binding.path("routing_key").asText()).isEqualTo("a/b c");
        assertThat(URLDecoder.decode(parts[1], StandardCharsets.UTF_8))
                .isEqualTo(binding.path("properties_key").asText());
        broker.api().delete(between + "/" + parts[1]).assertStatus(204);
        broker.api().get(between + "/" + parts[1]).assertRefused(404, "Object Not Found", "Not Found");
    }

    @Test
    void policiesComeIntoForce() {
        declare("limited");
        client.declarePolicy(host, "short/€", new PolicyInfo("^limited$", 2, "queues", Map.of("max-length", 7)));
        client.declareOperatorPolicy(host, "upper bound", new PolicyInfo(".*", 1, "queues", Map.of("max-length", 9)));

        assertThat(client.getPolicies(host)).singleElement().satisfies(policy -> {
            assertThat(policy.getName()).isEqualTo("short/€");
            assertThat(policy.getPattern()).isEqualTo("^limited$");
            assertThat(policy.getApplyTo()).isEqualTo("queues");
            assertThat(policy.getPriority()).isEqualTo(2);
            assertThat(policy.getDefinition()).containsEntry("max-length", 7);
        });
        assertThat(client.getOperatorPolicies(host))
                .extracting(PolicyInfo::getName)
                .containsExactly("upper bound");
        QueueInfo queue = client.getQueue(host, "limited");
        assertThat(queue.getPolicy()).isEqualTo("short/€");
        assertThat(queue.getEffectivePolicyDefinition()).containsEntry("max-length", 7);

        client.deletePolicy(host, "short/€");
        assertThat(client.getPolicies(host)).isEmpty();
        assertThat(client.getQueue(host, "limited").getEffectivePolicyDefinition())
                .containsEntry("max-length", 9);
        client.deleteOperatorPolicy(host, "upper bound");
        assertThat(client.getOperatorPolicies(host)).isEmpty();
    }

    @Test
    void parametersAreKept() throws Exception {
        Api api = broker.api();
        String parameter = Api.path("parameters", "federation-upstream", host, "up/1");
        api.put(parameter, Map.of("value", Map.of("uri", "amqp://elsewhere"))).assertStatus(201);
        api.put(parameter, Map.of("value", Map.of("uri", "amqp://there"))).assertStatus(204);

        JsonNode kept = api.read(parameter);
        assertThat(kept.at("/value/uri").asText()).isEqualTo("amqp://there");
        assertThat(kept.path("component").asText()).isEqualTo("federation-upstream");
        assertThat(kept.path("vhost").asText()).isEqualTo(host);
        assertThat(api.read(Api.path("parameters", "federation-upstream", host)))
                .hasSize(1);
        assertThat(api.read("parameters").findValuesAsText("name")).contains("up/1");

        api.delete(parameter).assertStatus(204);
        api.delete(parameter).assertRefused(404, "Object Not Found", "Not Found");
    }

    @Test
    void globalParametersAreKept() throws Exception {
        Api api = broker.api();
        api.put("global-parameters/mine", Map.of("value", List.of(1, "two"))).assertStatus(201);

        assertThat(api.read("global-parameters/mine").path("value")).hasSize(2);
        assertThat(api.read("global-parameters").findValuesAsText("name")).contains("mine");
        client.setClusterName("tests");
        assertThat(client.getClusterName().getName()).isEqualTo("tests");
        assertThat(client.getOverview().getClusterName()).isEqualTo("tests");

        api.delete("global-parameters/mine").assertStatus(204);
        api.get("global-parameters/mine").assertStatus(404);
    }

    @Test
    void whatIsDeclaredAgainDifferentlyIsRefused() throws Exception {
        declare("q");

        broker.api()
                .put(Api.path("queues", host, "q"), Map.of("durable", true, "auto_delete", true))
                .assertRefused(
                        400,
                        "bad_request",
                        "inequivalent arg 'auto_delete' for queue 'q' in vhost '" + host
                                + "': received 'true' but current is 'false'");
    }

    @Test
    void creatingAnswersCreatedAndRepeatingNoContent() throws Exception {
        Api api = broker.api();
        Map<String, Object> topic = Map.of("type", "topic");
        api.put(Api.path("queues", host, "q"), Map.of()).assertStatus(201);
        api.put(Api.path("queues", host, "q"), Map.of()).assertStatus(204);
        api.put(Api.path("exchanges", host, "x"), topic).assertStatus(201);
        api.put(Api.path("exchanges", host, "x"), topic).assertStatus(204);
        api.put(Api.path("vhosts", host), Map.of()).assertStatus(204);
        api.delete(Api.path("queues", host, "q")).assertStatus(204);
        api.delete(Api.path("queues", host, "q")).assertRefused(404, "Object Not Found", "Not Found");
        api.delete(Api.path("exchanges", host, "x") + "?if-unused=true").assertStatus(204);
    }
}
