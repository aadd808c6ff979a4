package org.leveretmq.connection;

/** The {@link ConnectionSettings} in force, which an administrator can replace while the broker runs. Any thread. */
public final class CurrentSettings {
    private volatile ConnectionSettings settings;

    /** These to begin with. */
    public CurrentSettings(ConnectionSettings settings) {
        this.settings = settings;
    }

    /** Those in force now. */
    public ConnectionSettings get() {
        return settings;
    }

    /** Puts others in force: limits at once, what is negotiated or told for connections that begin from now on. */
    public void replace(ConnectionSettings others) {
        settings = others;
    }
}
