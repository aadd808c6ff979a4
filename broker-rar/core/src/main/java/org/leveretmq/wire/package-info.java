/**
 * Frames and methods as bytes (AMQP 0-9-1 §4.2): reading, with every limit checked before anything is kept, and writing.
 *
 * <p>Confined to the event loop of a connection. Buffers are borrowed from the caller and never kept.
 */
@NullMarked
package org.leveretmq.wire;

import org.jspecify.annotations.NullMarked;
