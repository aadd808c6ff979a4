package org.leveretmq.rar;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A setting of the resource adapter: its configuration property, the environment variable that overrides it, its default and
 * what is allowed. The table in {@code docs/settings.md} and the properties in {@code ra.xml} are checked against these constants.
 */
enum Setting {
    /** The broker's name. */
    BROKER_NAME(
            "brokerName",
            "leveretmq",
            new SettingValues.Text(64, "1 to 64 characters"),
            "name of the broker, unique in the server"),
    /** The address to listen on. */
    BIND_ADDRESS(
            "bindAddress",
            "0.0.0.0",
            new SettingValues.Text(255, "an IP address or host name of this machine"),
            "address to listen on; 0.0.0.0 is every IPv4 address"),
    /** The port to listen on. */
    PORT(
            "port",
            "5672",
            new SettingValues.WholeNumber(-1, 65_535, "TCP port"),
            "port for AMQP without TLS; 0 takes any free one, -1 none"),
    /** The largest frame. */
    FRAME_MAX_BYTES(
            "frameMaxBytes",
            "131072",
            new SettingValues.WholeNumber(4096, 16_777_216, "bytes"),
            "largest frame; clients may lower it",
            Change.NEW_CONNECTIONS),
    /** The highest channel number. */
    CHANNEL_MAX(
            "channelMax",
            "2047",
            new SettingValues.WholeNumber(1, 65_535, "channels"),
            "highest channel number of a connection; clients may lower it",
            Change.NEW_CONNECTIONS),
    /** The heartbeat interval. */
    HEARTBEAT_SECONDS(
            "heartbeatSeconds",
            "60",
            new SettingValues.WholeNumber(0, 65_535, "seconds"),
            "heartbeat interval offered to clients; 0 switches it off",
            Change.NEW_CONNECTIONS),
    /** The threads that serve sockets. */
    EVENT_LOOPS(
            "eventLoops",
            "0",
            new SettingValues.WholeNumber(0, 1024, "threads"),
            "threads that serve sockets; 0 is one a processor core, 4 at least"),
    /** The largest message body. */
    MAX_MESSAGE_BYTES(
            "maxMessageBytes",
            "134217728",
            new SettingValues.WholeNumber(1, 2_147_483_639, "bytes"),
            "largest message body; larger ones are refused",
            Change.AT_ONCE),
    /** How long a delivery may stay unacknowledged. */
    CONSUMER_TIMEOUT_SECONDS(
            "consumerTimeoutSeconds",
            "1800",
            new SettingValues.WholeNumber(0, 31_536_000, "seconds"),
            "how long a client may keep a delivery unacknowledged before its channel is closed; 0 is for ever",
            Change.AT_ONCE),
    /** The heap that messages may take before publishers are blocked. */
    MAX_HELD_MEBIBYTES(
            "maxHeldMebibytes",
            "0",
            new SettingValues.WholeNumber(0, 1_048_576, "MiB"),
            "heap that messages may take before publishers are blocked; 0 is what heapWatermarkPercent says",
            Change.AT_ONCE),
    /** The part of the heap that messages may take. */
    HEAP_WATERMARK_PERCENT(
            "heapWatermarkPercent",
            "40",
            new SettingValues.WholeNumber(1, 90, "percent"),
            "part of the largest heap that messages may take before publishers are blocked",
            Change.AT_ONCE),
    /** What has to be free on the disk. */
    DISK_FREE_LIMIT_MEBIBYTES(
            "diskFreeLimitMebibytes",
            "50",
            new SettingValues.WholeNumber(0, 2_147_483_647, "MiB"),
            "publishers are blocked while less is free on the disk of the embedded database",
            Change.AT_ONCE),
    /** Which part of the disk has to be free. */
    DISK_FREE_LIMIT_PERCENT(
            "diskFreeLimitPercent",
            "0",
            new SettingValues.WholeNumber(0, 99, "percent"),
            "publishers are blocked while a smaller part of that disk is free; the greater of the two limits counts",
            Change.AT_ONCE),
    /** Users who may not come from elsewhere. */
    LOOPBACK_USERS(
            "loopbackUsers",
            "guest",
            new SettingValues.Text(4096, "user names with commas between them, or none"),
            "users who may log in from this machine only",
            Change.NEW_CONNECTIONS),
    /** The product name that clients are told. */
    PRODUCT(
            "product",
            "LeveretMQ",
            new SettingValues.Text(255, "1 to 255 characters"),
            "product name told to clients; some switch features on for RabbitMQ only",
            Change.NEW_CONNECTIONS),
    /** The version that clients are told. */
    VERSION(
            "version",
            "",
            new SettingValues.Text(255, "up to 255 characters"),
            "version told to clients; empty is the broker's own",
            Change.NEW_CONNECTIONS),
    /** Where what is durable is kept. */
    STORE(
            "store",
            "database",
            new SettingValues.Choice(List.of("database", "memory")),
            "where what is durable is kept: memory forgets it when the server stops"),
    /** The directory for the broker's files. */
    DATA_DIRECTORY(
            "dataDirectory",
            "",
            new SettingValues.Text(4096, "a path, up to 4096 characters"),
            "directory for the files of the embedded database; empty is leveretmq and the broker's name among the server's data"),
    /** The server's own data source. */
    DATA_SOURCE_JNDI_NAME(
            "dataSourceJndiName",
            "",
            new SettingValues.Text(255, "a JNDI name, up to 255 characters"),
            "data source of the server for the store's tables (Derby, H2 or PostgreSQL); empty is the embedded database"),
    /** The port for TLS. */
    TLS_PORT(
            "tlsPort",
            "5671",
            new SettingValues.WholeNumber(0, 65_535, "TCP port"),
            "port for AMQP over TLS, if there is a certificate; 0 takes any free one"),
    /** The certificate in PEM. */
    TLS_CERTIFICATE(
            "tlsCertificate",
            "",
            new SettingValues.Text(4096, "a path, up to 4096 characters"),
            "PEM file with the certificate and the intermediate ones; switches TLS on",
            Change.NEW_CONNECTIONS),
    /** The private key in PEM. */
    TLS_PRIVATE_KEY(
            "tlsPrivateKey",
            "",
            new SettingValues.Text(4096, "a path, up to 4096 characters"),
            "PEM file with the private key of tlsCertificate",
            Change.NEW_CONNECTIONS),
    /** The password of the private key. */
    TLS_PRIVATE_KEY_PASSWORD(
            "tlsPrivateKeyPassword",
            "",
            new SettingValues.Secret(),
            "password of tlsPrivateKey, if it is encrypted",
            Change.NEW_CONNECTIONS),
    /** The keystore. */
    TLS_KEY_STORE(
            "tlsKeyStore",
            "",
            new SettingValues.Text(4096, "a path, up to 4096 characters"),
            "PKCS#12 or JKS keystore with the certificate and its key; switches TLS on",
            Change.NEW_CONNECTIONS),
    /** The password of the keystore. */
    TLS_KEY_STORE_PASSWORD(
            "tlsKeyStorePassword", "", new SettingValues.Secret(), "password of tlsKeyStore", Change.NEW_CONNECTIONS),
    /** The trusted authorities. */
    TLS_TRUST_STORE(
            "tlsTrustStore",
            "",
            new SettingValues.Text(4096, "a path, up to 4096 characters"),
            "PEM file or keystore with the authorities that client certificates have to be of",
            Change.NEW_CONNECTIONS),
    /** The password of the trust store. */
    TLS_TRUST_STORE_PASSWORD(
            "tlsTrustStorePassword",
            "",
            new SettingValues.Secret(),
            "password of tlsTrustStore, if it is a keystore",
            Change.NEW_CONNECTIONS),
    /** Whether clients are asked for a certificate. */
    TLS_CLIENT_AUTHENTICATION(
            "tlsClientAuthentication",
            "none",
            new SettingValues.Choice(List.of("none", "optional", "required")),
            "whether clients are asked for a certificate",
            Change.NEW_CONNECTIONS),
    /** The versions of TLS. */
    TLS_PROTOCOLS(
            "tlsProtocols",
            "TLSv1.3,TLSv1.2",
            new SettingValues.Text(255, "versions with commas between them"),
            "versions of TLS that are spoken",
            Change.NEW_CONNECTIONS),
    /** The cipher suites. */
    TLS_CIPHERS(
            "tlsCiphers",
            "",
            new SettingValues.Text(4096, "IANA names with commas between them"),
            "cipher suites that are used, the preferred one first; empty leaves it to Java",
            Change.NEW_CONNECTIONS),
    /** The mechanisms. */
    SASL_MECHANISMS(
            "saslMechanisms",
            "",
            new SettingValues.Text(255, "some of PLAIN, AMQPLAIN, EXTERNAL, ANONYMOUS with commas between them"),
            "mechanisms that clients may log in with; empty is every one that the other settings make possible",
            Change.NEW_CONNECTIONS),
    /** The name in a certificate. */
    CERTIFICATE_NAME(
            "certificateName",
            "common-name",
            new SettingValues.Choice(List.of("common-name", "distinguished-name", "san-dns", "san-email", "san-uri")),
            "which name in a client's certificate is the name of the user, for EXTERNAL",
            Change.NEW_CONNECTIONS),
    /** The anonymous user. */
    ANONYMOUS_USER(
            "anonymousUser",
            "",
            new SettingValues.Text(255, "the name of a user"),
            "user whom ANONYMOUS logs in; empty switches ANONYMOUS off",
            Change.NEW_CONNECTIONS),
    /** Whether the server's realm is asked. */
    REALM_AUTHENTICATION(
            "realmAuthentication",
            "off",
            new SettingValues.Choice(List.of("off", "fallback", "only")),
            "whether the server's own users can log in: fallback asks the server about users whom the broker has no password of, only asks about all",
            Change.NEW_CONNECTIONS),
    /** The tags of the server's groups. */
    REALM_TAGS(
            "realmTags",
            "",
            new SettingValues.Text(4096, "group=tag with commas between them"),
            "tags that members of the server's groups get",
            Change.NEW_CONNECTIONS),
    /** The permissions of the server's users. */
    REALM_PERMISSIONS(
            "realmPermissions",
            "",
            new SettingValues.Text(
                    4096, "virtual host, configure, write, read with spaces between them; more after a semicolon"),
            "permissions of the server's users; empty is what the broker's user of the same name has",
            Change.NEW_CONNECTIONS);

