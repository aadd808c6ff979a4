package org.leveretmq.admin;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.util.List;
import java.util.Map;
import org.leveretmq.api.management.AlarmInfo;
import org.leveretmq.api.management.BrokerInfo;

/**
 * The answer to a health check.
 *
 * @param up whether everything is well
 * @param json the answer's body, {@code {"status":"UP",…}}
 */
record Health(boolean up, String json) {
    private static final int OK = 200;
    private static final int SERVICE_UNAVAILABLE = 503;

    /** The server and this application answer. */
    static Health live() {
        return new Health(
                true, Json.createObjectBuilder().add("status", "UP").build().toString());
    }

    /** There is a broker, and every broker accepts connections. */
    static Health ready(List<BrokerInfo> brokers) {
        boolean up = !brokers.isEmpty() && brokers.stream().allMatch(BrokerInfo::running);
        JsonArrayBuilder list = Json.createArrayBuilder();
        for (BrokerInfo broker : brokers) {
            list.add(Json.createObjectBuilder().add("name", broker.name()).add("status", word(broker.running())));
        }
        return new Health(
                up,
                Json.createObjectBuilder()
                        .add("status", word(up))
                        .add("brokers", list)
                        .build()
                        .toString());
    }

    /** No broker has an alarm that makes publishers wait; the answer says which there are. */
    static Health alarms(Map<String, List<AlarmInfo>> byBroker) {
        boolean up = byBroker.values().stream().allMatch(List::isEmpty);
        JsonArrayBuilder list = Json.createArrayBuilder();
        byBroker.forEach((broker, alarms) -> alarms.forEach(alarm -> list.add(Json.createObjectBuilder()
                .add("broker", broker)
                .add("kind", alarm.kind())
                .add("reason", alarm.text())
                .add("detail", alarm.detail())
                .add("since", alarm.since().toString()))));
        return new Health(
                up,
                Json.createObjectBuilder()
                        .add("status", word(up))
                        .add("alarms", list)
                        .build()
                        .toString());
    }

    /** The HTTP status: 200, or 503 that takes a server out of a load balancer. */
    int httpStatus() {
        return up ? OK : SERVICE_UNAVAILABLE;
    }

    private static String word(boolean up) {
        return up ? "UP" : "DOWN";
    }
}
