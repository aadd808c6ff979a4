package org.leveretmq.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables in docs/conformance.md name tests that exist. */
class TableTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT))(?:\\.(\\w+))?`");

    @Test
    void every_test_in_the_tables_exists() throws IOException {
        Map<String, String> sources = sources();
        String tables = Files.readString(ROOT.resolve("docs/conformance.md"));

        List<String> missing = NAMED.matcher(tables)
                .results()
                .filter(named -> !exists(named, sources))
                .map(MatchResult::group)
                .toList();

        assertThat(missing).isEmpty();
    }

    private static boolean exists(MatchResult named, Map<String, String> sources) {
        String source = sources.get(named.group(1));
        return source != null && (named.group(2) == null || source.contains(" " + named.group(2) + "("));
    }

    /** The text of each test class of the project by its name; of several with the same name, one behind the other. */
    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> path.toString().contains("src/test"))
                    .toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                sources.merge(name, Files.readString(file), String::concat);
            }
        }
        return sources;
    }
}
