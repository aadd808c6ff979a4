package org.leveretmq.rar.inbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.ExecutionContext;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkListener;
import jakarta.resource.spi.work.WorkManager;
import jakarta.resource.spi.work.WorkRejectedException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.leveretmq.api.messaging.Message;
import org.leveretmq.api.messaging.MessageListener;

/** A server with one bean: its threads, and a transaction around each call that commits unless the bean throws. */
final class FakeContainer implements WorkManager, MessageEndpointFactory, AutoCloseable {
    private static final AtomicInteger TRANSACTIONS = new AtomicInteger();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final MessageListener bean;
    private final boolean transacted;
    private volatile boolean available = true;
    private volatile boolean refusesWork;

    FakeContainer(boolean transacted, MessageListener bean) {
        this.transacted = transacted;
        this.bean = bean;
    }

    void refuseWork() {
        refusesWork = true;
    }

    void available(boolean isAvailable) {
        available = isAvailable;
    }

    @Override
    public MessageEndpoint createEndpoint(XAResource resource) throws UnavailableException {
        if (!available) {
            throw new UnavailableException("not yet");
        }
        return new Endpoint(bean, resource);
    }

    @Override
    public MessageEndpoint createEndpoint(XAResource resource, long timeout) throws UnavailableException {
        return createEndpoint(resource);
    }

    @Override
    public boolean isDeliveryTransacted(Method method) {
        return transacted;
    }

    @Override
    public String getActivationName() {
        return "bean";
    }

    @Override
    public Class<?> getEndpointClass() {
        return bean.getClass();
    }

    private static final class Endpoint implements MessageEndpoint, MessageListener {
        private final MessageListener bean;
        private final XAResource resource;
        private Xid xid;
        private boolean failed;

        Endpoint(MessageListener bean, XAResource resource) {
            this.bean = bean;
            this.resource = resource;
        }

        @Override
        public void beforeDelivery(Method method) throws ResourceException {
            xid = new NumberedXid(TRANSACTIONS.incrementAndGet());
            failed = false;
            try {
                resource.start(xid, XAResource.TMNOFLAGS);
            } catch (XAException e) {
                throw new ResourceException(e);
            }
        }

        @Override
        public void onMessage(Message message) {
            try {
                bean.onMessage(message);
            } catch (RuntimeException e) {
                failed = true;
                throw e;
            }
        }

        @Override
        public void afterDelivery() throws ResourceException {
            try {
                resource.end(xid, failed ? XAResource.TMFAIL : XAResource.TMSUCCESS);
                if (failed) {
                    resource.rollback(xid);
                } else {
                    resource.commit(xid, true);
                }
            } catch (XAException e) {
                throw new ResourceException(e);
            }
        }

        @Override
        public void release() {}
    }

    private record NumberedXid(int number) implements Xid {
        @Override
        public int getFormatId() {
            return 1;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public byte[] getBranchQualifier() {
            return new byte[0];
        }
    }

    @Override
    public void scheduleWork(Work work) throws WorkRejectedException {
        if (refusesWork) {
            throw new WorkRejectedException("the work manager is shutting down");
        }
        threads.execute(() -> {
            work.run();
            // As WildFly does.
            work.release();
        });
    }

    @Override
    public void doWork(Work work) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void doWork(Work work, long startTimeout, ExecutionContext execution, WorkListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long startWork(Work work) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long startWork(Work work, long startTimeout, ExecutionContext execution, WorkListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void scheduleWork(Work work, long startTimeout, ExecutionContext execution, WorkListener listener) {
        threads.execute(work);
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
