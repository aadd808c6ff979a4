package org.leveretmq.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FieldTableTest {

    @Test
    void nested_maps_become_tables_and_dates_become_seconds() {
        FieldTable table = FieldTable.of(Map.of(
                "map", Map.of("date", Date.from(Instant.ofEpochMilli(-1500))),
                "list", List.of(Map.of("k", 1)),
                "instant", Instant.ofEpochMilli(1999)));

        assertThat(table.get("map")).isEqualTo(FieldTable.of(Map.of("date", Instant.ofEpochSecond(-2))));
        assertThat(table.get("list")).isEqualTo(List.of(FieldTable.of(Map.of("k", 1))));
        assertThat(table.get("instant")).isEqualTo(Instant.ofEpochSecond(1));
    }

    @Test
    @SuppressWarnings("JavaSqlDate")
    void a_date_of_a_database_is_a_date_too() {
        assertThat(FieldTable.of(Map.of("date", new java.sql.Date(5000))).get("date"))
                .isEqualTo(Instant.ofEpochSecond(5));
    }

    @Test
    void later_changes_of_what_it_was_made_from_do_not_show() {
        Map<String, Object> map = new HashMap<>();
        byte[] bytes = {1};
        List<Object> list = new ArrayList<>(List.of(1));
        map.put("bytes", bytes);
        map.put("list", list);
        FieldTable table = FieldTable.of(map);

        map.clear();
        bytes[0] = 2;
        list.add(2);

        assertThat(table.get("bytes")).isEqualTo(new byte[] {1});
        assertThat(table.get("list")).isEqualTo(List.of(1));
    }

    @Test
    void the_map_view_cannot_be_changed() {
        Map<String, Object> view = FieldTable.of(Map.of("k", 1)).asMap();

        assertThatThrownBy(() -> view.put("k", 2)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void a_value_without_an_amqp_type_is_refused_by_key_and_class() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FieldTable.of(Map.of("when", java.time.LocalDate.EPOCH)))
                .withMessageContaining("'when'")
                .withMessageContaining("java.time.LocalDate");
    }

    static List<Object> unencodable() {
        return List.of(
                new BigDecimal("2147483648"),
                new BigDecimal("1e5"),
                BigDecimal.valueOf(1, 256),
                Map.of("x".repeat(256), 1),
                Map.of("ä".repeat(128), 1),
                Map.of(7, "not a name"),
                nested(FieldTableCodec.MAX_DEPTH));
    }

    @ParameterizedTest
    @MethodSource("unencodable")
    void what_could_not_be_encoded_is_refused_at_once(Object value) {
        assertThatIllegalArgumentException().isThrownBy(() -> FieldTable.of(Map.of("k", value)));
    }

    @Test
    void a_list_that_contains_itself_is_refused() {
        List<Object> list = new ArrayList<>();
        list.add(list);

        assertThatIllegalArgumentException().isThrownBy(() -> FieldTable.of(Map.of("k", list)));
    }

    private static Object nested(int levels) {
        Object value = List.of();
        for (int level = 1; level < levels; level++) {
            value = List.of(value);
        }
        return value;
    }

    @Test
    void with_replaces_in_place_and_adds_at_the_end() {
        FieldTable table = ordered("a", 1, "b", 2).with("a", 3).with("c", null);

        assertThat(table.asMap().keySet()).containsExactly("a", "b", "c");
        assertThat(table.get("a")).isEqualTo(3);
        assertThat(table.contains("c")).isTrue();
    }

    @Test
    void without_removes_and_leaves_the_original_alone() {
        FieldTable table = ordered("a", 1, "b", 2);

        assertThat(table.without("a").asMap()).containsExactly(Map.entry("b", 2));
        assertThat(table.without("a").without("b")).isSameAs(FieldTable.EMPTY);
        assertThat(table.without("c")).isSameAs(table);
        assertThat(table.size()).isEqualTo(2);
    }

    @Test
    void neither_order_nor_integer_width_matter_for_equality() {
        FieldTable one = ordered("a", 1, "b", List.of((byte) 2, 3L));
        FieldTable other = ordered("b", List.of(2, (short) 3), "a", 1L);

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    }

    @Test
    void different_values_have_different_hashes() {
        List<Integer> hashes = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            hashes.add(FieldTable.of(Map.of("x-match", "all", "number", i)).hashCode());
        }

        assertThat(hashes).doesNotHaveDuplicates();
    }

    static List<Arguments> sameValues() {
        return List.of(
                Arguments.of((byte) 5, 5L),
                Arguments.of((short) -1, -1),
                Arguments.of(1.5f, 1.5),
                Arguments.of(Double.NaN, Double.NaN),
                Arguments.of(new BigDecimal("1.0"), new BigDecimal("1.00")),
                Arguments.of(new byte[] {1}, new byte[] {1}),
                Arguments.of(Arrays.asList(1, null), Arrays.asList(1L, null)),
                Arguments.of(null, null));
    }

    @ParameterizedTest
    @MethodSource("sameValues")
    void equal_values(Object a, Object b) {
        assertThat(FieldTable.sameValue(a, b)).isTrue();
        assertThat(FieldTable.sameValue(b, a)).isTrue();
    }

    static List<Arguments> differentValues() {
        return List.of(
                Arguments.of(1, true),
                Arguments.of(1, 1.0),
                Arguments.of(1, "1"),
                Arguments.of(1, null),
                Arguments.of(1, new BigDecimal("1")),
                Arguments.of(0xFFFF_FFFFL, -1),
                Arguments.of("a", new byte[] {'a'}),
                Arguments.of(new byte[] {1}, new byte[] {2}),
                Arguments.of(List.of(1), List.of(1, 1)),
                Arguments.of(List.of(1, 2), List.of(2, 1)),
                Arguments.of(FieldTable.EMPTY, List.of()));
    }

    @ParameterizedTest
    @MethodSource("differentValues")
    void different_values(Object a, Object b) {
        assertThat(FieldTable.sameValue(a, b)).isFalse();
        assertThat(FieldTable.sameValue(b, a)).isFalse();
    }

    @Test
    void a_missing_entry_is_not_a_void_one() {
        Map<String, Object> voidEntry = new HashMap<>();
        voidEntry.put("a", null);

        assertThat(FieldTable.of(voidEntry)).isNotEqualTo(FieldTable.of(Map.of("b", 1)));
    }

    @Test
    void binary_values_print_as_their_length() {
        assertThat(ordered("a", List.of("x", 1), "b", new byte[3])).hasToString("{a=[x, 1], b=3 bytes}");
    }

    private static FieldTable ordered(String firstName, Object first, String secondName, Object second) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(firstName, first);
        map.put(secondName, second);
        return FieldTable.of(map);
    }
}