    private static final String ENVIRONMENT_PREFIX = "LEVERETMQ_";

    private final String property;
    private final String defaultValue;

    @SuppressWarnings("ImmutableEnumChecker") // records only
    private final SettingValues values;

    private final String description;
    private final Change change;

    /** One that is read when the broker starts. */
    Setting(String property, String defaultValue, SettingValues values, String description) {
        this(property, defaultValue, values, description, Change.RESTART);
    }

    Setting(String property, String defaultValue, SettingValues values, String description, Change change) {
        this.property = property;
        this.defaultValue = defaultValue;
        this.values = values;
        this.description = description;
        this.change = change;
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
        return values instanceof SettingValues.WholeNumber;
    }

    /** Whether the value is a password, and to be shown to nobody. */
    boolean isSecret() {
        return values instanceof SettingValues.Secret;
    }

    /** The value as it may be shown. */
    String shown(String value) {
        return isSecret() && !value.isEmpty() ? "***" : value;
    }

    /** The unit of the value, {@code text} for text. */
    String unit() {
        return values.unit();
    }

    /** What is allowed, in words: {@code 0 to 65535}. */
    String allowed() {
        return values.allowed();
    }

    /** What the setting does. */
    String description() {
        return description;
    }

    /** When a change counts. */
    Change change() {
        return change;
    }

    /** What the setting does and what is allowed, as a server shows it: {@code … (bytes, 4096 to 16777216)}. */
    String descriptionWithRange() {
        return description + " (" + (isNumber() ? unit() + ", " : "") + allowed() + ")";
    }

    /** The value in its normal form. @throws IllegalArgumentException naming the setting, the value and what is allowed */
    String check(String value, @Nullable String source) {
        if (values.allows(value.strip(), defaultValue.isEmpty())) {
            return values.normal(value);
        }
        throw new IllegalArgumentException("Setting " + property + (source == null ? "" : " (" + source + ")") + " is '"
                + shown(value) + "', but " + (isNumber() ? "a whole number from " : "") + allowed() + " is expected");
    }
}
