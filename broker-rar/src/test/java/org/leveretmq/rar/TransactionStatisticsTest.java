package org.leveretmq.rar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leveretmq.Broker;
import org.leveretmq.embedded.LocalSession;
import org.leveretmq.embedded.LocalXaResource;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.queue.QueueOptions;
import org.leveretmq.transaction.BranchId;
import org.leveretmq.types.FieldTable;

/** What an administrator sees of transactions through JMX, and can do about those in doubt; against a real broker. */
class TransactionStatisticsTest {
    private static final String BRANCH = "7:cafe:01";

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final Broker broker = Broker.builder()
            .name("transactions")
            .bindAddress("127.0.0.1")
            .port(0)
            .build();
    private ObjectName name;
    private TransactionsMXBean jmx;
    private LocalSession session;
    private LocalXaResource resource;

    @BeforeEach
    void register() throws Exception {
        broker.start();
        name = new ObjectName("org.leveretmq.test:type=Transactions");
        server.registerMBean(new TransactionStatistics(broker.management().transactionAdministration()), name);
        jmx = JMX.newMXBeanProxy(server, name, TransactionsMXBean.class);
        session = broker.openSession("/");
        session.declareQueue("q", new QueueOptions(true, false, false, FieldTable.EMPTY));
        resource = session.xaResource();
    }

    @AfterEach
    void unregister() throws Exception {
        server.unregisterMBean(name);
        broker.close();
    }

    private Xid prepared() throws Exception {
        Xid xid = BranchId.parse(BRANCH).toXid();
        resource.start(xid, XAResource.TMNOFLAGS);
        resource.current().orElseThrow().publish("", "q", MessageProperties.EMPTY, new byte[1]);
        resource.end(xid, XAResource.TMSUCCESS);
        resource.prepare(xid);
        return xid;
    }

    @Test
    void counts_transactions() {
        session.begin().publish("", "q", MessageProperties.EMPTY, new byte[1]);
        session.transaction(branch -> branch.publish("", "q", MessageProperties.EMPTY, new byte[1]));

        assertThat(jmx.getCommits()).isEqualTo(1);
        assertThat(jmx.getActive()).isEqualTo(1);
        session.close();
        assertThat(jmx.getRollbacks()).isEqualTo(1);
        assertThat(jmx.getFailed()).isZero();
        assertThat(jmx.getActive()).isZero();
    }

    @Test
    void commits_a_branch_in_doubt_and_forgets_it() throws Exception {
        prepared();
        assertThat(jmx.getInDoubt()).isEqualTo(1);
        assertThat(jmx.getInDoubtBranches()).containsExactly(BRANCH);
        assertThat(jmx.getBranches()).singleElement().asString().startsWith(BRANCH + " PREPARED since ");
        assertThat(jmx.getBranches().get(0)).endsWith(" in /: 1 operations");

        jmx.commit(BRANCH);

        assertThat(session.inspectQueue("q").orElseThrow().ready()).isEqualTo(1);
        assertThat(jmx.getInDoubt()).isZero();
        assertThat(jmx.getHeuristic()).isEqualTo(1);
        assertThat(jmx.getHeuristicBranches()).containsExactly(BRANCH);
        jmx.forget(BRANCH);
        assertThat(jmx.getBranches()).isEmpty();
    }

    @Test
    void rolls_a_branch_in_doubt_back() throws Exception {
        prepared();

        jmx.rollBack(BRANCH);

        assertThat(session.inspectQueue("q").orElseThrow().ready()).isZero();
        assertThat(jmx.getHeuristicBranches()).containsExactly(BRANCH);
    }

    @Test
    void says_what_is_wrong() {
        assertThatThrownBy(() -> jmx.commit("nonsense"))
                .hasStackTraceContaining("'nonsense' is no name of a transaction branch");
        assertThatThrownBy(() -> jmx.forget(BRANCH))
                .hasStackTraceContaining("There is no transaction branch " + BRANCH);
    }
}
