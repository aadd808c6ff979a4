package org.leveretmq.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DocumentationPageTest {
    private static final String OPEN_API = """
            {"tags": [{"name": "Queues"}, {"name": "Q & A"}],
             "paths": {
              "/queues/{queue}": {"get": {"tags": ["Queues"], "summary": "One"}, "put": {"tags": ["Queues"], "summary": "Declares it"}},
              "/answers": {"post": {"tags": ["Q & A"], "summary": "If a < b"}}}}
            """;

    @Test
    void everyOperationIsInTheTableOfItsTag() throws Exception {
        String page = DocumentationPage.of(
                OPEN_API.getBytes(StandardCharsets.UTF_8), "<main>\n<!-- operations -->\n</main>\n");

        assertThat(page)
                .startsWith("<main>")
                .endsWith("</main>\n")
                .containsSubsequence(
                        "<h2>Queues</h2>",
                        "<code>GET</code></td><td><code>/queues/{queue}</code></td><td>One<",
                        "<code>PUT</code></td><td><code>/queues/{queue}</code></td><td>Declares it<",
                        "<h2>Q &amp; A</h2>",
                        "<code>POST</code></td><td><code>/answers</code></td><td>If a &lt; b<");
    }

    @Test
    void theFrameHasAPlaceForTheTables() throws Exception {
        String page =
                DocumentationPage.of(DocumentationPage.file("openapi.json"), DocumentationPage.text("index.html"));

        assertThat(page).contains("<code>/queues/{vhost}/{queue}</code>").doesNotContain("<!--");
    }
}
