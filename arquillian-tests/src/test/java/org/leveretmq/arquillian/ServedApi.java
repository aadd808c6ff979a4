package org.leveretmq.arquillian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** The HTTP API and the metrics under the context root of a server: what every server has to answer, whichever REST implementation it brings. */
final class ServedApi {
    private static final String QUEUE = "queues/%2F/served";

    private final Api nobody;
    private final Api api;

    /** The API of the application under this address, which ends with a slash. */
    ServedApi(String root) {
        this.nobody = Api.under(root);
        this.api = nobody.as("guest", "guest");
    }

    /** A queue is declared, filled, emptied and deleted; logins that are wrong, and things that are not there, are refused. */
    void assertServes() throws Exception {
        assertThat(api.read("overview").path("product_name").asText()).isEqualTo("LeveretMQ");
        nobody.as("guest", "wrong").get("overview").assertRefused(401, "not_authorized", "Login failed");
        api.get("queues/%2F/nope").assertRefused(404, "Object Not Found", "Not Found");
        api.send("PUT", QUEUE, "not json", Map.of()).assertRefused(400, "bad_request", "not_json");
        api.send("PUT", QUEUE, "{}", Map.of("Content-Type", "application/xml"))
                .assertRefused(
                        415, "unsupported_media_type", "The body is application/xml, but application/json is expected");
        api.send("POST", "overview", "{}", Map.of()).assertRefused(405, "Method Not Allowed", "Method Not Allowed");

        // As curl sends it; the server may look for the body before it has come.
        api.sendWhenAsked("PUT", QUEUE, "{}", Map.of("Content-Type", "application/x-www-form-urlencoded"))
                .assertStatus(201);
        api.put(QUEUE, Map.of()).assertStatus(204);
        JsonNode published = api.post(
                        "exchanges/%2F/amq.default/publish",
                        Map.of(
                                "properties",
                                Map.of(),
                                "routing_key",
                                "served",
                                "payload",
                                "grüße",
                                "payload_encoding",
                                "string"))
                .assertStatus(200)
                .json();
        assertThat(published.path("routed").asBoolean()).isTrue();
        JsonNode got = api.post(QUEUE + "/get", Map.of("count", 1, "ackmode", "ack_requeue_false", "encoding", "auto"))
                .assertStatus(200)
                .json();
        assertThat(got.path(0).path("payload").asText()).isEqualTo("grüße");
        assertThat(api.read("queues?page=1&name=served").path("filtered_count").asInt())
                .isEqualTo(1);
        assertThat(api.request("GET", "metrics/per-object", "", Map.of())
                        .assertStatus(200)
                        .body())
                .contains("{vhost=\"/\",queue=\"served\"} ");
        api.delete(QUEUE).assertStatus(204);

        assertDescribesItselfToEverybody();
        Api.Answer metrics = api.request("GET", "metrics", "", Map.of()).assertStatus(200);
        assertThat(metrics.header("Content-Type")).startsWith("text/plain");
        assertThat(metrics.body()).contains("\nrabbitmq_queues ");
        assertThat(nobody.request("GET", "metrics", "", Map.of()).status()).isEqualTo(401);
    }

    /** The documentation needs no login: browsers would ask for one at the page's link. */
    private void assertDescribesItselfToEverybody() throws Exception {
        assertThat(nobody.request("GET", "api", "", Map.of()).assertStatus(301).header("Location"))
                .isEqualTo("api/index.html");
        assertThat(nobody.request("GET", "api/", "", Map.of()).assertStatus(301).header("Location"))
                .isEqualTo("index.html");
        Api.Answer page = nobody.get("index.html").assertStatus(200);
        assertThat(page.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=utf-8");
        assertThat(page.body()).contains("/queues/{vhost}/{queue}", "openapi.json");
        JsonNode document = nobody.read("openapi.json");
        assertThat(document.path("openapi").asText()).startsWith("3.");
        assertThat(document.at("/paths/~1queues~1{vhost}~1{queue}/put").isObject())
                .isTrue();
        nobody.get("overview").assertRefused(401, "not_authorized", "Login failed");
        assertThat(nobody.get("index%2Ehtml").status()).isNotEqualTo(200);
    }
}
