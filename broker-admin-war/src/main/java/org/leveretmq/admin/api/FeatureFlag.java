package org.leveretmq.admin.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leveretmq.admin.view.Fields;

/**
 * What RabbitMQ came to know after its first version and clients ask for by name; none of it can be switched off here.
 *
 * @param name the name that RabbitMQ has given it
 * @param description what it is
 */
record FeatureFlag(String name, String description) {
    static final List<FeatureFlag> ALL = List.of(
            new FeatureFlag("direct_exchange_routing_v2", "Direct exchanges find queues by hash"),
            new FeatureFlag("drop_unroutable_metric", "Messages dropped as unroutable are counted"),
            new FeatureFlag("empty_basic_get_metric", "Gets that found no message are counted"),
            new FeatureFlag("implicit_default_bindings", "Bindings of the default exchange are not stored"),
            new FeatureFlag("user_limits", "Users have limits of connections and channels"),
            new FeatureFlag("virtual_host_metadata", "Virtual hosts have a description and tags"));

    Map<String, @Nullable Object> view() {
        return new Fields()
                .with("name", name)
                .with("desc", description)
                .with("doc_url", "")
                .with("state", "enabled")
                .with("stability", "required")
                .with("provided_by", "leveretmq")
                .map();
    }
}
