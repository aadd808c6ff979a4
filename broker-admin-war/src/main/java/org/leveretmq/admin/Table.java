package org.leveretmq.admin;

import java.util.List;
import java.util.Locale;

/**
 * A table with a caption; the first column names the row, numbers stand to the right.
 *
 * @param caption what it shows
 * @param columns the headings
 * @param rows the cells, numbers as {@link Number}
 * @param total how many rows there are in all, of which {@code rows} may be the first
 */
record Table(String caption, List<String> columns, List<List<Object>> rows, int total) {

    /** Writes it; a table without rows becomes a sentence. */
    void writeTo(Html html) {
        if (rows.isEmpty()) {
            html.markup("<h2>").text(caption).markup("</h2>\n<p class=\"note\">None.</p>\n");
            return;
        }
        // Wide tables scroll by themselves, which a keyboard must be able to do as well.
        html.markup("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"")
                .text(caption)
                .markup("\">\n<table>\n<caption><h2>")
                .text(caption)
                .markup("</h2></caption>\n<thead><tr>");
        for (int i = 0; i < columns.size(); i++) {
            html.markup(
                            rows.get(0).get(i) instanceof Number
                                    ? "<th scope=\"col\" class=\"number\">"
                                    : "<th scope=\"col\">")
                    .text(columns.get(i))
                    .markup("</th>");
        }
        html.markup("</tr></thead>\n<tbody>\n");
        rows.forEach(row -> writeRow(html, row));
        html.markup("</tbody>\n</table>\n</div>\n");
        if (total > rows.size()) {
            html.markup("<p class=\"note\">The first ")
                    .text(rows.size())
                    .markup(" of ")
                    .text(total)
                    .markup(" are shown.</p>\n");
        }
    }

    private static void writeRow(Html html, List<Object> row) {
        html.markup("<tr><th scope=\"row\">").text(row.get(0)).markup("</th>");
        for (Object cell : row.subList(1, row.size())) {
            if (cell instanceof Number number) {
                html.markup("<td class=\"number\">")
                        .text(String.format(Locale.ROOT, "%,d", number.longValue()))
                        .markup("</td>");
            } else {
                html.markup("<td>").text(cell).markup("</td>");
            }
        }
        html.markup("</tr>\n");
    }
}
