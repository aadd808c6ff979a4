package org.leveretmq.rar;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.InvalidAttributeValueException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.ReflectionException;
import org.jspecify.annotations.Nullable;

/**
 * The settings in JMX, registered in the platform MBean server as {@code org.leveretmq:type=Settings,name="<broker name>"}: one attribute each,
 * named and described as in the consoles of the servers. Live ones can be written; that lasts until the adapter stops, and what the server keeps
 * stays as it is. Attributes that are written together are changed together or not at all. Passwords are not shown. Any thread.
 */
final class SettingAttributes implements DynamicMBean {
    private static final Logger LOG = System.getLogger(SettingAttributes.class.getName());
    private static final String SOURCES = "sources";
    private static final String RELOAD_TLS = "reloadTls";

    private final Supplier<AdapterSettings> current;
    private final Consumer<Map<Setting, String>> change;
    private final Runnable reloadTls;

    /**
     * Attributes of these settings.
     *
     * @param current those in force
     * @param change puts others in force, or throws {@link IllegalArgumentException} saying why not
     * @param reloadTls reads the files of TLS again, or throws saying why not
     */
    SettingAttributes(Supplier<AdapterSettings> current, Consumer<Map<Setting, String>> change, Runnable reloadTls) {
        this.current = current;
        this.change = change;
        this.reloadTls = reloadTls;
    }

    @Override
    public Object getAttribute(String attribute) throws AttributeNotFoundException {
        return value(attribute).orElseThrow(() -> unknown(attribute));
    }

    private Optional<Object> value(String attribute) {
        AdapterSettings settings = current.get();
        if (attribute.equals(SOURCES)) {
            return Optional.of(Arrays.stream(Setting.values())
                    .map(setting -> setting.property() + ": " + settings.source(setting))
                    .toArray(String[]::new));
        }
        return named(attribute)
                .map(setting -> setting.isNumber() ? (Object) settings.number(setting) : settings.shown(setting));
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException, InvalidAttributeValueException {
        Setting setting = named(attribute.getName()).orElseThrow(() -> unknown(attribute.getName()));
        if (!setting.change().isLive()) {
            throw new AttributeNotFoundException("Setting " + setting.property()
                    + " takes a restart of the broker: change it where the server keeps its configuration");
        }
        try {
            change.accept(Map.of(setting, text(attribute.getValue())));
        } catch (IllegalArgumentException e) {
            throw new InvalidAttributeValueException(e.getMessage());
        }
    }

    @Override
    public AttributeList getAttributes(String[] attributes) {
        AttributeList values = new AttributeList();
        for (String attribute : attributes) {
            value(attribute).ifPresent(value -> values.add(new Attribute(attribute, value)));
        }
        return values;
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        Map<Setting, String> changes = new EnumMap<>(Setting.class);
        try {
            for (Attribute attribute : attributes.asList()) {
                Setting setting = named(attribute.getName())
                        .orElseThrow(() -> new IllegalArgumentException("There is no setting " + attribute.getName()));
                changes.put(setting, text(attribute.getValue()));
            }
            change.accept(changes);
            return attributes;
        } catch (IllegalArgumentException e) {
            // JMX lets nobody know but by what is missing in the answer.
            LOG.log(Level.WARNING, "Settings stay as they are. {0}", e.getMessage());
            return new AttributeList();
        }
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static Optional<Setting> named(String attribute) {
        return Arrays.stream(Setting.values())
                .filter(setting -> setting.property().equals(attribute))
                .findFirst();
    }

    private static AttributeNotFoundException unknown(String attribute) {
        return new AttributeNotFoundException("There is no setting " + attribute);
    }

    @Override
    public @Nullable Object invoke(String action, Object[] parameters, String[] signature)
            throws MBeanException, ReflectionException {
        if (!action.equals(RELOAD_TLS)) {
            throw new ReflectionException(new NoSuchMethodException(action), "There is no operation " + action);
        }
        try {
            reloadTls.run();
            return null;
        } catch (RuntimeException e) {
            // Of our own class loader, which the caller need not know.
            throw new MBeanException(new IllegalStateException(e.getMessage()));
        }
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        Stream<MBeanAttributeInfo> settings = Arrays.stream(Setting.values()).map(SettingAttributes::info);
        MBeanAttributeInfo sources = new MBeanAttributeInfo(
                SOURCES,
                String[].class.getName(),
                "where the value of each setting comes from: default, property of the adapter, environment variable, JMX",
                true,
                false,
                false);
        MBeanOperationInfo reload = new MBeanOperationInfo(
                RELOAD_TLS,
                "reads certificate, key and trusted authorities again, for new connections",
                new MBeanParameterInfo[0],
                void.class.getName(),
                MBeanOperationInfo.ACTION);
        return new MBeanInfo(
                SettingAttributes.class.getName(),
                "Settings of the broker; those that can be written are live",
                Stream.concat(settings, Stream.of(sources)).toArray(MBeanAttributeInfo[]::new),
                null,
                new MBeanOperationInfo[] {reload},
                null);
    }

    private static MBeanAttributeInfo info(Setting setting) {
        return new MBeanAttributeInfo(
                setting.property(),
                setting.isNumber() ? Integer.class.getName() : String.class.getName(),
                setting.descriptionWithRange(),
                true,
                setting.change().isLive(),
                false);
    }
}
