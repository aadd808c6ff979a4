package org.leveretmq.storage.jpa;

import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.InvalidTransactionException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.util.concurrent.RejectedExecutionException;

/** A transaction manager that ends like that of Payara: its timer first, so that no transaction with a timeout can be begun. Used by one thread. */
final class StoppingTransactionManager implements TransactionManager {
    private final TransactionManager manager;
    private int timeoutSeconds;
    private boolean timerStopped;
    private int begun;
    private int limited;

    StoppingTransactionManager(TransactionManager manager) {
        this.manager = manager;
    }

    void stopTimer() {
        timerStopped = true;
    }

    /** What the next transaction of this thread would have; 0 is the default. */
    int timeoutSeconds() {
        return timeoutSeconds;
    }

    /** How many transactions were begun. */
    int begun() {
        return begun;
    }

    /** How many of them have a limit of their own. */
    int limited() {
        return limited;
    }

    @Override
    public void begin() throws NotSupportedException, SystemException {
        if (timerStopped && timeoutSeconds > 0) {
            throw new RejectedExecutionException("Task rejected from a pool that is terminated");
        }
        manager.begin();
        begun++;
        if (timeoutSeconds > 0) {
            limited++;
        }
    }

    @Override
    public void setTransactionTimeout(int seconds) throws SystemException {
        timeoutSeconds = seconds;
        manager.setTransactionTimeout(seconds);
    }

    @Override
    public void commit()
            throws RollbackException, HeuristicMixedException, HeuristicRollbackException, SystemException {
        manager.commit();
    }

    @Override
    public int getStatus() throws SystemException {
        return manager.getStatus();
    }

    @Override
    public Transaction getTransaction() throws SystemException {
        return manager.getTransaction();
    }

    @Override
    public void resume(Transaction transaction) throws InvalidTransactionException, SystemException {
        manager.resume(transaction);
    }

    @Override
    public void rollback() throws SystemException {
        manager.rollback();
    }

    @Override
    public void setRollbackOnly() throws SystemException {
        manager.setRollbackOnly();
    }

    @Override
    public Transaction suspend() throws SystemException {
        return manager.suspend();
    }
}
