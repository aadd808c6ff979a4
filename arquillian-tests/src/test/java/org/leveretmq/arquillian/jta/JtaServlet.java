package org.leveretmq.arquillian.jta;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.leveretmq.api.messaging.BrokerConnection;
import org.leveretmq.api.messaging.BrokerConnectionFactory;
import org.leveretmq.api.messaging.BrokerException;
import org.leveretmq.api.messaging.Delivery;
import org.leveretmq.api.messaging.Message;
import org.leveretmq.examples.orders.Orders;

/** Transactions of a servlet; answers with what it has seen. */
@WebServlet(urlPatterns = "/jta", loadOnStartup = 1)
@SuppressWarnings("BanJNDI") // Names of the servlet's own server, never of a client.
public class JtaServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Duration WAIT = Duration.ofSeconds(5);

    @Resource(lookup = "java:comp/env/broker")
    private transient BrokerConnectionFactory broker;

    @Resource
    private transient UserTransaction transaction;

    @EJB
    private transient Orders orders;

    @Inject
    private transient Publisher publisher;

    @Resource(lookup = "java:comp/env/jdbc/orders")
    private transient DataSource database;

    @Override
    public void init() {
        try (BrokerConnection connection = broker.getConnection()) {
            connection.declareQueue("jta");
        }
    }

    /** How many branches wait for their outcome, of the broker and of the database. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet inDoubt = statement.executeQuery("SELECT COUNT(*) FROM INFORMATION_SCHEMA.IN_DOUBT")) {
            inDoubt.next();
            Object ofBroker = ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName("org.leveretmq:type=Transactions,name=\"leveretmq\""), "InDoubt");
            response.getWriter().println(ofBroker + " " + inDoubt.getInt(1));
        } catch (SQLException | JMException e) {
            throw new IOException(e);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            response.getWriter().println(run(request.getParameter("do"), request.getParameter("id")));
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private String run(String what, String id) throws Exception {
        switch (what) {
            case "commit", "rollback" -> place(id, what.equals("commit"));
            case "publish-to-jta" -> publisher.publish("jta", id);
            case "publish-to-flaky" -> publisher.publish("flaky", id);
            case "receive-rollback" -> {
                return receive(false);
            }
            case "receive-commit" -> {
                return receive(true);
            }
            case "request" -> {
                return request(id);
            }
            case "request-in-transaction" -> {
                return requestInTransaction(id);
            }
            default -> kill(Phase.valueOf(what), id);
        }
        return "done";
    }

    private void place(String id, boolean commit) throws Exception {
        transaction.begin();
        try (BrokerConnection connection = broker.getConnection()) {
            orders.insert(id, "jta");
            connection.publish(
                    "", "jta", Message.builder().text("jta").messageId(id).build());
        }
        if (commit) {
            transaction.commit();
        } else {
            transaction.rollback();
        }
    }

    private String receive(boolean commit) throws Exception {
        transaction.begin();
        String received;
        try (BrokerConnection connection = broker.getConnection()) {
            Delivery delivery = connection.receive("jta", WAIT).orElseThrow();
            delivery.acknowledge();
            received = delivery.message().messageId() + " "
                    + delivery.message().envelope().orElseThrow().deliveryCount();
        }
        if (commit) {
            transaction.commit();
        } else {
            transaction.rollback();
        }
        return received;
    }

    private String request(String id) {
        try (BrokerConnection connection = broker.getConnection()) {
            return connection
                    .request("", "plain", Message.of(id), WAIT)
                    .map(Message::text)
                    .orElse("no reply");
        }
    }

    private String requestInTransaction(String id) throws Exception {
        transaction.begin();
        try {
            return request(id);
        } catch (BrokerException e) {
            return e.getMessage();
        } finally {
            transaction.rollback();
        }
    }

    /** Inserts and publishes in a transaction that does not survive this phase. */
    private void kill(Phase phase, String id) throws Exception {
        KillingResource killing = new KillingResource(phase);
        transaction.begin();
        if (killing.isFirst()) {
            transactionManager().getTransaction().enlistResource(killing);
        }
        orders.insert(id, "jta");
        try (BrokerConnection connection = broker.getConnection()) {
            connection.publish(
                    "", "jta", Message.builder().text("jta").messageId(id).build());
            if (!killing.isFirst()) {
                transactionManager().getTransaction().enlistResource(killing);
            }
        }
        transaction.commit();
    }

    private static TransactionManager transactionManager() throws NamingException {
        try {
            return (TransactionManager) new InitialContext().lookup("java:jboss/TransactionManager");
        } catch (NamingException e) {
            return (TransactionManager) new InitialContext().lookup("java:appserver/TransactionManager");
        }
    }
}
