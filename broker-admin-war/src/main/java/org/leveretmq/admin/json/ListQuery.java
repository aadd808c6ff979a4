package org.leveretmq.admin.json;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants of a list: a page of it, with the names that it looks for, in an order and with some columns only. What is not shown is not even
 * described, so that one page of ten thousand queues costs little.
 */
public final class ListQuery {
    private static final int DEFAULT_PAGE_SIZE = 100;
    private static final int MAX_PAGE_SIZE = 500;

    /** Looked at by regular expressions and nothing else, so that a bad one costs bounded time. */
    private static final int MAX_SEARCHED = 255;

    private final @Nullable Integer page;
    private final int pageSize;
    private final Predicate<String> names;
    private final List<String> sort;
    private final boolean reverse;
    private final List<String> columns;

    /**
     * Reads the parameters {@code page}, {@code page_size}, {@code name}, {@code use_regex}, {@code sort}, {@code sort_reverse} and {@code columns}.
     *
     * @param parameters gives a parameter by name, or null
     * @throws BadListQueryException if one of them makes no sense
     */
    public ListQuery(Function<String, @Nullable String> parameters) {
        this.page = number(parameters.apply("page"));
        Integer size = number(parameters.apply("page_size"));
        this.pageSize = size == null ? DEFAULT_PAGE_SIZE : size;
        if (page != null && (page < 1 || pageSize < 1 || pageSize > MAX_PAGE_SIZE)) {
            throw new BadListQueryException(
                    "invalid_pagination_parameters",
                    "Invalid pagination parameters: page number " + page + ", page size " + pageSize);
        }
        this.names = names(parameters.apply("name"), Boolean.parseBoolean(parameters.apply("use_regex")));
        this.sort = split(parameters.apply("sort"));
        this.reverse = Boolean.parseBoolean(parameters.apply("sort_reverse"));
        this.columns = split(parameters.apply("columns"));
    }

    private static @Nullable Integer number(@Nullable String text) {
        try {
            return text == null || text.isEmpty() ? null : Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw invalid();
        }
    }

    private static BadListQueryException invalid() {
        return new BadListQueryException("bad_request", "Pagination parameters are invalid");
    }

    private static List<String> split(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(",", -1))
                        .filter(part -> !part.isEmpty())
                        .toList();
    }

    private static Predicate<String> names(@Nullable String wanted, boolean regex) {
        if (wanted == null || wanted.isEmpty()) {
            return name -> true;
        }
        if (!regex) {
            String lower = wanted.toLowerCase(Locale.ROOT);
            return name -> name.toLowerCase(Locale.ROOT).contains(lower);
        }
        try {
            Pattern pattern = Pattern.compile(wanted, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
            Search search = new Search(pattern);
            return name -> search.finds(name.length() > MAX_SEARCHED ? name.substring(0, MAX_SEARCHED) : name);
        } catch (PatternSyntaxException e) {
            throw invalid();
        }
    }

    /** One thing with the wanted columns. */
    public Map<String, @Nullable Object> columnsOf(Map<String, @Nullable Object> view) {
        return columns.isEmpty() ? view : Columns.only(view, columns);
    }

    /**
     * The list as it is to be written: the elements, or a page of them with its numbers.
     *
     * @param items everything there is, in the order that counts if none is wanted
     * @param name what the wanted name is compared with
     * @param view describes one of them
     * @throws BadListQueryException if the page is beyond the end, or the regular expression takes too long
     */
    public <T> Object apply(List<T> items, Function<T, String> name, Function<T, Map<String, @Nullable Object>> view) {
        if (page == null) {
            return views(items, view).map(this::columnsOf);
        }
        List<T> found =
                items.stream().filter(item -> names.test(name.apply(item))).toList();
        int pages = Math.max(1, (found.size() + pageSize - 1) / pageSize);
        if (page > pages) {
            throw new BadListQueryException(
                    "page_out_of_range",
                    "Page out of range, page: " + page + " page size: " + pageSize + ", len: " + found.size());
        }
        long before = (long) (page - 1) * pageSize;
        List<Map<String, @Nullable Object>> shown = views(found, view, before).toList();
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("filtered_count", found.size());
        answer.put("item_count", shown.size());
        answer.put("items", shown.stream().map(this::columnsOf));
        answer.put("page", page);
        answer.put("page_count", pages);
        answer.put("page_size", pageSize);
        answer.put("total_count", items.size());
        return answer;
    }

    private <T> Stream<Map<String, @Nullable Object>> views(
            List<T> items, Function<T, Map<String, @Nullable Object>> view, long before) {
        return sort.isEmpty()
                ? items.stream().skip(before).limit(pageSize).map(view)
                : views(items, view).skip(before).limit(pageSize);
    }

    private <T> Stream<Map<String, @Nullable Object>> views(
            List<T> items, Function<T, Map<String, @Nullable Object>> view) {
        Stream<Map<String, @Nullable Object>> all = items.stream().map(view);
        return sort.isEmpty() ? all : all.sorted(order());
    }

    private Comparator<Map<String, @Nullable Object>> order() {
        Comparator<Map<String, @Nullable Object>> order = (left, right) -> {
            for (String column : sort) {
                int difference = Values.compare(Columns.value(left, column), Columns.value(right, column));
                if (difference != 0) {
                    return difference;
                }
            }
            return 0;
        };
        return reverse ? order.reversed() : order;
    }
}
