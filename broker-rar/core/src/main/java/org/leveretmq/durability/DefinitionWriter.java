package org.leveretmq.durability;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.leveretmq.store.StoreException;
import org.leveretmq.store.StoreOperation;

/** Stores what administrators define. Any thread that may block, so never a virtual host's loop or an event loop. */
public final class DefinitionWriter {
    private final StoreWriter writer;

    /** Definitions go into the same store, in the order in which they are given, as everything else. */
    public DefinitionWriter(StoreWriter writer) {
        this.writer = writer;
    }

    /** Waits until the changes are stored, all or none. @throws StoreException if none is */
    public void commit(List<StoreOperation> changes) throws StoreException {
        CompletableFuture<Void> outcome = new CompletableFuture<>();
        writer.commit(changes, new StoreWriter.Listener() {
            @Override
            public void committed() {
                outcome.complete(null);
            }

            @Override
            public void failed(StoreException failure) {
                outcome.completeExceptionally(
                        new StoreException("The store has failed: " + failure.getMessage(), failure));
            }
        });
        try {
            outcome.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("Interrupted while waiting for the store", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StoreException cause
                    ? cause
                    : new StoreException("Unforeseen failure of the store", e.getCause());
        }
    }
}
