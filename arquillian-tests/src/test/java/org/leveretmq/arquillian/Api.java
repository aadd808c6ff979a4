package org.leveretmq.arquillian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The HTTP API as one user sees it, request by request. Any thread. */
final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String root;
    private final String login;

    private Api(String root, String login) {
        this.root = root;
        this.login = login;
    }

    /** Without a user; the address of the application ends with a slash. */
    static Api under(String root) {
        return new Api(root, "");
    }

    Api as(String user, String password) {
        return new Api(root, user + ":" + password);
    }

    /** What came back. */
    record Answer(int status, String body, HttpHeaders headers) {
        JsonNode json() {
            return parsed(body);
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** This status, and this error and reason as JSON. */
        void assertRefused(int expected, String error, String reason) {
            assertThat(status).as(body).isEqualTo(expected);
            assertThat(header("Content-Type")).startsWith("application/json");
            assertThat(json().path("error").asText()).isEqualTo(error);
            assertThat(json().path("reason").asText()).isEqualTo(reason);
        }

        Answer assertStatus(int expected) {
            assertThat(status).as(body).isEqualTo(expected);
            return this;
        }
    }

    /** A path of these parts, each of them encoded. */
    static String path(String... parts) {
        return Stream.of(parts).map(Api::encoded).collect(Collectors.joining("/"));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + text, e);
        }
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    Answer get(String path) throws Exception {
        return send("GET", path, "", Map.of());
    }

    /** The answer to a question that is granted. */
    JsonNode read(String path) throws Exception {
        return get(path).assertStatus(200).json();
    }

    Answer put(String path, Object body) throws Exception {
        return send("PUT", path, json(body), Map.of());
    }

    Answer post(String path, Object body) throws Exception {
        return send("POST", path, json(body), Map.of());
    }

    Answer delete(String path) throws Exception {
        return send("DELETE", path, "", Map.of());
    }

    /** Sends a request to a path under {@code /api/}, which is encoded already. An empty body is none. */
    Answer send(String method, String path, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        return request(method, "api/" + path, body, headers);
    }

    /** As {@link #send}, but the body only when the server asks for it. */
    Answer sendWhenAsked(String method, String path, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        return request(method, "api/" + path, body, headers, true);
    }

    /** Sends a request to a path of the application. */
    Answer request(String method, String path, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        return request(method, path, body, headers, false);
    }

    private Answer request(String method, String path, String body, Map<String, String> headers, boolean bodyWhenAsked)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path))
                .expectContinue(bodyWhenAsked)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!login.isEmpty()) {
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        }
        headers.forEach(request::header);
        HttpResponse<String> response =
                client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        return new Answer(response.statusCode(), response.body(), response.headers());
    }
}
