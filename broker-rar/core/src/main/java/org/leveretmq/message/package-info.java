/**
 * Messages and their properties. Immutable but for a message's count of holders; depends on {@code types} and {@code error}.
 */
@NullMarked
package org.leveretmq.message;

import org.jspecify.annotations.NullMarked;
