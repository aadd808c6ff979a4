package org.leveretmq.management;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentSkipListMap;
import org.leveretmq.api.management.ParameterAdministration;
import org.leveretmq.api.management.ParameterInfo;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.store.StoredParameter;
import org.leveretmq.types.FieldTable;
import org.leveretmq.vhost.VirtualHosts;

/** The parameters of a broker. A change is stored first, then it is in force. */
final class CoreParameters implements ParameterAdministration {
    private record Key(String component, String virtualHost, String name) implements Comparable<Key> {
        private static final Comparator<Key> ORDER = Comparator.comparing(Key::component)
                .thenComparing(Key::virtualHost)
                .thenComparing(Key::name);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private static final String VALUE = "value";

    private final Definitions definitions;
    private final VirtualHosts virtualHosts;
    private final Map<Key, ParameterInfo> parameters = new ConcurrentSkipListMap<>();

    CoreParameters(Definitions definitions, VirtualHosts virtualHosts, Collection<StoredParameter> recovered) {
        this.definitions = definitions;
        this.virtualHosts = virtualHosts;
        for (StoredParameter stored : recovered) {
            Object value = PlainValues.of(stored.value()).getOrDefault(VALUE, "");
            ParameterInfo parameter = new ParameterInfo(stored.component(), stored.virtualHost(), stored.name(), value);
            parameters.put(key(parameter), parameter);
        }
    }

    private static Key key(ParameterInfo parameter) {
        return new Key(parameter.component(), parameter.virtualHost(), parameter.name());
    }

    @Override
    public List<ParameterInfo> parameters() {
        return List.copyOf(parameters.values());
    }

    @Override
    public boolean putParameter(ParameterInfo parameter) {
        Checks.name("parameter", parameter.name());
        if (!parameter.isGlobal()) {
            Checks.name("component", parameter.component());
        }
        FieldTable value = FieldTable.of(Map.of(VALUE, parameter.value()));
        return definitions.exclusively(() -> {
            if (!parameter.isGlobal() && virtualHosts.find(parameter.virtualHost()) == null) {
                throw new NoSuchElementException("There is no virtual host '" + parameter.virtualHost() + "'");
            }
            definitions.put(
                    new StoredParameter(parameter.component(), parameter.virtualHost(), parameter.name(), value));
            return parameters.put(key(parameter), parameter) == null;
        });
    }

    @Override
    public boolean deleteParameter(String component, String virtualHost, String name) {
        return definitions.exclusively(() -> {
            Key key = new Key(component, virtualHost, name);
            if (!parameters.containsKey(key)) {
                return false;
            }
            definitions.remove(StoredParameter.key(component, virtualHost, name));
            parameters.remove(key);
            return true;
        });
    }

    /** What has to be removed, and is from now on, because a virtual host goes; part of an exclusive change. */
    List<StoreOperation> forget(String virtualHost) {
        List<StoreOperation> changes = new ArrayList<>();
        for (ParameterInfo parameter : parameters()) {
            if (!parameter.isGlobal() && parameter.virtualHost().equals(virtualHost)) {
                changes.add(new StoreOperation.RemoveDefinition(
                        StoredParameter.key(parameter.component(), virtualHost, parameter.name())));
                parameters.remove(key(parameter));
            }
        }
        return changes;
    }
}
