package org.leveretmq.rar;

import jakarta.resource.spi.ResourceAdapterInternalException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs the start and the stop of a broker on a thread that ends with it.
 *
 * <p>What libraries keep in thread-local variables would otherwise stay in the server's pooled threads and hold on to our class
 * loader after undeployment. The thread also hands its context class loader, which is ours, on to the broker's threads.
 */
final class OwnThread {
    private OwnThread() {}

    /** Runs the task and waits for its end, even if the caller is interrupted meanwhile. */
    static void run(Task task) throws ResourceAdapterInternalException {
        Callable<Boolean> callable = () -> {
            task.run();
            return true;
        };
        FutureTask<Boolean> result = new FutureTask<>(callable);
        Thread thread = new Thread(null, result, "leveretmq-adapter", 0, false);
        thread.setContextClassLoader(OwnThread.class.getClassLoader());
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    result.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw rethrown(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static ResourceAdapterInternalException rethrown(ExecutionException failure) {
        Throwable cause = failure.getCause();
        if (cause instanceof Error e) {
            throw e;
        }
        return cause instanceof ResourceAdapterInternalException e
                ? e
                : new ResourceAdapterInternalException(String.valueOf(cause), failure);
    }

    /** What to run. */
    interface Task {
        void run() throws ResourceAdapterInternalException;
    }
}
