package org.leveretmq.rar;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.leveretmq.Broker;
import org.leveretmq.BrokerBuilder;

/** The checked settings that a broker is started with, and where they come from. Immutable; equal if every value is equal. */
final class AdapterSettings {
    private static final String NONE = "none";

    private final Map<Setting, String> values;
    private final Map<Setting, String> sources;

    private AdapterSettings(Map<Setting, String> values, Map<Setting, String> sources) {
        this.values = values;
        this.sources = sources;
    }

    /**
     * The settings in force: the environment variable if it is set and not empty, else the configured value, else the default.
     *
     * @throws IllegalArgumentException naming the setting, where its value comes from, the value and what is allowed
     */
    static AdapterSettings resolve(Map<Setting, String> configured, Map<String, String> environment) {
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        Map<Setting, String> sources = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            String variable = environment.get(setting.environmentVariable());
            if (variable != null && !variable.isBlank()) {
                String source = "environment variable " + setting.environmentVariable();
                values.put(setting, setting.check(variable, source));
                sources.put(setting, source);
            } else {
                String value = setting.check(configured.getOrDefault(setting, setting.defaultValue()), null);
                values.put(setting, value);
                sources.put(setting, value.equals(setting.defaultValue()) ? "default" : "property of the adapter");
            }
        }
        return new AdapterSettings(values, sources);
    }

    /**
     * These with other values.
     *
     * @param source where the others come from
     * @throws IllegalArgumentException naming the setting, the value and what is allowed
     */
    AdapterSettings with(Map<Setting, String> others, String source) {
        Map<Setting, String> newValues = new EnumMap<>(values);
        Map<Setting, String> newSources = new EnumMap<>(sources);
        others.forEach((setting, value) -> {
            newValues.put(setting, setting.check(value, source));
            newSources.put(setting, source);
        });
        return new AdapterSettings(newValues, newSources);
    }

    /** Where the value of a setting comes from: {@code default}, {@code property of the adapter}, {@code environment variable …}. */
    String source(Setting setting) {
        return Objects.requireNonNull(sources.get(setting));
    }

    /**
     * A broker with these settings, not started.
     *
     * @param realm the server's own users, asked if a setting says so
     * @throws IllegalArgumentException if the broker refuses a setting
     */
    Broker newBroker(ServerRealm realm) {
        BrokerBuilder builder = live(realm)
                .name(brokerName())
                .bindAddress(text(Setting.BIND_ADDRESS))
                .port(number(Setting.PORT))
                .eventLoops(number(Setting.EVENT_LOOPS));
        new StoreConfiguration(this).apply(builder);
        return builder.build();
    }

    /**
     * What a running broker can be given anew. Throws as {@link #newBroker} does.
     *
     * @see Broker#reconfigure
     */
    BrokerBuilder live(ServerRealm realm) {
        BrokerBuilder builder = Broker.builder()
                .frameMaxBytes(number(Setting.FRAME_MAX_BYTES))
                .channelMax(number(Setting.CHANNEL_MAX))
                .heartbeatSeconds(number(Setting.HEARTBEAT_SECONDS))
                .consumerTimeout(Duration.ofSeconds(number(Setting.CONSUMER_TIMEOUT_SECONDS)))
                .maxMessageBytes(number(Setting.MAX_MESSAGE_BYTES))
                .loopbackUsers(Set.copyOf(words(Setting.LOOPBACK_USERS)))
                .product(text(Setting.PRODUCT));
        builder.maxHeldBytes(maxHeldBytes())
                .diskFreeLimit(
                        (long) number(Setting.DISK_FREE_LIMIT_MEBIBYTES) << 20,
                        number(Setting.DISK_FREE_LIMIT_PERCENT));
        if (!text(Setting.VERSION).isEmpty()) {
            builder.version(text(Setting.VERSION));
        }
        new TlsConfiguration(this).apply(builder);
        new LoginConfiguration(this, realm).apply(builder);
        return builder;
    }

    /** Whether a broker with these settings can take the others without a restart. */
    boolean canBecome(AdapterSettings others) {
        return hasTls() == others.hasTls()
                && differencesFrom(others).stream()
                        .allMatch(setting -> setting.change().isLive());
    }

    private boolean hasTls() {
        return !text(Setting.TLS_CERTIFICATE).isEmpty()
                || !text(Setting.TLS_KEY_STORE).isEmpty();
    }

    /** The settings that differ. */
    List<Setting> differencesFrom(AdapterSettings others) {
        return Arrays.stream(Setting.values())
                .filter(setting -> !text(setting).equals(others.text(setting)))
                .toList();
    }

    private long maxHeldBytes() {
        int mebibytes = number(Setting.MAX_HELD_MEBIBYTES);
        long percent = number(Setting.HEAP_WATERMARK_PERCENT);
        return mebibytes > 0 ? (long) mebibytes << 20 : Runtime.getRuntime().maxMemory() / 100 * percent;
    }

    String brokerName() {
        return text(Setting.BROKER_NAME);
    }

    /** The first setting that differs, as {@code port 5673 instead of 5672}, or nothing if all are equal. */
    String differenceFrom(AdapterSettings other) {
        return differencesFrom(other).stream()
                .findFirst()
                .map(setting ->
                        setting.property() + " '" + shown(setting) + "' instead of '" + other.shown(setting) + "'")
                .orElse("");
    }

    /** The words of a list with commas between them; nothing for {@code none}. */
    List<String> words(Setting setting) {
        String list = text(setting);
        return list.equals(NONE)
                ? List.of()
                : Arrays.stream(list.split(",", -1))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList();
    }

    String text(Setting setting) {
        return Objects.requireNonNull(values.get(setting));
    }

    /** The value as it may be shown. */
    String shown(Setting setting) {
        return setting.shown(text(setting));
    }

    int number(Setting setting) {
        return Integer.parseInt(text(setting));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AdapterSettings that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        Map<String, String> byProperty = new TreeMap<>();
        values.forEach((setting, value) -> byProperty.put(setting.property(), setting.shown(value)));
        return byProperty.toString();
    }
}
