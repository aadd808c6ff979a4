package org.leveretmq.durability;

import org.leveretmq.store.MessageStore;
import org.leveretmq.store.MessageStoreContract;

class InMemoryStoreTest extends MessageStoreContract {
    @Override
    protected MessageStore newStore() {
        return new InMemoryStore();
    }
}
