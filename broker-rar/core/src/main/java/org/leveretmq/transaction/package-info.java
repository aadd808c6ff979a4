/**
 * Transactions: what is held until a commit, and how it is applied as one unit. Of channels (AMQP 0-9-1 §1.9), of embedding programs, and of
 * transaction managers in two phases (X/Open XA).
 *
 * <p>Three parts can be replaced without the others knowing:
 *
 * <ul>
 *   <li>the set of operations: whatever implements {@link org.leveretmq.transaction.Operation} can be a part of a transaction. Here are
 *       publishes and settlements; channels bring one of their own, for many deliveries at once;
 *   <li>the {@link org.leveretmq.transaction.TransactionExecutor}, which has the operations staged, stored and applied, in this order: nothing
 *       is seen before it is safe, and everything is seen at once;
 *   <li>the store's transaction, {@link org.leveretmq.transaction.TransactionStore}:
 *       {@link org.leveretmq.transaction.JournalTransactions} puts it into a group of the virtual host's journal, so that many transactions,
 *       whoever they are from, share one commit of the store, which is one transaction of the database (of JTA in a server).
 * </ul>
 *
 * <p>A {@link org.leveretmq.transaction.Branch} adds the phases: prepared, its operations are kept in the store as they are, so that they can be
 * made again after a restart, and the entries that it has settled stay with it until its outcome is known. The outcome and the removal of what was
 * kept are one commit.
 *
 * <p>Confined to the virtual host's loop, but for {@link org.leveretmq.transaction.Branches}.
 */
@NullMarked
package org.leveretmq.transaction;

import org.jspecify.annotations.NullMarked;
