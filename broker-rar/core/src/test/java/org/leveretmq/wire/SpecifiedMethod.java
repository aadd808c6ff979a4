package org.leveretmq.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A line of the method table of the specification: what a method must look like, whatever our records say. */
record SpecifiedMethod(String name, int classId, int methodId, boolean content, List<Field> fields) {

    /** A field of a method; the type is one of the specification's elementary types. */
    record Field(String name, String type) {
        boolean reserved() {
            return name.equals("reserved");
        }

        /** The name of the record component. Those of {@code close} would clash with the methods' own ids. */
        String component() {
            return switch (name) {
                case "class-id" -> "failedClassId";
                case "method-id" -> "failedMethodId";
                default -> {
                    String camel = camelCase(name);
                    yield camel.substring(0, 1).toLowerCase(Locale.ROOT) + camel.substring(1);
                }
            };
        }
    }

    static List<SpecifiedMethod> all() {
        try (InputStream table = SpecifiedMethod.class.getResourceAsStream("methods.txt")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(SpecifiedMethod::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SpecifiedMethod parse(String line) {
        String[] words = line.trim().split(" +", -1);
        boolean content = words.length > 3 && words[3].equals("content");
        List<Field> fields = new ArrayList<>();
        for (int i = content ? 4 : 3; i < words.length; i++) {
            String[] field = words[i].split(":", -1);
            fields.add(new Field(field[0], field[1]));
        }
        return new SpecifiedMethod(
                words[0], Integer.parseInt(words[1]), Integer.parseInt(words[2]), content, List.copyOf(fields));
    }

    /** The name of the record: {@code QueueDeclareOk} for {@code queue.declare-ok}. */
    String recordName() {
        return camelCase(name.replace('.', '-'));
    }

    List<Field> keptFields() {
        return fields.stream().filter(field -> !field.reserved()).toList();
    }

    private static String camelCase(String name) {
        StringBuilder camel = new StringBuilder();
        for (String word : name.split("-", -1)) {
            camel.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return camel.toString();
    }

    @Override
    public String toString() {
        return name;
    }
}
