package org.leveretmq.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Our specified behaviour differs on purpose from RabbitMQ 3.10, so the test is skipped, saying why, when it is run against a peer. */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface DiffersFromPeer {
    /** What the peer does instead. */
    String value();
}
