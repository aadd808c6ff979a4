package org.leveretmq.channel;

import org.leveretmq.message.MessageProperties;
import org.leveretmq.wire.method.BasicPublish;

/** A {@code basic.publish} with its content, complete. The body is given away and never changed. */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Publication(BasicPublish method, MessageProperties properties, byte[] body) {}
