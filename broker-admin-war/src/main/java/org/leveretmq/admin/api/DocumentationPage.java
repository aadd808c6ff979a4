package org.leveretmq.admin.api;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The OpenAPI document as a page to read: a table of operations for each tag, in the order of the document. */
final class DocumentationPage {
    private static final String PLACE = "<!-- operations -->\n";

    private DocumentationPage() {}

    /** The page in HTML: the frame with the tables put in. */
    static String of(byte[] openApi, String frame) throws IOException {
        try (InputStream in = new ByteArrayInputStream(openApi);
                JsonReader reader = Json.createReader(in)) {
            JsonObject document = reader.readObject();
            StringBuilder tables = new StringBuilder();
            document.getJsonArray("tags").getValuesAs(JsonObject.class).stream()
                    .map(tag -> tag.getString("name"))
                    .forEach(tag -> table(tables, tag, document.getJsonObject("paths")));
            return frame.replace(PLACE, tables);
        }
    }

    private static void table(StringBuilder out, String tag, JsonObject paths) {
        out.append("      <section>\n        <h2>")
                .append(escaped(tag))
                .append("</h2>\n        <table class=\"grid operations\">\n")
                .append(
                        "          <thead><tr><th>Method</th><th>Path</th><th>What it does</th></tr></thead>\n          <tbody>\n");
        paths.forEach((path, item) -> item.asJsonObject().forEach((method, operation) -> {
            JsonObject described = operation.asJsonObject();
            if (described
                    .getJsonArray("tags")
                    .getValuesAs(JsonString::getString)
                    .contains(tag)) {
                out.append("            <tr><td><code>")
                        .append(method.toUpperCase(Locale.ROOT))
                        .append("</code></td><td><code>")
                        .append(escaped(path))
                        .append("</code></td><td>")
                        .append(escaped(described.getString("summary")))
                        .append("</td></tr>\n");
            }
        }));
        out.append("          </tbody>\n        </table>\n      </section>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** A file beside this class. */
    static byte[] file(String name) throws IOException {
        try (InputStream in = DocumentationPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("The application has no file " + name);
            }
            return in.readAllBytes();
        }
    }

    /** A file of text beside this class. */
    static String text(String name) throws IOException {
        return new String(file(name), StandardCharsets.UTF_8);
    }
}
