package org.leveretmq.storage.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.PooledConnection;
import javax.transaction.xa.XAResource;
import org.apache.derby.jdbc.EmbeddedConnectionPoolDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leveretmq.Broker;
import org.leveretmq.embedded.LocalSession;
import org.leveretmq.embedded.LocalXaResource;
import org.leveretmq.embedded.TransactionBranch;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.queue.QueueOptions;
import org.leveretmq.types.FieldTable;
import org.leveretmq.vhost.ExchangeOptions;

/** What {@code docs/storage.md} says that an administrator can ask the tables, and what it shows as the answers. */
class StorageManualTest {
    private static final Pattern STATEMENTS = Pattern.compile("```sql\n((?s:.*?))```\n+((?:(?: {4}.*)?\n)*)");
    private static final Pattern ANSWER = Pattern.compile("( {4}[A-Z].*\n) {4}-+\n((?: {4}.*\\|.*\n)*)");
    /** Another time or another Derby shows something else here. */
    private static final Set<String> VARIABLE =
            Set.of("ARRIVED_UTC", "PREPARED_AT", "NUMALLOCATEDPAGES", "NUMFREEPAGES");

    private static final MessageProperties PERSISTENT =
            MessageProperties.builder().deliveryMode(2).build();
    private static final QueueOptions DURABLE = new QueueOptions(true, false, false, FieldTable.EMPTY);

    @TempDir
    Path directory;

    /** A statement and the rows of its answer, the names of the columns first, each cell as the manual has it. */
    private record Shown(String statement, List<List<String>> answer) {}

    @Test
    void statements_of_the_manual_have_the_answers_that_it_shows() throws Exception {
        List<Shown> shown = shown();
        useBroker();

        assertThat(shown).hasSizeGreaterThan(7);
        EmbeddedConnectionPoolDataSource database = new EmbeddedConnectionPoolDataSource();
        database.setDatabaseName(directory.resolve("store").toString());
        PooledConnection pooled = database.getPooledConnection();
        try (Connection connection = pooled.getConnection();
                Statement statement = connection.createStatement()) {
            for (Shown each : shown) {
                assertThat(abridged(answer(statement, each.statement), each.answer))
                        .as(each.statement)
                        .isEqualTo(each.answer);
            }
        } finally {
            pooled.close();
            new EmbeddedDerby(directory.resolve("store")).close();
        }
    }

    private void useBroker() throws Exception {
        try (Broker broker = Broker.builder()
                .port(0)
                .bindAddress("127.0.0.1")
                .store(new JpaMessageStore(new EmbeddedDerby(EmptyDerby.at(directory.resolve("store")))))
                .build()) {
            broker.start();
            broker.management().userAdministration().putUser("anna", "a-password", Set.of("monitoring"));
            try (LocalSession session = broker.openSession("/")) {
                session.declareExchange("orders", "topic", new ExchangeOptions(true, false, false, FieldTable.EMPTY));
                for (String queue : List.of("invoices", "audit", "parcels")) {
                    session.declareQueue(queue, DURABLE);
                }
                session.bindQueue("invoices", "orders", "order.paid", Map.of());
                session.bindQueue("audit", "orders", "#", Map.of());
                session.bindQueue("parcels", "orders", "order.packed", Map.of());
                for (int i = 0; i < 3; i++) {
                    session.publish("orders", "order.paid", PERSISTENT, bytes("order " + i + " paid"));
                }
                MessageProperties urgent = MessageProperties.builder()
                        .deliveryMode(2)
                        .priority(5)
                        .expiration("3600000")
                        .build();
                session.publish("", "parcels", urgent, bytes("express 1"));
                session.publish("", "parcels", PERSISTENT, new byte[200_000]);
                prepareBranch(session);
            }
        }
    }

    private static void prepareBranch(LocalSession session) throws Exception {
        LocalXaResource resource = session.xaResource();
        TestXid xid = new TestXid(4242);
        resource.start(xid, XAResource.TMNOFLAGS);
        TransactionBranch branch = resource.current().orElseThrow();
        branch.acknowledge(session.get("invoices").orElseThrow());
        branch.publish("orders", "order.packed", PERSISTENT, bytes("order 0 packed"));
        resource.end(xid, XAResource.TMSUCCESS);
        resource.prepare(xid);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static List<Shown> shown() throws Exception {
        String manual = Files.readString(Path.of("../docs/storage.md"));
        List<Shown> shown = new ArrayList<>();
        for (Matcher block = STATEMENTS.matcher(manual); block.find(); ) {
            List<List<List<String>>> answers = new ArrayList<>();
            for (Matcher answer = ANSWER.matcher(block.group(2)); answer.find(); ) {
                List<List<String>> rows = new ArrayList<>();
                (answer.group(1) + answer.group(2))
                        .lines()
                        .map(StorageManualTest::cells)
                        .forEach(rows::add);
                answers.add(rows);
            }
            List<String> statements = List.of(block.group(1).strip().split(";\\s*"));
            assertThat(answers).as("answers to %s", statements).hasSameSizeAs(statements);
            for (int i = 0; i < statements.size(); i++) {
                shown.add(new Shown(statements.get(i), answers.get(i)));
            }
        }
        return shown;
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        for (String cell : line.split("\\|", -1)) {
            cells.add(cell.strip());
        }
        return cells;
    }

    private static List<List<String>> answer(Statement statement, String sql) throws SQLException {
        List<List<String>> answer = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(sql)) {
            ResultSetMetaData columns = row.getMetaData();
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                names.add(columns.getColumnLabel(i));
            }
            answer.add(names);
            while (row.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    cells.add(
                            Objects.requireNonNullElse(row.getString(i), "NULL").strip());
                }
                answer.add(cells);
            }
        }
        return answer;
    }

    /** With the cells that the manual has cut off, which end with {@code &}, cut off, and what varies as it is there. */
    private static List<List<String>> abridged(List<List<String>> answer, List<List<String>> shown) {
        List<List<String>> abridged = new ArrayList<>();
        for (int row = 0; row < answer.size(); row++) {
            List<String> cells = new ArrayList<>();
            for (int column = 0; column < answer.get(row).size(); column++) {
                String cell = answer.get(row).get(column);
                boolean isShown = row < shown.size() && column < shown.get(row).size();
                cells.add(
                        isShown
                                ? abridged(
                                        cell,
                                        shown.get(row).get(column),
                                        shown.get(0).get(column))
                                : cell);
            }
            abridged.add(cells);
        }
        return abridged;
    }

    private static String abridged(String cell, String shown, String name) {
        String beginning = shown.endsWith("&") ? shown.substring(0, shown.length() - 1) : cell;
        return VARIABLE.contains(name) || (shown.endsWith("&") && cell.startsWith(beginning)) ? shown : cell;
    }
}
