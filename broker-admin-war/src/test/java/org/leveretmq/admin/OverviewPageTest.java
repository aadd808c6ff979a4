package org.leveretmq.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OverviewPageTest {
    @Test
    void showsVersionListenersConnectionsAndQueues() {
        String page = OverviewPage.of(
                List.of(new FakeBroker("hare").connection("guest").queue("orders", 1_234_567)));

        assertThat(page)
                .contains("<h1>Broker hare</h1>")
                .contains("<dt>Version</dt><dd>LeveretMQ 1.2.3</dd>")
                .contains("<dt>Started</dt><dd>2026-01-02T03:04:05Z</dd>")
                .contains("<tr><th scope=\"row\">amqp</th><td>0.0.0.0</td><td>5672</td></tr>")
                .contains("<th scope=\"row\">127.0.0.1:40000 -&gt; 127.0.0.1:5672</th><td>guest</td>")
                .contains("<tr><th scope=\"row\">orders</th><td>/</td><td>durable, auto-delete</td>"
                        + "<td class=\"number\">1</td><td class=\"number\">1,234,567</td>");
    }

    @Test
    void escapesWhatClientsChose() {
        String page = OverviewPage.of(
                List.of(new FakeBroker("hare").connection("\"><b>'&").queue("<script>alert(1)</script>", 0)));

        assertThat(page)
                .doesNotContain("<script", "<b>")
                .contains("&quot;&gt;&lt;b&gt;&#39;&amp;")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    @Test
    void replacesWhatNoPageMayHold() {
        assertThat(new Html().text("a\u0000b\ud800c\udc00").text("\ud83d\udc07").toString())
                .isEqualTo("a\ufffdb\ufffdc\ufffd\ud83d\udc07");
    }

    @Test
    void asksOtherServersForNothing() {
        String page = OverviewPage.of(List.of(new FakeBroker("hare").queue("orders", 0)));

        assertThat(page).doesNotContain("http:", "https:", "<script", "style=\"");
    }

    @Test
    void saysThatThereAreNoQueues() {
        assertThat(OverviewPage.of(List.of(new FakeBroker("hare"))))
                .contains("<h2>Queues</h2>\n<p class=\"note\">None.</p>");
    }

    @Test
    void showsTheFirstThousandQueuesOnly() {
        FakeBroker broker = new FakeBroker("hare");
        for (int i = 0; i < OverviewPage.MAX_ROWS + 1; i++) {
            broker.queue("q" + i, 0);
        }

        assertThat(OverviewPage.of(List.of(broker)))
                .contains("The first 1000 of 1001 are shown.")
                .contains(">q999<")
                .doesNotContain(">q1000<");
    }

    @Test
    void showsEveryBroker() {
        assertThat(OverviewPage.of(List.of(new FakeBroker("hare"), new FakeBroker("leveret").stopped())))
                .contains("<h1>Broker hare</h1>", "<h1>Broker leveret</h1>", "<dd>not running</dd>");
    }
}
