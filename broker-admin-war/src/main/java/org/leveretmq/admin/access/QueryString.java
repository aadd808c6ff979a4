package org.leveretmq.admin.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a URL, in UTF-8. Servers have other ideas of the characters in a query, and look for parameters in the body, too, which then is gone.
 *
 * @param values the values of each parameter, in their order
 */
public record QueryString(Map<String, List<String>> values) {
    /** The parameters of a request. @throws IllegalArgumentException if they are not encoded as they should be */
    public static QueryString of(HttpServletRequest request) {
        String query = request.getQueryString();
        return new QueryString(
                query == null
                        ? Map.of()
                        : Arrays.stream(query.split("&"))
                                .filter(pair -> !pair.isEmpty())
                                .map(pair -> pair.split("=", 2))
                                .collect(Collectors.groupingBy(
                                        pair -> decoded(pair[0]),
                                        Collectors.mapping(
                                                pair -> pair.length > 1 ? decoded(pair[1]) : "",
                                                Collectors.toList()))));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The first value; null if there is none. */
    public @Nullable String first(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? null : all.get(0);
    }

    /** All values. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }
}
