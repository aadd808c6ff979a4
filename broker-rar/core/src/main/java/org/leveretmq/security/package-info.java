/**
 * Who may log in and what they may do: users, passwords, SASL mechanisms, permissions.
 *
 * <p>Any thread; authentication blocks while it hashes, so it is called off the event loops. Depends on {@code types} and
 * {@code error} only.
 */
@NullMarked
package org.leveretmq.security;

import org.jspecify.annotations.NullMarked;
