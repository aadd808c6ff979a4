package org.leveretmq.api.management;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Some figures of one part of the broker at one moment, each with its change a second during the last interval that was sampled, which is 5
 * seconds long. Immutable.
 */
public final class Figures {
    /** No figures at all. */
    public static final Figures NONE = new Figures(List.of(), new long[0], new double[0]);

    private final List<Figure> kinds;
    private final long[] values;
    private final double[] rates;

    /**
     * Figures with a value and a rate each.
     *
     * @param kinds which they are; shared, never to be changed
     * @param values in the same order; given away
     * @param rates in the same order, a second; given away
     */
    public Figures(List<Figure> kinds, long[] values, double[] rates) {
        if (values.length != kinds.size() || rates.length != kinds.size()) {
            throw new IllegalArgumentException("A value and a rate is needed for each of " + kinds);
        }
        this.kinds = kinds;
        this.values = values;
        this.rates = rates;
    }

    /** Which figures there are. */
    public List<Figure> kinds() {
        return kinds;
    }

    /** Whether this figure is kept for this part of the broker. */
    public boolean has(Figure figure) {
        return kinds.contains(figure);
    }

    /** The value; 0 if it is not kept. */
    public long value(Figure figure) {
        int index = kinds.indexOf(figure);
        return index < 0 ? 0 : values[index];
    }

    /** The change a second; 0 if it is not kept. */
    public double rate(Figure figure) {
        int index = kinds.indexOf(figure);
        return index < 0 ? 0 : rates[index];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Figures that
                && kinds.equals(that.kinds)
                && Arrays.equals(values, that.values)
                && Arrays.equals(rates, that.rates);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kinds, Arrays.hashCode(values), Arrays.hashCode(rates));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "" : ", ")
                    .append(kinds.get(i).key())
                    .append('=')
                    .append(values[i])
                    .append(" (")
                    .append(rates[i])
                    .append("/s)");
        }
        return text.toString();
    }
}
