package org.leveretmq.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SystemSchedulerTest {
    private static final Duration SHORT = Duration.ofMillis(1);

    private final SystemScheduler scheduler = new SystemScheduler("timer");
    private final ScheduledExecutorService here =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "here"));

    @AfterEach
    void end() {
        scheduler.close();
        here.shutdownNow();
    }

    @Test
    void aThreadThatCanRunsWhatItSchedulesHere() throws Exception {
        scheduler.callingThread(() -> here);

        assertThat(threadOf(true)).isEqualTo("here");
        assertThat(threadOf(false)).startsWith("timer");
    }

    @Test
    void forOthersTheTimersThreadDoes() throws Exception {
        assertThat(threadOf(true)).startsWith("timer");

        scheduler.callingThread(() -> null);

        assertThat(threadOf(true)).startsWith("timer");
    }

    @Test
    void whatIsScheduledHereCanBeCancelled() throws Exception {
        scheduler.callingThread(() -> here);
        CompletableFuture<Void> run = new CompletableFuture<>();

        scheduler.scheduleHere(SHORT, () -> run.complete(null)).cancel();

        assertThat(threadOf(true)).isEqualTo("here");
        assertThat(run).isNotDone();
    }

    @Test
    void aThreadThatEndsTakesNothingAlong() throws Exception {
        scheduler.callingThread(() -> here);
        here.shutdown();

        assertThat(threadOf(true)).startsWith("timer");
    }

    @Test
    void aFailureOfATaskIsNotTheThreads() throws Exception {
        scheduler.callingThread(() -> here);
        CompletableFuture<Void> begun = new CompletableFuture<>();
        scheduler.scheduleHere(SHORT, () -> {
            begun.complete(null);
            throw new IllegalStateException("of this test");
        });
        begun.get(10, TimeUnit.SECONDS);

        assertThat(threadOf(true)).isEqualTo("here");
    }

    private String threadOf(boolean scheduledHere) throws Exception {
        CompletableFuture<String> name = new CompletableFuture<>();
        Runnable task = () -> name.complete(Thread.currentThread().getName());
        if (scheduledHere) {
            scheduler.scheduleHere(SHORT, task);
        } else {
            scheduler.schedule(SHORT, task);
        }
        return name.get(10, TimeUnit.SECONDS);
    }
}
