package org.leveretmq.store;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What every store has to do; a store's test extends this and hands out an empty store that is not open. */
public abstract class MessageStoreContract
        implements LifecycleContract,
                TopologyContract,
                DefinitionContract,
                BranchContract,
                EntryContract,
                RecoveryContract,
                ReadContract {
    private MessageStore store;

    /** A new, empty store. */
    protected abstract MessageStore newStore() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = newStore();
        store.open();
        store.recover(new Recovered());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    public MessageStore store() {
        return store;
    }
}
