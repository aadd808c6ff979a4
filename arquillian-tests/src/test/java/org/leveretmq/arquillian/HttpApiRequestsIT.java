package org.leveretmq.arquillian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AuthenticationFailureException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests that are refused, and the headers and methods of those that are not. */
@Timeout(120)
@ExtendWith(SharedBroker.class)
class HttpApiRequestsIT {
    private static final String QUEUE = "queues/%2F/requests";

    private final ManagedBroker broker;
    private final Api api;

    HttpApiRequestsIT(ManagedBroker broker) {
        this.broker = broker;
        this.api = broker.api();
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        for (String path : List.of(
                "nope",
                "queues/nope",
                "queues/%2F/nope",
                "exchanges/%2F/nope",
                "vhosts/nope",
                "users/nope",
                "permissions/%2F/nope",
                "policies/%2F/nope",
                "connections/nope",
                "channels/nope",
                "nodes/nope",
                "bindings/%2F/e/amq.topic/q/nope/key",
                "parameters/a/%2F/nope",
                "global-parameters/nope")) {
            api.get(path).assertRefused(404, "Object Not Found", "Not Found");
        }
        api.delete("vhosts/nope").assertRefused(404, "Object Not Found", "Not Found");
        api.post("bindings/%2F/e/nope/q/nope", Map.of())
                .assertRefused(404, "not_found", "no queue 'nope' in vhost '/'");
    }

    @Test
    void bodiesThatMakeNoSenseAreBadRequests() throws Exception {
        for (String body : List.of("not json", "[1]", "\"text\"", "{\"a\":", "{} {}", "{}x")) {
            api.send("PUT", QUEUE, body, Map.of()).assertRefused(400, "bad_request", "not_json");
        }
        api.put(QUEUE, Map.of("durable", "perhaps"))
                .assertRefused(400, "bad_request", "'durable' is not true or false");
        api.put(QUEUE, Map.of("arguments", List.of(1)))
                .assertRefused(400, "bad_request", "'arguments' is not an object");
        api.post(QUEUE + "/get", Map.of("count", 1))
                .assertRefused(400, "bad_request", "[{key_missing,ackmode},{key_missing,encoding}]");
        api.put("exchanges/%2F/requests", Map.of("type", "nope"))
                .assertRefused(400, "bad_request", "unknown exchange type 'nope'");
        api.put("vhost-limits/%2F/nope", Map.of("value", 1))
                .assertRefused(400, "bad_request", "Validation failed\n\nUnrecognised terms [nope] in limits\n");
        api.put("vhost-limits/%2F/max-queues", Map.of("value", "many"))
                .assertRefused(
                        400, "bad_request", "Validation failed\n\nvalue should be a number, actually was many\n");
    }

    @Test
    void reservedNamesAreRefused() throws Exception {
        api.put("queues/%2F/amq.mine", Map.of())
                .assertRefused(401, "not_authorized", "queue name 'amq.mine' contains reserved prefix 'amq.*'");
        api.delete("exchanges/%2F/amq.direct")
                .assertRefused(
                        401, "not_authorized", "deletion of system exchange 'amq.direct' in vhost '/' not allowed");
        api.put("exchanges/%2F/amq.default", Map.of("type", "direct"))
                .assertRefused(401, "not_authorized", "operation not permitted on the default exchange");
    }

    @Test
    void methodsThatAResourceLacksAreNotAllowed() throws Exception {
        Api.Answer answer = api.send("POST", "overview", "{}", Map.of());

        answer.assertRefused(405, "Method Not Allowed", "Method Not Allowed");
        assertThat(Set.of(answer.header("Allow").split(", *")))
                .contains("GET", "OPTIONS")
                .doesNotContain("POST", "PUT");
    }

