/**
 * Messages: routing data, properties and body.
 *
 * <p>Any thread: everything here is immutable. Depends on {@code types} and {@code error} only.
 */
@NullMarked
package org.leveretmq.message;

import org.jspecify.annotations.NullMarked;
