package org.leveretmq.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The test starts a broker of its own with other settings, so it is skipped, saying why, when it is run against a peer. */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface NeedsOwnBroker {
    /** Which settings. */
    String value();
}
