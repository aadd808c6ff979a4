package org.leveretmq.rar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.MBeanAttributeInfo;
import javax.management.StandardMBean;
import org.junit.jupiter.api.Test;

class BrokerStatisticsTest {
    private final FakeManagement broker = new FakeManagement();
    private final AtomicLong nanos = new AtomicLong();
    private final BrokerStatistics statistics = new BrokerStatistics(broker, nanos::get);

    @Test
    void ratesAreMessagesASecondSinceThePreviousSample() {
        broker.published(200, 100, 40, 60);
        pass(2);

        assertThat(statistics.getPublishRate()).isEqualTo(100);
        assertThat(statistics.getDeliverRate()).isEqualTo(70);
        assertThat(statistics.getAcknowledgeRate()).isEqualTo(30);
    }

    @Test
    void ratesFallToZeroWhenNothingMoves() {
        broker.published(200, 100, 40, 60);
        pass(2);
        assertThat(statistics.getPublishRate()).isPositive();

        pass(1);

        assertThat(statistics.getPublishRate()).isZero();
    }

    @Test
    void aVirtualHostMissingFromASnapshotDoesNotMakeARateNegative() {
        broker.published(200, 100, 40, 60);
        pass(1);
        assertThat(statistics.getPublishRate()).isPositive();
        broker.published(150, 100, 40, 60);

        pass(1);

        assertThat(statistics.getPublishRate()).isZero();
    }

    @Test
    void readingEveryAttributeTakesOneSnapshot() throws Exception {
        StandardMBean bean = new StandardMBean(statistics, BrokerMXBean.class, true);
        pass(1);
        int before = broker.overviews();

        for (MBeanAttributeInfo attribute : bean.getMBeanInfo().getAttributes()) {
            assertThat(bean.getAttribute(attribute.getName())).isNotNull();
        }

        assertThat(broker.overviews() - before).isEqualTo(1);
    }

    @Test
    void theManualNamesEveryAttribute() throws Exception {
        String manual = Files.readString(Path.of("..", "docs", "management.md"));

        for (MBeanAttributeInfo attribute : new StandardMBean(statistics, BrokerMXBean.class, true)
                .getMBeanInfo()
                .getAttributes()) {
            assertThat(manual).contains("`" + attribute.getName() + "`");
        }
    }

    @Test
    void totalsComeFromTheBroker() {
        broker.published(200, 100, 40, 60);
        pass(1);

        assertThat(statistics.getMessages()).isEqualTo(5);
        assertThat(statistics.getMessagesDelivered()).isEqualTo(140);
        assertThat(statistics.getListeners()).containsExactly("amqp 127.0.0.1:5672");
        assertThat(statistics.getConnections()).isEqualTo(11);
    }

    private void pass(int seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }
}
