package org.leveretmq.arquillian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What a browser and a load balancer see of the admin application. */
final class AdminPage {
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI root;

    /** The application under this address, which ends with a slash. */
    AdminPage(String root) {
        this.root = URI.create(root);
    }

    void assertServes() throws Exception {
        HttpResponse<String> ready = get("health/ready", "");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).startsWith("{\"status\":\"UP\"");
        assertThat(get("health/live", "").body()).isEqualTo("{\"status\":\"UP\"}");

        assertThat(get("", "").statusCode()).isEqualTo(401);
        assertThat(get("", "guest:wrong").statusCode()).isEqualTo(401);
        HttpResponse<String> page = get("", "guest:guest");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<h1>Broker ", "Listeners", "Connections", "Queues");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
        assertThat(get("style.css", "guest:guest").statusCode()).isEqualTo(200);
        assertThat(get("nothing", "guest:guest").body()).isEqualTo("There is nothing here.");
    }

    /** The page opens for this user, given as {@code name:password}. */
    void assertOpensFor(String login) throws Exception {
        assertThat(get("", login).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> get(String path, String login) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(path));
        if (!login.isEmpty()) {
            String credentials = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
            request.header("Authorization", "Basic " + credentials);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
