package org.leveretmq.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HashingMemoryTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void no_more_is_taken_at_a_time_than_there_is() {
        HashingMemory memory = new HashingMemory(100 << 10);
        CountDownLatch finish = new CountDownLatch(1);
        AtomicInteger working = new AtomicInteger();

        for (int i = 0; i < 5; i++) {
            threads.execute(() -> memory.with(40, () -> hold(working, finish)));
        }

        await().until(() -> working.get() == 2);
        await().during(100, TimeUnit.MILLISECONDS).until(() -> working.get() == 2);
        finish.countDown();
        await().until(() -> working.get() == 5);
    }

    @Test
    void what_wants_more_than_there_is_gets_all_of_it() throws Exception {
        HashingMemory memory = new HashingMemory(10 << 10);

        Future<String> result = threads.submit(() -> memory.with(1000, () -> "done"));

        assertThat(result.get(10, TimeUnit.SECONDS)).isEqualTo("done");
    }

    private static int hold(AtomicInteger working, CountDownLatch finish) {
        int now = working.incrementAndGet();
        try {
            finish.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return now;
    }
}
