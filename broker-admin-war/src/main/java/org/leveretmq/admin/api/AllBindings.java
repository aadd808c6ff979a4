package org.leveretmq.admin.api;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.leveretmq.api.management.BindingInfo;
import org.leveretmq.api.management.QueueInfo;

/** The bindings that a user sees, those of every queue to the default exchange by its own name among them. */
final class AllBindings {
    static final String QUEUE = "queue";
    static final String EXCHANGE = "exchange";

    private static final Comparator<BindingInfo> ORDER = Comparator.comparing(BindingInfo::virtualHost)
            .thenComparing(BindingInfo::source)
            .thenComparing(BindingInfo::destination)
            .thenComparing(BindingInfo::destinationType)
            .thenComparing(BindingInfo::routingKey);

    private AllBindings() {}

    static List<BindingInfo> of(Call call) {
        List<BindingInfo> all = new ArrayList<>();
        for (QueueInfo queue : call.broker().queues()) {
            all.add(new BindingInfo(queue.virtualHost(), "", queue.name(), QUEUE, queue.name(), Map.of()));
        }
        all.addAll(call.broker().bindings());
        all.removeIf(binding -> !call.sees(binding.virtualHost()));
        all.sort(ORDER);
        return all;
    }
}
