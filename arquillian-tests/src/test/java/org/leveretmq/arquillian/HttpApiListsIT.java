package org.leveretmq.arquillian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.http.client.Client;
import com.rabbitmq.http.client.domain.Page;
import com.rabbitmq.http.client.domain.QueryParameters;
import com.rabbitmq.http.client.domain.QueueInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Lists of 10,000 queues: pages, order, columns, and looking for names. */
@Timeout(120)
@ExtendWith(SharedBroker.class)
@TestInstance(Lifecycle.PER_CLASS)
class HttpApiListsIT {
    private static final int QUEUES = 10_000;

    private final ManagedBroker broker;
    private Client client;
    private String host;
    private String queues;

    HttpApiListsIT(ManagedBroker broker) {
        this.broker = broker;
    }

    @BeforeAll
    void declareQueues() throws Exception {
        client = broker.client();
        host = broker.newVirtualHost();
        queues = Api.path("queues", host);
        try (Connection connection = broker.connect(host)) {
            Channel channel = connection.createChannel();
            for (int i = 0; i < QUEUES; i++) {
                channel.queueDeclareNoWait("q-%05d".formatted(i), false, false, false, null);
            }
            channel.queueDeclare("Größe", true, false, false, null);
            channel.confirmSelect();
            for (int i = 0; i < 3; i++) {
                channel.basicPublish("", "q-00042", null, new byte[1]);
            }
            channel.basicPublish("", "q-00007", null, new byte[100]);
            channel.waitForConfirmsOrDie(10_000);
        }
    }

    @AfterAll
    void deleteQueues() {
        client.deleteVhost(host);
    }

    @Test
    void everyQueueIsOnExactlyOnePage() {
        QueryParameters query = new QueryParameters();
        query.columns().add("name");
        query.pagination().pageSize(500);
        Page<QueueInfo> page = client.getQueues(host, query);
        List<String> names = new ArrayList<>(names(page));
        while (page.getPage() < page.getPageCount()) {
            query.pagination().nextPage(page);
            page = client.getQueues(host, query);
            names.addAll(names(page));
        }

        assertThat(page.getTotalCount()).isEqualTo(QUEUES + 1);
        assertThat(page.getFilteredCount()).isEqualTo(QUEUES + 1);
        assertThat(page.getPageCount()).isEqualTo(21);
        assertThat(page.getItemCount()).isEqualTo(1);
        assertThat(names).hasSize(QUEUES + 1).doesNotHaveDuplicates();
    }

    private static List<String> names(Page<QueueInfo> page) {
        return page.getItemsAsList().stream().map(QueueInfo::getName).toList();
    }

    private JsonNode page(String query) throws Exception {
        return broker.api().read(queues + "?page=1&" + query);
    }

    @Test
    void namesAreLookedForByPartsWhateverTheirCase() throws Exception {
        JsonNode found = page("name=" + Api.encoded("grÖ") + "&columns=name");

        assertThat(found.path("items").findValuesAsText("name")).containsExactly("Größe");
        assertThat(found.path("filtered_count").asInt()).isEqualTo(1);
        assertThat(found.path("total_count").asInt()).isEqualTo(QUEUES + 1);
    }

    @Test
    void namesAreLookedForByRegularExpressions() throws Exception {
        JsonNode found = page("use_regex=true&name=" + Api.encoded("^q-0{3}[01]9$") + "&columns=name");

        assertThat(found.path("items").findValuesAsText("name")).containsExactly("q-00009", "q-00019");
    }

    @Test
    void aRegularExpressionThatWouldNotEndEnds() throws Exception {
        JsonNode found = page("use_regex=true&name=" + Api.encoded("(([q0-9-])*)*x$"));

        assertThat(found.path("filtered_count").asInt()).isZero();
    }

    @Test
    void queuesAreSortedBySeveralColumns() throws Exception {
        JsonNode found = page("page_size=3&sort=messages,name&sort_reverse=true&columns=name,messages");

        assertThat(found.path("items"))
                .extracting(queue -> queue.path("name").asText(), queue -> queue.path("messages")
                        .asInt())
                .containsExactly(tuple("q-00042", 3), tuple("q-00007", 1), tuple("q-09999", 0));
    }

    @Test
    void queuesAreSortedByNestedColumns() throws Exception {
        JsonNode found = page("page_size=1&sort=message_stats.publish&sort_reverse=true&columns=name");

        assertThat(found.path("items").findValuesAsText("name")).containsExactly("q-00042");
    }

    @Test
    void nothingButTheWantedColumnsIsThere() throws Exception {
        JsonNode found = page("page_size=1&columns=name,messages_details.rate,nope");

        assertThat(found.path("items").get(0).properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("name", "messages_details");
        JsonNode one = broker.api().read(Api.path("queues", host, "Größe") + "?columns=durable");
        assertThat(one.properties()).extracting(Map.Entry::getKey).containsExactly("durable");
    }

    @Test
    void figuresCanBeLeftOut() throws Exception {
        JsonNode found = page("page_size=1&disable_stats=true&enable_queue_totals=true");

        assertThat(found.path("items").get(0).has("message_stats")).isFalse();
        assertThat(found.path("items").get(0).has("durable")).isTrue();
        assertThat(found.path("items").get(0).path("messages").isInt()).isTrue();
    }

    @Test
    void withoutAPageTheListIsWhole() throws Exception {
        assertThat(broker.api().read(queues + "?columns=name")).hasSize(QUEUES + 1);
    }

    @Test
    void pagesThatMakeNoSenseAreRefused() throws Exception {
        Api api = broker.api();
        api.get(queues + "?page=0")
                .assertRefused(
                        400,
                        "invalid_pagination_parameters",
                        "Invalid pagination parameters: page number 0, page size 100");
        api.get(queues + "?page=1&page_size=501")
                .assertRefused(
                        400,
                        "invalid_pagination_parameters",
                        "Invalid pagination parameters: page number 1, page size 501");
        api.get(queues + "?page=x").assertRefused(400, "bad_request", "Pagination parameters are invalid");
        api.get(queues + "?page=1&use_regex=true&name=(")
                .assertRefused(400, "bad_request", "Pagination parameters are invalid");
        api.get(queues + "?page=900")
                .assertRefused(
                        400, "page_out_of_range", "Page out of range, page: 900 page size: 100, len: " + (QUEUES + 1));
    }

    /** Everything that is a list takes the same parameters. */
    @Test
    void everyListHasPages() throws Exception {
        for (String list : List.of(
                "bindings",
                "channels",
                "connections",
                "consumers",
                "exchanges",
                "nodes",
                "permissions",
                "policies",
                "operator-policies",
                "parameters",
                "global-parameters",
                "topic-permissions",
                "users",
                "vhosts")) {
            JsonNode answer = broker.api().read(list + "?page=1&page_size=2");
            assertThat(answer.path("items").isArray()).as(list).isTrue();
            assertThat(answer.path("page_size").asInt()).as(list).isEqualTo(2);
            assertThat(answer.path("item_count").asInt())
                    .as(list)
                    .isEqualTo(answer.path("items").size());
        }
    }
}
