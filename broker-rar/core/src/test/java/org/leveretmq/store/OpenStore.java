package org.leveretmq.store;

import static org.leveretmq.store.SampleOperations.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.leveretmq.message.Message;

/** An open store, which the contracts commit to, close and open again. */
interface OpenStore {
    /** The store, open. */
    MessageStore store();

    default void commit(StoreOperation... operations) throws StoreException {
        store().commit(List.of(operations));
    }

    /** Definitions and entries as lines of text, entries with the bodies that are read back. */
    default List<String> recoveredAfterReopening() throws StoreException {
        Recovered recovered = reopened();
        List<String> lines = new ArrayList<>(recovered.lines);
        Map<EntryKey, Message> messages =
                store().read(recovered.entries.stream().map(StoredEntry::home).toList());
        for (StoredEntry entry : recovered.entries) {
            Message message = messages.get(entry.home());
            lines.add("entry " + entry.key().queueId() + "/" + entry.key().position() + " message " + entry.messageId()
                    + (entry.shared() ? " shared " : " ") + (message == null ? "missing" : text(message)));
        }
        return lines;
    }

    default Recovered reopened() throws StoreException {
        store().close();
        store().open();
        Recovered recovered = new Recovered();
        store().recover(recovered);
        return recovered;
    }
}
