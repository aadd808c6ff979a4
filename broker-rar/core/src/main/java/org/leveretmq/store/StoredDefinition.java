package org.leveretmq.store;

import java.util.List;

/** Something that an administrator has defined besides virtual hosts, for all of them or for one; independent of everything else stored. */
public sealed interface StoredDefinition
        permits StoredUser, StoredPermission, StoredTopicPermission, StoredPolicy, StoredParameter {
    /**
     * What tells one definition from another.
     *
     * @param kind what it is
     * @param names which one it is, in the order of the record's components
     */
    record Key(Class<? extends StoredDefinition> kind, List<String> names) {
        /** Copies the list. */
        public Key {
            names = List.copyOf(names);
        }
    }

    /** What tells it from all others. */
    Key key();
}
