package org.leveretmq.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.Set;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.leveretmq.Broker;
import org.leveretmq.api.management.VirtualHostAdministration;
import org.leveretmq.embedded.LocalSession;
import org.leveretmq.embedded.LocalXaResource;
import org.leveretmq.embedded.TransactionBranch;
import org.leveretmq.message.MessageProperties;

/** Transactions that are not committed cannot fill the heap, nor stop everybody else. */
@Timeout(120)
class TransactionMemoryTest {
    private static final long HELD_BYTES = 8L << 20;
    private static final byte[] BODY = new byte[10_000];
    /** More than half of the limit, and less than all of it. */
    private static final int TOO_MANY = (int) (HELD_BYTES * 3 / 4 / BODY.length);

    private Broker broker;
    private Connection connection;

    @BeforeEach
    void start() throws Exception {
        broker = Broker.builder()
                .port(0)
                .bindAddress("127.0.0.1")
                .maxHeldBytes(HELD_BYTES)
                .build();
        broker.start();
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(broker.port());
        factory.setAutomaticRecoveryEnabled(false);
        connection = factory.newConnection();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    private Channel transactional() throws Exception {
        Channel channel = connection.createChannel();
        channel.queueDeclare("q", false, false, false, null);
        channel.txSelect();
        return channel;
    }

    private static void publish(Channel channel, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            channel.basicPublish("", "q", null, BODY);
        }
    }

    private static String closing(Channel channel) {
        AMQP.Channel.Close close = (AMQP.Channel.Close) channel.getCloseReason().getReason();
        return close.getReplyCode() + " " + close.getReplyText();
    }

    @Test
    void a_transaction_that_takes_too_much_is_undone_and_others_go_on() throws Exception {
        Channel greedy = transactional();
        Channel modest = transactional();
        publish(modest, 3);

        assertThatThrownBy(() -> {
                    publish(greedy, TOO_MANY);
                    greedy.txCommit();
                })
                .isInstanceOfAny(AlreadyClosedException.class, ShutdownSignalException.class, IOException.class);

        await().until(() -> !greedy.isOpen());
        assertThat(closing(greedy))
                .isEqualTo("506 RESOURCE_ERROR - messages of open transactions take more than 4 MiB, half of what"
                        + " messages may take: commit earlier");
        publish(modest, 3);
        modest.txCommit();
        assertThat(modest.messageCount("q")).isEqualTo(6);
    }

    @Test
    void what_was_committed_or_rolled_back_takes_no_room() throws Exception {
        Channel channel = transactional();
        for (int round = 0; round < 4; round++) {
            publish(channel, TOO_MANY / 3);
            channel.txRollback();
            publish(channel, TOO_MANY / 3);
            channel.txCommit();
            channel.queuePurge("q");
        }

        assertThat(channel.isOpen()).isTrue();
        assertThat(channel.messageCount("q")).isZero();
    }

    @Test
    void a_branch_that_takes_too_much_takes_no_more_and_can_be_rolled_back() throws Exception {
        Channel channel = transactional();
        try (LocalSession session = broker.openSession("/")) {
            TransactionBranch branch = session.begin();
            assertThatThrownBy(() -> publish(branch, TOO_MANY))
                    .hasMessageContaining("messages of open transactions take more than 4 MiB");
            branch.rollback();
        }

        publish(channel, 10);
        channel.txCommit();
        assertThat(channel.messageCount("q")).isEqualTo(10);
    }

    @Test
    void a_branch_whose_virtual_host_is_deleted_takes_no_room_and_no_more_messages() throws Exception {
        Channel channel = transactional();
        VirtualHostAdministration hosts = broker.management().virtualHostAdministration();
        hosts.putVirtualHost("other", "", Set.of());
        try (LocalSession session = broker.openSession("other")) {
            LocalXaResource resource = session.xaResource();
            resource.start(new Name(), XAResource.TMNOFLAGS);
            TransactionBranch branch = resource.current().orElseThrow();
            publish(branch, TOO_MANY / 2);

            hosts.deleteVirtualHost("other");

            assertThatThrownBy(() -> publish(branch, 1)).hasMessageContaining("takes no operations any more");
            publish(channel, TOO_MANY / 2);
            channel.txCommit();
            assertThat(channel.messageCount("q")).isEqualTo(TOO_MANY / 2);
        }
    }

    /** Of a branch. */
    private record Name() implements Xid {
        @Override
        public int getFormatId() {
            return 1;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return new byte[] {1};
        }

        @Override
        public byte[] getBranchQualifier() {
            return new byte[] {1};
        }
    }

    private static void publish(TransactionBranch branch, int count) {
        for (int i = 0; i < count; i++) {
            branch.publish("", "q", MessageProperties.EMPTY, BODY);
        }
    }
}
