package org.leveretmq.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.leveretmq.api.management.Figure;
import org.leveretmq.api.management.Series;

class HistoryTest {
    private static final long BEGIN_MILLIS = 1_000_000_000L;

    private final Map<Figure, Long> values = new EnumMap<>(Figure.class);
    private final History history = new History(Layout.QUEUE);
    private long tick = 1;

    private long value(Figure figure) {
        return values.getOrDefault(figure, 0L);
    }

    private Tick next() {
        return new Tick(tick, BEGIN_MILLIS + tick++ * Tick.INTERVAL_MILLIS);
    }

    private void sample() {
        history.sample(next(), this::value);
    }

    private void samplePublishing(int ticks, long perTick) {
        for (int i = 0; i < ticks; i++) {
            values.merge(Figure.PUBLISH, perTick, Long::sum);
            sample();
        }
    }

    private Series series(Figure figure, Duration age, Duration interval) {
        return history.series(age, interval).get(figure);
    }

    @Test
    void ratesAreThoseOfTheLastTick() {
        samplePublishing(3, 10);

        assertThat(history.now(this::value).value(Figure.PUBLISH)).isEqualTo(30);
        assertThat(history.now(this::value).rate(Figure.PUBLISH)).isEqualTo(2);

        sample();

        assertThat(history.now(this::value).rate(Figure.PUBLISH)).isZero();
    }

    @Test
    void gaugesGoUpAndDown() {
        for (long ready : new long[] {100, 40, 40, 7}) {
            values.put(Figure.MESSAGES_READY, ready);
            sample();
        }

        Series ready = series(Figure.MESSAGES_READY, Duration.ofSeconds(15), Duration.ofSeconds(5));
        assertThat(ready.values()).containsExactly(100L, 40L, 40L, 7L);
        assertThat(ready.rate()).isEqualTo(-33 / 5.0);
        assertThat(ready.average()).isEqualTo(187 / 4.0);
        assertThat(ready.averageRate()).isEqualTo(-93 / 15.0);
    }

    @Test
    void theValuesOfCountersAreThoseOfTheirMoments() {
        samplePublishing(200, 3);

        Series publish = series(Figure.PUBLISH, Duration.ofSeconds(60), Duration.ofSeconds(5));

        assertThat(publish.values()).hasSize(13).startsWith(600L - 12 * 3).endsWith(597L, 600L);
        assertThat(publish.end()).isEqualTo(Instant.ofEpochMilli(BEGIN_MILLIS + 200 * 5000));
        assertThat(publish.at(0)).isEqualTo(publish.end().minusSeconds(60));
    }

    @Test
    void sumsHaveSeriesToo() {
        values.put(Figure.DELIVER, 4L);
        sample();
        values.put(Figure.GET, 1L);
        sample();

        assertThat(series(Figure.DELIVER_GET, Duration.ofMinutes(1), Duration.ofSeconds(5))
                        .values())
                .containsExactly(4L, 5L);
        assertThat(history.now(this::value).rate(Figure.DELIVER_GET)).isEqualTo(0.2);
    }

    @Test
    void whatIsOlderThanTenMinutesIsKeptByTheMinute() {
        samplePublishing(12 * 60 * 2, 5);

        Series hour = series(Figure.PUBLISH, Duration.ofHours(1), Duration.ofMinutes(1));

        assertThat(hour.interval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(hour.values()).hasSize(61);
        assertThat(hour.values().get(60) - hour.values().get(0)).isEqualTo(60 * 60);
        assertThat(hour.averageRate()).isEqualTo(1);
    }

    @Test
    void whatIsOlderThanAnHourIsKeptByTenMinutes() {
        samplePublishing(12 * 60 * 30, 5);

        Series day = series(Figure.PUBLISH, Duration.ofDays(1), Duration.ofMinutes(30));

        assertThat(day.interval()).isEqualTo(Duration.ofMinutes(30));
        assertThat(day.values()).hasSize(49);
        assertThat(day.averageRate()).isEqualTo(1);
    }

    @Test
    void looksNoFurtherBackThanTheThingIsOld() {
        tick = 5000;
        samplePublishing(24, 1);

        Series day = series(Figure.PUBLISH, Duration.ofDays(1), Duration.ofMinutes(10));

        assertThat(day.values()).hasSize(24).startsWith(1L).endsWith(24L);
        assertThat(day.interval()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void silenceIsPartOfTheHistory() {
        samplePublishing(2, 1);
        for (int i = 0; i < 300; i++) {
            sample();
        }
        samplePublishing(1, 50_000);

        assertThat(series(Figure.PUBLISH, Duration.ofSeconds(10), Duration.ofSeconds(5))
                        .values())
                .containsExactly(2L, 2L, 50_002L);
        assertThat(series(Figure.PUBLISH, Duration.ofMinutes(20), Duration.ofMinutes(1))
                        .values())
                .contains(2L);
    }

    @Test
    void whatWasThereWhenTheBrokerHasStartedHasNotComeJustThen() {
        tick = 0;
        values.put(Figure.MESSAGES_READY, 1_000_000L);
        sample();
        sample();

        assertThat(history.now(this::value).rate(Figure.MESSAGES_READY)).isZero();
        assertThat(series(Figure.MESSAGES_READY, Duration.ofMinutes(1), Duration.ofSeconds(5))
                        .values())
                .isEqualTo(List.of(1_000_000L, 1_000_000L));
    }

    @Test
    void isIdleSinceTheLastChange() {
        samplePublishing(2, 1);
        assertThat(history.idleSince()).isNull();

        sample();
        sample();

        assertThat(history.idleSince()).isEqualTo(Instant.ofEpochMilli(BEGIN_MILLIS + 2 * 5000));
    }

    @Test
    void hasNothingToSayBeforeTheFirstSample() {
        assertThat(history.series(Duration.ofHours(1), Duration.ofSeconds(5))).isEmpty();
        assertThat(history.idleSince()).isNull();
    }
}
