package org.leveretmq;

/** The version of this library, from the manifest of its jar. */
final class Versions {
    private static final String OUTSIDE_A_JAR = "0.0.0";

    private Versions() {}

    static String implementation() {
        String version = Broker.class.getPackage().getImplementationVersion();
        return version == null ? OUTSIDE_A_JAR : version;
    }
}
