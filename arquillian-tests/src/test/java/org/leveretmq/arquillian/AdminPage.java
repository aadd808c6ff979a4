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

        HttpResponse<String> page = get("", "");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy ->
                        assertThat(policy).startsWith("default-src 'none'").doesNotContain("unsafe"));
        assertThat(get("style.css", "").statusCode()).isEqualTo(200);
        assertThat(get("lib/cytoscape/cytoscape.esm.min.mjs", "").headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/javascript"));
        assertThat(get("nothing", "").body()).isEqualTo("There is nothing here.");

        assertThat(get("api/whoami", "").statusCode()).isEqualTo(401);
        assertThat(get("api/whoami", "guest:wrong").statusCode()).isEqualTo(401);
        assertOpensFor("guest:guest");
    }

    /** This user, given as {@code name:password}, may log in. */
    void assertOpensFor(String login) throws Exception {
        assertThat(get("api/whoami", login).statusCode()).isEqualTo(200);
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
