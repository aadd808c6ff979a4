package org.leveretmq.admin.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ListQueryTest {
    private record Item(String name, long size) {
        Map<String, @Nullable Object> view() {
            Map<String, @Nullable Object> view = new HashMap<>();
            view.put("name", name);
            view.put("stats", Map.of("size", size));
            return view;
        }
    }

    private static final List<Item> ITEMS =
            List.of(new Item("b", 2), new Item("Ä", 10), new Item("a", 2), new Item("a.long.name", 1));

    /** The list as JSON, for parameters such as {@code page=1}. */
    private static String list(String... parameters) {
        Map<String, String> given = new HashMap<>();
        Arrays.stream(parameters).map(pair -> pair.split("=", 2)).forEach(pair -> given.put(pair[0], pair[1]));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonOutput.write(new ListQuery(given::get).apply(ITEMS, Item::name, Item::view), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void withoutParametersEverythingIsThereInItsOrder() {
        assertThat(list("columns=name"))
                .isEqualTo("[{\"name\":\"b\"},{\"name\":\"Ä\"},{\"name\":\"a\"},{\"name\":\"a.long.name\"}]");
    }

    @Test
    void aPageSaysWhereItIs() {
        assertThat(list("page=2", "page_size=3", "columns=name"))
                .isEqualTo("{\"filtered_count\":4,\"item_count\":1,\"items\":[{\"name\":\"a.long.name\"}],\"page\":2,"
                        + "\"page_count\":2,\"page_size\":3,\"total_count\":4}");
    }

    @Test
    void aPageOfNothingIsThere() {
        assertThat(list("page=1", "name=nothing"))
                .isEqualTo("{\"filtered_count\":0,\"item_count\":0,\"items\":[],\"page\":1,\"page_count\":1,"
                        + "\"page_size\":100,\"total_count\":4}");
    }

    @Test
    void namesAreLookedForWhateverTheirCase() {
        assertThat(list("page=1", "name=ä", "columns=name")).contains("\"items\":[{\"name\":\"Ä\"}]");
        assertThat(list("page=1", "name=^A$", "use_regex=true", "columns=name"))
                .contains("\"items\":[{\"name\":\"a\"}]");
    }

    @Test
    void sortingTakesNestedColumnsOneAfterTheOther() {
        assertThat(list("sort=stats.size,name", "columns=name"))
                .isEqualTo("[{\"name\":\"a.long.name\"},{\"name\":\"a\"},{\"name\":\"b\"},{\"name\":\"Ä\"}]");
        assertThat(list("sort=stats.size", "sort_reverse=true", "page=1", "page_size=1", "columns=name"))
                .contains("\"items\":[{\"name\":\"Ä\"}]");
    }

    @Test
    void numbersAreSortedAsNumbers() {
        assertThat(list("sort=stats.size", "sort_reverse=true", "columns=stats.size"))
                .startsWith("[{\"stats\":{\"size\":10}},{\"stats\":{\"size\":2}}");
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> list("page=3", "page_size=3"))
                .isInstanceOf(BadListQueryException.class)
                .hasMessage("Page out of range, page: 3 page size: 3, len: 4");
        assertThatThrownBy(() -> list("page=x")).hasMessage("Pagination parameters are invalid");
        assertThatThrownBy(() -> list("page=1", "page_size=501")).isInstanceOf(BadListQueryException.class);
        assertThatThrownBy(() -> list("page=1", "use_regex=true", "name=(")).isInstanceOf(BadListQueryException.class);
    }

    @Test
    void aPatternThatBacktracksWithoutEndFindsNothing() {
        assertThat(new Search(Pattern.compile("(a*)*b")).finds("a".repeat(200))).isFalse();
    }

    @Test
    void aPatternThatBacktracksInOneNameAfterTheOtherIsRefused() {
        Search search = new Search(Pattern.compile("(.*)*(.*)*x"), 150_000);

        assertThat(search.finds("a".repeat(200))).isFalse();
        assertThatThrownBy(() -> search.finds("a".repeat(200)))
                .isInstanceOf(BadListQueryException.class)
                .hasMessage("The regular expression takes too long");
        assertThatThrownBy(() -> search.finds("x")).isInstanceOf(BadListQueryException.class);
    }
}
