/**
 * What operators see: snapshots taken on the loops that own the things they describe.
 *
 * <p>Any thread. Depends on the domain, which knows nothing of it.
 */
@NullMarked
package org.leveretmq.management;

import org.jspecify.annotations.NullMarked;
