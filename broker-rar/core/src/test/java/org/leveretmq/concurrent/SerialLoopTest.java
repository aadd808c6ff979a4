package org.leveretmq.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SerialLoopTest {
    private final Queue<Runnable> handedOver = new ArrayDeque<>();
    private final SerialLoop loop = new SerialLoop("loop", handedOver::add);
    private final List<String> log = new ArrayList<>();

    @Test
    void runs_a_task_on_the_posting_thread_when_it_is_idle() {
        loop.execute(() -> log.add("on loop: " + loop.isCurrentRunner()));

        assertThat(log).containsExactly("on loop: true");
        assertThat(loop.isCurrentRunner()).isFalse();
        assertThat(handedOver).isEmpty();
    }

    @Test
    void runs_nothing_while_it_is_held() {
        loop.hold();
        loop.execute(() -> log.add("task"));
        assertThat(log).isEmpty();

        loop.release();
        handedOver.remove().run();

        assertThat(log).containsExactly("task");
    }

    @Test
    void runs_what_a_task_posts_after_it() {
        loop.execute(() -> {
            loop.execute(() -> log.add("second"));
            log.add("first");
        });

        assertThat(log).containsExactly("first", "second");
    }

    @Test
    void hands_over_when_a_turn_gets_long() {
        loop.execute(() -> {
            for (int i = 0; i < 100; i++) {
                String entry = "task " + i;
                loop.execute(() -> log.add(entry));
            }
        });
        assertThat(log).hasSizeLessThan(100);
        assertThat(handedOver).hasSize(1);

        while (!handedOver.isEmpty()) {
            handedOver.remove().run();
        }

        assertThat(log).hasSize(100).startsWith("task 0").endsWith("task 99");
    }

    @Test
    void runs_listeners_at_the_end_of_the_turn_settlements_first() {
        loop.execute(() -> {
            loop.atEndOfTurn(SerialLoop.Phase.FLUSH, () -> log.add("flush"));
            loop.atEndOfTurn(SerialLoop.Phase.SETTLE, () -> {
                log.add("settle");
                loop.atEndOfTurn(SerialLoop.Phase.FLUSH, () -> log.add("flush again"));
                loop.atEndOfTurn(SerialLoop.Phase.FLUSH_ANSWERS, () -> log.add("answers"));
            });
            log.add("task");
        });

        assertThat(log).containsExactly("task", "settle", "answers", "flush", "flush again");
    }

    @Test
    void goes_on_after_a_task_has_failed_in_whatever_way() {
        loop.execute(() -> {
            throw new IllegalStateException("on purpose");
        });
        loop.execute(() -> {
            throw new NoClassDefFoundError("on purpose");
        });

        loop.execute(() -> log.add("next"));

        assertThat(log).containsExactly("next");
    }

    @Test
    void hand_never_runs_on_the_posting_thread() {
        loop.hand(() -> log.add("handed"));
        assertThat(log).isEmpty();

        handedOver.remove().run();

        assertThat(log).containsExactly("handed");
    }

    @Test
    void runs_one_task_at_a_time_in_the_order_of_each_posting_thread() throws Exception {
        int threads = 4;
        int tasks = 20_000;
        int[] last = new int[threads];
        int[] disorder = {0};
        CountDownLatch done = new CountDownLatch(threads * tasks);
        try (Workers workers = new Workers("serial-loop-test", 2)) {
            SerialLoop shared = new SerialLoop("shared", workers);
            List<Thread> posting = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int thread = t;
                posting.add(new Thread(() -> {
                    for (int i = 1; i <= tasks; i++) {
                        int number = i;
                        shared.execute(() -> {
                            if (last[thread] != number - 1) {
                                disorder[0]++;
                            }
                            last[thread] = number;
                            done.countDown();
                        });
                    }
                }));
            }
            posting.forEach(Thread::start);

            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(disorder[0]).isZero();
        }
    }
}
