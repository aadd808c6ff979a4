/**
 * Kills brokers and holds what comes back against what was promised. The {@link org.leveretmq.storage.jpa.crash.Ledger} knows the promises and
 * nothing of brokers; the workers load a broker over sockets and tell it what they do and see; {@link org.leveretmq.storage.jpa.crash.CrashTest}
 * starts, kills and checks.
 */
package org.leveretmq.storage.jpa.crash;
