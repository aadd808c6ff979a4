package org.leveretmq.admin.api;

import jakarta.ws.rs.core.Application;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The resources of the API; its path is in {@code web.xml}. */
public class ManagementApplication extends Application {
    /** Every resource of the API. */
    static final Set<Class<?>> RESOURCES = Set.of(
            BindingsResource.class,
            ConnectionsResource.class,
            DefinitionsResource.class,
            DocumentationResource.class,
            ExchangesResource.class,
            HealthChecksResource.class,
            OverviewResource.class,
            ParametersResource.class,
            PermissionsResource.class,
            PoliciesResource.class,
            QueuesResource.class,
            SettingsResource.class,
            TransactionsResource.class,
            UsersResource.class,
            VirtualHostsResource.class);

    /** Payara's Jersey would describe the API in WADL by itself, in its answers to {@code OPTIONS}, too. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }

    @Override
    public Set<Class<?>> getClasses() {
        Set<Class<?>> classes = new HashSet<>(RESOURCES);
        classes.add(ErrorMapper.class);
        return classes;
    }
}
