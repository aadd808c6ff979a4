package org.leveretmq.storage.jpa;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The system properties that Derby reads when it starts and when a database is booted; taken back at once, since another Derby in the same JVM
 * would read them, too. One thread at a time.
 */
final class DerbySettings {
    private final Map<String, String> set = new HashMap<>();

    private DerbySettings() {}

    /** In force until they are taken back; what somebody has set already stays as it is. */
    static DerbySettings inForce(Path logFile) {
        DerbySettings settings = new DerbySettings();
        // A third to a half faster than the default of 32 KiB.
        settings.set("derby.storage.logBufferSize", "1048576");
        // Derby writes a new log file full of zeros before it uses it, and all changed pages at a checkpoint: with its
        // defaults 40 times and four times a second under load. The log that has to be read after a crash becomes no
        // longer than the second figure.
        settings.set("derby.storage.logSwitchInterval", "8388608");
        settings.set("derby.storage.checkpointInterval", "67108864");
        // Every statement of the store finds its rows by an index, in an empty table as in a long one. Derby would
        // compile
        // them again whenever a table has grown or shrunk by a tenth, and the JVM everything that calls them.
        settings.set("derby.language.stalePlanCheckInterval", String.valueOf(Integer.MAX_VALUE));
        settings.set("derby.storage.indexStats.auto", "false");
        settings.set("derby.stream.error.file", logFile.toString());
        return settings;
    }

    private void set(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
            set.put(name, value);
        }
    }

    void takeBack() {
        set.keySet().forEach(System::clearProperty);
    }
}
