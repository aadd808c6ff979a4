package org.leveretmq.admin.metrics;

import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Metrics in the text format 0.0.4 of Prometheus. Confined to one thread. */
final class PrometheusText {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final StringBuilder out = new StringBuilder(16_384);
    private final String prefix;

    /** Metrics whose names begin with the prefix. */
    PrometheusText(String prefix) {
        this.prefix = prefix;
    }

    /** A number that only grows. */
    PrometheusText counter(String name, String help, double value) {
        return head(name, "counter", help).sample(name, Map.of(), value);
    }

    /** A number as it is now. */
    PrometheusText gauge(String name, String help, double value) {
        return head(name, "gauge", help).sample(name, Map.of(), value);
    }

    /** Says what the samples that follow are; once for each name. */
    PrometheusText head(String name, String type, String help) {
        out.append("# HELP ")
                .append(prefix)
                .append(name)
                .append(' ')
                .append(help)
                .append('\n');
        out.append("# TYPE ")
                .append(prefix)
                .append(name)
                .append(' ')
                .append(type)
                .append('\n');
        return this;
    }

    /** One value; labels in the order of the map. */
    PrometheusText sample(String name, Map<String, String> labels, double value) {
        out.append(prefix).append(name);
        if (!labels.isEmpty()) {
            char separator = '{';
            for (Map.Entry<String, String> label : labels.entrySet()) {
                out.append(separator).append(label.getKey()).append("=\"");
                escape(label.getValue());
                out.append('"');
                separator = ',';
            }
            out.append('}');
        }
        out.append(' ');
        number(value);
        out.append('\n');
        return this;
    }

    /** One value for each of many things. */
    <T> PrometheusText each(
            String name,
            String type,
            String help,
            Iterable<T> things,
            Function<T, Map<String, String>> labels,
            ToDoubleFunction<T> value) {
        head(name, type, help);
        things.forEach(thing -> sample(name, labels.apply(thing), value.applyAsDouble(thing)));
        return this;
    }

    private void number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            out.append((long) value);
        } else {
            out.append(value);
        }
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '"' -> out.append("\\\"");
                case '\n' -> out.append("\\n");
                default -> out.append(c);
            }
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
