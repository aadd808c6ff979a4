package org.leveretmq.admin.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.leveretmq.admin.view.Fields;

/** The settings of the adapter, as its MBean {@code type=Settings} shows them: without passwords. To look at only. */
@Path("settings")
public class SettingsResource {
    private static final String SOURCES = "sources";

    /** Name, value, meaning and origin of each setting; an empty list if the broker is not one of an adapter. */
    @GET
    public Response all(@Context HttpServletRequest request) {
        Call call = new Call(request).asMonitor();
        return call.list(settings(call.broker().overview().name()), row -> (String) row.get("name"), row -> row);
    }

    private static List<Map<String, @Nullable Object>> settings(String brokerName) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            ObjectName bean = new ObjectName("org.leveretmq:type=Settings,name=" + ObjectName.quote(brokerName));
            return server.isRegistered(bean) ? settings(server, bean) : List.of();
        } catch (JMException e) {
            throw new IllegalStateException("The settings cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<Map<String, @Nullable Object>> settings(MBeanServer server, ObjectName bean)
            throws JMException {
        Map<String, String> sources = Arrays.stream((String[]) server.getAttribute(bean, SOURCES))
                .map(line -> line.split(": ", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (MBeanAttributeInfo attribute : server.getMBeanInfo(bean).getAttributes()) {
            if (sources.containsKey(attribute.getName())) {
                rows.add(new Fields()
                        .with("name", attribute.getName())
                        .with("value", server.getAttribute(bean, attribute.getName()))
                        .with("live", attribute.isWritable())
                        .with("source", sources.get(attribute.getName()))
                        .with("description", attribute.getDescription())
                        .map());
            }
        }
        return rows;
    }
}
