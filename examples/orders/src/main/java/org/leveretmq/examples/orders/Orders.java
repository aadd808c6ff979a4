package org.leveretmq.examples.orders;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.leveretmq.api.messaging.BrokerConnection;
import org.leveretmq.api.messaging.BrokerConnectionFactory;

/** The table of orders, and the queues, which are made when the application starts. Methods work in the transaction of their caller. */
@Startup
@Singleton
public class Orders {
    @Resource(lookup = "java:comp/env/jdbc/orders")
    private DataSource database;

    @Resource(lookup = "java:comp/env/broker")
    private BrokerConnectionFactory broker;

    @PostConstruct
    void create() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS orders (id VARCHAR(64) PRIMARY KEY, item VARCHAR(255),"
                    + " status VARCHAR(16))");
        } catch (SQLException e) {
            throw new IllegalStateException("The table of orders cannot be made", e);
        }
        try (BrokerConnection connection = broker.getConnection()) {
            connection.declareQueue("orders.shipped");
            connection.declareQueue("orders.failed");
            connection.bindQueue("orders.failed", "amq.direct", "orders.failed");
        }
    }

    /** Adds a new order. */
    public void insert(String id, String item) {
        update("INSERT INTO orders (item, status, id) VALUES (?, ?, ?)", item, "NEW", id);
    }

    /** Changes the status of an order. */
    public void status(String id, String status) {
        if (update("UPDATE orders SET status = ? WHERE id = ?", status, id) != 1) {
            throw new IllegalArgumentException("There is no order " + id);
        }
    }

    /** All orders, each as {@code id item status}. */
    public List<String> all() {
        List<String> orders = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id, item, status FROM orders ORDER BY id")) {
            while (rows.next()) {
                orders.add(rows.getString(1) + " " + rows.getString(2) + " " + rows.getString(3));
            }
            return orders;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private int update(String sql, String... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
