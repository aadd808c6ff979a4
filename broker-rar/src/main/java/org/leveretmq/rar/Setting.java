package org.leveretmq.rar;

import org.jspecify.annotations.Nullable;

/**
 * A setting of the resource adapter: its configuration property, the environment variable that overrides it, its default and
 * what is allowed. The table in {@code docs/deploying.md} is checked against these constants.
 */
enum Setting {
    /** The broker's name. */
    BROKER_NAME("brokerName", "leveretmq", 64, "1 to 64 characters", "name of the broker, unique in the server"),
    /** The address to listen on. */
    BIND_ADDRESS(
            "bindAddress",
            "0.0.0.0",
            255,
            "an IP address or host name of this machine",
            "address to listen on; 0.0.0.0 is every IPv4 address"),
    /** The port to listen on. */
    PORT("port", 5672, 0, 65_535, "TCP port", "port to listen on; 0 takes any free one"),
    /** The largest frame. */
    FRAME_MAX_BYTES("frameMaxBytes", 131_072, 4096, 16_777_216, "bytes", "largest frame; clients may lower it"),
    /** The highest channel number. */
    CHANNEL_MAX(
            "channelMax", 2047, 1, 65_535, "channels", "highest channel number of a connection; clients may lower it"),
    /** The heartbeat interval. */
    HEARTBEAT_SECONDS(
            "heartbeatSeconds", 60, 0, 65_535, "seconds", "heartbeat interval offered to clients; 0 switches it off"),
    /** The threads that serve sockets. */
    EVENT_LOOPS("eventLoops", 0, 0, 1024, "threads", "threads that serve sockets; 0 is one a processor core"),
    /** The largest message body. */
    MAX_MESSAGE_BYTES(
            "maxMessageBytes", 134_217_728, 1, 2_147_483_639, "bytes", "largest message body; larger ones are refused"),
    /** The heap that messages may take before publishers are blocked. */
    MAX_HELD_MEBIBYTES(
            "maxHeldMebibytes",
            0,
            0,
            1_048_576,
            "MiB",
            "heap that messages may take before publishers are blocked; 0 is two fifths of the heap"),
    /** Users who may not come from elsewhere. */
    LOOPBACK_USERS(
            "loopbackUsers",
            "guest",
            4096,
            "user names with commas between them, or none",
            "users who may log in from this machine only"),
    /** The product name that clients are told. */
    PRODUCT(
            "product",
            "LeveretMQ",
            255,
            "1 to 255 characters",
            "product name told to clients; some switch features on for RabbitMQ only"),
    /** The version that clients are told. */
    VERSION("version", "", 255, "up to 255 characters", "version told to clients; empty is the broker's own"),
    /** The directory for the broker's files. */
    DATA_DIRECTORY(
            "dataDirectory",
            "",
            4096,
            "a path, up to 4096 characters",
            "directory for the store's files; the in-memory store keeps none");

    private static final String ENVIRONMENT_PREFIX = "LEVERETMQ_";

    private final String property;
    private final String defaultValue;
    private final boolean number;
    private final int min;
    private final int max;
    private final String unit;
    private final String allowed;
    private final String description;

    Setting(String property, String defaultValue, int maxLength, String allowed, String description) {
        this.property = property;
        this.defaultValue = defaultValue;
        this.number = false;
        this.min = defaultValue.isEmpty() ? 0 : 1;
        this.max = maxLength;
        this.unit = "text";
        this.allowed = allowed;
        this.description = description;
    }

    Setting(String property, int defaultValue, int min, int max, String unit, String description) {
        this.property = property;
        this.defaultValue = Integer.toString(defaultValue);
        this.number = true;
        this.min = min;
        this.max = max;
        this.unit = unit;
        this.allowed = min + " to " + max;
        this.description = description;
    }

    /** The name of the configuration property. */
    String property() {
        return property;
    }

    /** The environment variable that overrides the configuration property. */
    String environmentVariable() {
        return ENVIRONMENT_PREFIX + name();
    }

    /** What holds if nothing is configured; empty where that means something of its own. */
    String defaultValue() {
        return defaultValue;
    }

    /** Whether the value is a whole number, and not text. */
    boolean isNumber() {
        return number;
    }

    /** The unit of the value, {@code text} for text. */
    String unit() {
        return unit;
    }

    /** What is allowed, in words: {@code 0 to 65535}. */
    String allowed() {
        return allowed;
    }

    /** What the setting does. */
    String description() {
        return description;
    }

    /** What the setting does and what is allowed, as a server shows it: {@code … (bytes, 4096 to 16777216)}. */
    String descriptionWithRange() {
        return description + " (" + (number ? unit + ", " : "") + allowed + ")";
    }

    /** The value in its normal form. @throws IllegalArgumentException naming the setting, the value and what is allowed */
    String check(String value, @Nullable String source) {
        String trimmed = value.strip();
        if (number ? isNumberInRange(trimmed) : isTextInRange(trimmed)) {
            return number ? Integer.toString(Integer.parseInt(trimmed)) : trimmed;
        }
        throw new IllegalArgumentException("Setting " + property + (source == null ? "" : " (" + source + ")") + " is '"
                + value + "', but " + (number ? "a whole number from " : "") + allowed + " is expected");
    }

    private boolean isNumberInRange(String value) {
        try {
            int parsed = Integer.parseInt(value);
            return parsed >= min && parsed <= max;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private boolean isTextInRange(String value) {
        return value.length() >= min && value.length() <= max && value.chars().noneMatch(Character::isISOControl);
    }
}
