package org.leveretmq.admin.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.Figure;
import org.leveretmq.api.management.Figures;
import org.leveretmq.api.management.Series;

/** Figures with their rates and, if it was asked for, their history. */
public final class FigureView {
    /** What a queue, a virtual host or the broker holds. */
    public static final List<Figure> HELD =
            List.of(Figure.MESSAGES, Figure.MESSAGES_READY, Figure.MESSAGES_UNACKNOWLEDGED);

    private FigureView() {}

    /** The counters of messages, each with its rate; those of consumers and of gets as one figure each, too. */
    public static Map<String, @Nullable Object> messages(Figures figures, Map<Figure, Series> history) {
        Fields fields = new Fields();
        for (Figure figure : figures.kinds()) {
            if (figure.countsMessages()) {
                put(fields, figure, figures, history);
            }
        }
        return fields.map();
    }

    /** These figures, each with its rate. */
    public static Map<String, @Nullable Object> some(
            List<Figure> wanted, Figures figures, Map<Figure, Series> history) {
        Fields fields = new Fields();
        wanted.forEach(figure -> put(fields, figure, figures, history));
        return fields.map();
    }

    private static void put(Fields fields, Figure figure, Figures figures, Map<Figure, Series> history) {
        fields.with(figure.key(), figures.value(figure));
        fields.with(figure.key() + "_details", details(figures.rate(figure), history.get(figure)));
    }

    /** The rate of a figure, and its history if there is one. */
    public static Map<String, @Nullable Object> details(double rate, @Nullable Series history) {
        Fields details = new Fields().with("rate", rate);
        if (history != null) {
            List<Map<String, Object>> samples = new ArrayList<>();
            // The newest first, as RabbitMQ has them.
            for (int i = history.values().size() - 1; i >= 0; i--) {
                Map<String, Object> sample = new LinkedHashMap<>();
                sample.put("sample", history.values().get(i));
                sample.put("timestamp", history.at(i).toEpochMilli());
                samples.add(sample);
            }
            details.with("samples", samples).with("avg", history.average()).with("avg_rate", history.averageRate());
        }
        return details.map();
    }
}
