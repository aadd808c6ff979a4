/**
 * The store on JPA: entities with readable table and column names, one transaction for each group of changes.
 *
 * <p>Calls come from one thread at a time. Depends on the SPI in {@code store} and the types that it uses.
 */
@NullMarked
package org.leveretmq.storage.jpa;

import org.jspecify.annotations.NullMarked;
