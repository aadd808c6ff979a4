package org.leveretmq.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The OpenAPI document says what the resources do: neither more nor less. */
class OpenApiTest {
    private static final Pattern CHOICE = Pattern.compile("\\{\\w+:([^}]+)}");
    private static final Pattern TEMPLATE = Pattern.compile("\\{(\\w+)}");

    private static JsonObject document() throws IOException {
        try (JsonReader reader = Json.createReader(OpenApiTest.class.getResourceAsStream("openapi.json"))) {
            return reader.readObject();
        }
    }

    @Test
    void everyOperationOfAResourceIsDescribedAndNoOther() throws Exception {
        Set<String> described = new TreeSet<>();
        document().getJsonObject("paths").forEach((path, item) -> item.asJsonObject()
                .keySet()
                .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path)));

        Set<String> served = ManagementApplication.RESOURCES.stream()
                .flatMap(resource ->
                        Arrays.stream(resource.getDeclaredMethods()).flatMap(method -> operations(resource, method)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(described).containsExactlyInAnyOrderElementsOf(served);
        assertThat(served).contains("GET /queues/{vhost}/{queue}", "DELETE /operator-policies/{vhost}/{name}");
    }

    private static Stream<String> operations(Class<?> resource, Method method) {
        Path path = method.getAnnotation(Path.class);
        String own = path == null ? "" : path.value();
        String base = resource.getAnnotation(Path.class).value();
        String whole = Stream.of(base, own).filter(part -> !part.isEmpty()).collect(Collectors.joining("/"));
        return Arrays.stream(method.getAnnotations())
                .map(OpenApiTest::httpMethod)
                .filter(name -> !name.isEmpty())
                .flatMap(name -> choices("/" + whole).stream().map(choice -> name + " " + choice));
    }

    private static String httpMethod(Annotation annotation) {
        HttpMethod method = annotation.annotationType().getAnnotation(HttpMethod.class);
        return method == null ? "" : method.value();
    }

    /** A template that takes some words only stands for a path for each of them. */
    private static List<String> choices(String path) {
        Matcher choice = CHOICE.matcher(path);
        if (!choice.find()) {
            return List.of(path);
        }
        String pattern = choice.group(1);
        Stream<String> words = pattern.startsWith("[")
                ? pattern.substring(1, pattern.length() - 1).chars().mapToObj(Character::toString)
                : Arrays.stream(pattern.split("\\|", -1));
        return words.flatMap(word ->
                        choices(path.substring(0, choice.start()) + word + path.substring(choice.end())).stream())
                .toList();
    }

    @Test
    void everyPartOfAPathIsDescribed() throws Exception {
        document().getJsonObject("paths").forEach((path, item) -> item.asJsonObject()
                .forEach((method, operation) -> {
                    Set<String> parts = TEMPLATE.matcher(path)
                            .results()
                            .map(part -> part.group(1))
                            .collect(Collectors.toSet());
                    Set<String> described = parameters(operation).stream()
                            .filter(parameter -> parameter.getString("in", "").equals("path"))
                            .map(parameter -> parameter.getString("name"))
                            .collect(Collectors.toSet());
                    assertThat(described).as(method + " " + path).isEqualTo(parts);
                }));
    }

    private static List<JsonObject> parameters(JsonValue operation) {
        return operation.asJsonObject().containsKey("parameters")
                ? operation.asJsonObject().getJsonArray("parameters").getValuesAs(JsonObject.class)
                : List.of();
    }

    @Test
    void everyReferenceLeadsSomewhere() throws Exception {
        JsonObject document = document();
        Set<String> references = new TreeSet<>();
        collect(document, references);

        assertThat(references).isNotEmpty().allSatisfy(reference -> {
            assertThat(reference).startsWith("#/");
            assertThat(Json.createPointer(reference.substring(1)).containsValue(document))
                    .as(reference)
                    .isTrue();
        });
    }

    private static void collect(JsonValue value, Set<String> references) {
        switch (value.getValueType()) {
            case OBJECT ->
                value.asJsonObject().forEach((name, member) -> {
                    if (name.equals("$ref")) {
                        references.add(((JsonString) member).getString());
                    } else {
                        collect(member, references);
                    }
                });
            case ARRAY -> value.asJsonArray().forEach(element -> collect(element, references));
            default -> {
                // Has no members.
            }
        }
    }
}