    @Test
    void headIsGetWithoutABody() throws Exception {
        Api.Answer answer = api.send("HEAD", "overview", "", Map.of());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.body()).isEmpty();
        assertThat(api.send("HEAD", "queues/%2F/nope", "", Map.of()).status()).isEqualTo(404);
    }

    @Test
    void optionsTellTheMethods() throws Exception {
        Api.Answer answer = api.send("OPTIONS", "queues/%2F/nope", "", Map.of());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Allow").split(", *"))
                .containsExactlyInAnyOrder("HEAD", "GET", "PUT", "DELETE", "OPTIONS");
    }

    @Test
    void clientsSendJsonUnderManyNames() throws Exception {
        for (String type : List.of(
                "application/json",
                "application/json; charset=utf-8",
                "text/plain",
                "application/octet-stream",
                "application/x-www-form-urlencoded")) {
            api.send("PUT", "global-parameters/typed", "{\"value\":1}", Map.of("Content-Type", type))
                    .assertStatus(201);
            api.delete("global-parameters/typed").assertStatus(204);
            api.sendWhenAsked("PUT", "global-parameters/typed", "{\"value\":1}", Map.of("Content-Type", type))
                    .assertStatus(201);
            api.delete("global-parameters/typed").assertStatus(204);
        }
        api.send("PUT", "global-parameters/typed", "<a/>", Map.of("Content-Type", "application/xml"))
                .assertRefused(
                        415, "unsupported_media_type", "The body is application/xml, but application/json is expected");
    }

    @Test
    void whatIsNoContentTypeIsABadRequest() throws Exception {
        for (String type : List.of("garbage", ";;;")) {
            api.send("PUT", "global-parameters/typed", "{\"value\":1}", Map.of("Content-Type", type))
                    .assertRefused(400, "bad_request", "The request cannot be understood.");
        }
        assertThat(api.get("global-parameters/typed").status()).isEqualTo(404);
    }

    @Test
    void namesOfAnyCharactersAreOneSegmentOfThePath() throws Exception {
        for (String name : List.of("é€🐇", "a/b/c", "..", "a;b", "a+b", "a b", "a%b", "a\nb", "<script>")) {
            String path = "queues/%2F/" + Api.encoded(name);
            api.put(path, Map.of()).assertStatus(201);
            assertThat(api.read(path).path("name").asText()).isEqualTo(name);
            api.delete(path).assertStatus(204);
        }
        assertThat(api.get("queues/%2F/a%00b").status()).isEqualTo(400);
    }

    @Test
    void hugeBodiesAreRefused() throws Exception {
        String body = "{\"value\":\"" + "x".repeat(11 * 1024 * 1024) + "\"}";

        api.send("PUT", "global-parameters/huge", body, Map.of())
                .assertRefused(413, "payload_too_large", "The body of the request is too long");
    }

    @Test
    void withoutALoginNothingIsAnswered() throws Exception {
        Api nobody = Api.under(broker.root());

        nobody.get("overview").assertRefused(401, "not_authorized", "Login failed");
        assertThat(nobody.get("overview").header("WWW-Authenticate")).startsWith("Basic realm=");
        assertThat(nobody.send("GET", "overview", "", Map.of("X-Requested-With", "XMLHttpRequest"))
                        .header("WWW-Authenticate"))
                .as("scripts, which would make the browser ask for a password")
                .isEmpty();
        nobody.send("GET", "overview", "", Map.of("Authorization", "Bearer x"))
                .assertRefused(401, "not_authorized", "Login failed");
        nobody.send("GET", "overview", "", Map.of("Authorization", "Basic !"))
                .assertRefused(401, "not_authorized", "Login failed");
    }

    @Test
    void guessingPasswordsIsSlowedDown() throws Exception {
        Api guesser = Api.under(broker.root()).as("guessed", "wrong");

        Api.Answer slowed = await().until(() -> guesser.get("overview"), answer -> answer.status() == 429);

        slowed.assertRefused(429, "too_many_requests", "Too many refused logins; try again later");
        assertThat(slowed.header("Retry-After")).matches("[1-9][0-9]*");
        assertThat(api.get("overview").status()).as("somebody else from there").isEqualTo(200);
    }

    @Test
    void whatAnotherSiteMakesABrowserSendIsRefused() throws Exception {
        String own = broker.root().replaceFirst("/$", "");
        for (Map<String, String> headers : List.of(
                Map.of("Origin", "https://evil.example"),
                Map.of("Referer", "https://evil.example/page"),
                Map.of("Sec-Fetch-Site", "cross-site", "Content-Type", "application/json"),
                Map.of("Sec-Fetch-Site", "same-site"),
                Map.of("Origin", own, "Content-Type", "text/plain"),
                Map.of("Sec-Fetch-Site", "same-origin", "Content-Type", "application/x-www-form-urlencoded"))) {
            api.send("PUT", "vhosts/forged", "{}", headers)
                    .assertRefused(403, "forbidden", "The request comes from another site, or is a form");
        }
        assertThat(api.get("vhosts/forged").status()).isEqualTo(404);
        api.send("GET", "overview", "", Map.of("Origin", "https://evil.example"))
                .assertStatus(200);
        assertThat(api.send("GET", "overview", "", Map.of("Origin", "https://evil.example"))
                        .header("Access-Control-Allow-Origin"))
                .as("what would let that site read the answer")
                .isEmpty();
        api.send(
                        "PUT",
                        "global-parameters/own",
                        "{\"value\":1}",
                        Map.of("Origin", own, "Content-Type", "application/json"))
                .assertStatus(201);
        api.delete("global-parameters/own").assertStatus(204);
    }

    @Test
    void answersAreNeitherCachedNorGuessed() throws Exception {
        Api.Answer answer = api.get("overview");

        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void changesAreInTheAuditLogWithoutWhatIsSecret() throws Exception {
        api.put("users/audited", Map.of("password", "very-secret", "tags", "")).assertStatus(201);
        api.delete("users/audited?password=very-secret").assertStatus(204);

        await().untilAsserted(() -> assertThat(broker.printed())
                .anyMatch(line -> line.contains("org.leveretmq.audit")
                        && line.endsWith("user=\"guest\" from=127.0.0.1 PUT /api/users/audited result=201"))
                .anyMatch(line -> line.endsWith("DELETE /api/users/audited result=204")));
        assertThat(broker.printed()).noneMatch(line -> line.contains("very-secret"));
    }

    /** Whatever a name holds, it begins no line of its own and sends nothing to a terminal. */
    @Test
    void namesForgeNoLinesOfTheLog() throws Exception {
        String forger = "forger\nINFO \u001b[31mforged\" result=200";
        Api.under(broker.root()).as(forger, "wrong").get("overview").assertStatus(401);
        assertThatThrownBy(() -> Amqp.connect(broker.amqpPort(), "/", forger, "wrong"))
                .isInstanceOf(AuthenticationFailureException.class);
        String queue = "queues/%2F/" + Api.encoded(forger);
        api.put(queue, Map.of()).assertStatus(201);
        api.delete(queue + "/contents").assertStatus(204);
        api.delete(queue).assertStatus(204);

        await().untilAsserted(() -> assertThat(broker.printed())
                .anyMatch(line -> line.endsWith("refused user=\"forger?INFO ?[31mforged? result=200\" from=127.0.0.1"
                        + " GET /api/overview result=login failed"))
                .anyMatch(line -> line.contains("login refused: user 'forger?INFO ?[31mforged\" result=200'"))
                .anyMatch(line -> line.contains("user=\"guest\"")
                        && line.endsWith(" DELETE /api/" + queue + "/contents result=204")));
        assertThat(broker.printed()).noneMatch(line -> line.startsWith("INFO") || line.contains("\u001b"));
    }
}
