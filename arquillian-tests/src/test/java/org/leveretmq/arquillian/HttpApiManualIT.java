package org.leveretmq.arquillian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tables of metrics and beans in the manual are what a running broker has: no more and no less. */
@Timeout(120)
@ExtendWith(SharedBroker.class)
class HttpApiManualIT {
    private static final Path MANUAL = Path.of(System.getProperty("examples"), "..", "docs", "management.md");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private final ManagedBroker broker;

    HttpApiManualIT(ManagedBroker broker) {
        this.broker = broker;
    }

    /** The cells of the rows whose first one begins so. */
    private static List<List<String>> rows(String start) throws IOException {
        return Files.readAllLines(MANUAL).stream()
                .filter(line -> line.startsWith("| `" + start))
                .map(line -> Arrays.stream(line.substring(1).split("\\|", -1))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    private static Set<String> codes(String cell) {
        return CODE.matcher(cell).results().map(code -> code.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<MatchResult> metrics(String path, String pattern) throws Exception {
        String metrics = broker.api()
                .request("GET", path, "", Map.of())
                .assertStatus(200)
                .body();
        return Pattern.compile(pattern, Pattern.MULTILINE).matcher(metrics).results();
    }

    @Test
    void theManualHasEveryMetricAndNoOther() throws Exception {
        Map<String, String> served = new TreeMap<>();
        for (String path : List.of("metrics", "metrics/per-object")) {
            metrics(path, "^# TYPE (\\S+) (\\S+)$").forEach(type -> served.put(type.group(1), type.group(2)));
        }
        Map<String, String> documented = new TreeMap<>();
        rows("rabbitmq_").forEach(row -> documented.put(row.get(0).replace("`", ""), row.get(1)));

        assertThat(documented).containsExactlyEntriesOf(served);
        assertThat(documented).containsKey("rabbitmq_alarms_memory_used_watermark");
    }

    private record Bean(ObjectName name, MBeanInfo info) {}

    /** Any one of the type: those of queues and connections of other tests may still be there, and go meanwhile. */
    private static Bean beanOf(MBeanServerConnection jmx, String type) throws Exception {
        ObjectName pattern = new ObjectName("org.leveretmq:" + type + ",*");
        return await().ignoreException(InstanceNotFoundException.class)
                .until(
                        () -> {
                            Optional<ObjectName> name =
                                    jmx.queryNames(pattern, null).stream().findAny();
                            return name.isEmpty() ? null : new Bean(name.get(), jmx.getMBeanInfo(name.get()));
                        },
                        Objects::nonNull);
    }

    private static Set<String> attributes(MBeanInfo info) {
        return Arrays.stream(info.getAttributes())
                .map(attribute -> attribute.getName())
                .filter(name -> !name.endsWith("_rate"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> operations(MBeanInfo info) {
        return Arrays.stream(info.getOperations())
                .map(operation -> operation.getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> notifications(MBeanInfo info) {
        return Arrays.stream(info.getNotifications())
                .flatMap(notification -> Arrays.stream(notification.getNotifTypes()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Over the connection from elsewhere that the manual describes. */
    @Test
    void theManualHasEveryBeanAndNoOther() throws Exception {
        String host = broker.newVirtualHost();
        broker.api().put(Api.path("queues", host, "shown"), Map.of()).assertStatus(201);
        try (Connection connection = broker.connect(host);
                JMXConnector connector = broker.jmx(ManagedBroker.PASSWORD)) {
            assertThat(connection.isOpen()).isTrue();
            MBeanServerConnection jmx = connector.getMBeanServerConnection();
            Set<String> types = new TreeSet<>();
            for (List<String> row : rows("type=")) {
                String type = row.get(0).replaceFirst("`([^`]+)`.*", "$1");
                types.add(type);
                Bean bean = beanOf(jmx, type);
                MBeanInfo info = bean.info;
                assertThat(bean.name.getKeyPropertyList().keySet())
                        .as(type)
                        .containsExactlyInAnyOrderElementsOf(List.of(row.get(0)
                                .replaceAll("`", "")
                                .replaceFirst("=[^,]*", "")
                                .split(", ")));
                assertThat(operations(info)).as(type).isEqualTo(codes(row.get(2)));
                assertThat(notifications(info)).as(type).isEqualTo(codes(row.get(3)));
                if (type.equals("type=Settings")) {
                    assertThat(attributes(info)).containsAll(codes(row.get(1))).contains("port");
                } else {
                    assertThat(attributes(info)).as(type).isEqualTo(codes(row.get(1)));
                }
            }
            assertThat(jmx.queryNames(new ObjectName("org.leveretmq:*"), null).stream()
                            .map(name -> "type=" + name.getKeyProperty("type")))
                    .isSubsetOf(types);
        }
    }

    @Test
    void jmxFromElsewhereNeedsAPassword() {
        assertThatThrownBy(() -> broker.jmx("wrong").close()).isInstanceOf(SecurityException.class);
    }

    @Test
    void beansAreOperatedFromElsewhere() throws Exception {
        String host = broker.newVirtualHost();
        broker.api().put(Api.path("queues", host, "deleted"), Map.of()).assertStatus(201);
        try (JMXConnector connector = broker.jmx(ManagedBroker.PASSWORD)) {
            MBeanServerConnection jmx = connector.getMBeanServerConnection();
            ObjectName queue = new ObjectName("org.leveretmq:type=Queue,broker=\"leveretmq\",vhost="
                    + ObjectName.quote(host) + ",name=\"deleted\"");
            await().until(() -> jmx.isRegistered(queue));
            assertThat(jmx.getAttribute(queue, "messages")).isEqualTo(0L);

            assertThat(jmx.invoke(queue, "delete", new Object[0], new String[0]))
                    .isEqualTo(true);

            broker.api().get(Api.path("queues", host, "deleted")).assertStatus(404);
        }
    }
}
