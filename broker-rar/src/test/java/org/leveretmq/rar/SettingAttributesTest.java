package org.leveretmq.rar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.InvalidAttributeValueException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The settings as JMX shows and changes them. */
class SettingAttributesTest {
    private final MBeanServer jmx = ManagementFactory.getPlatformMBeanServer();
    private final BrokerResourceAdapter adapter = new BrokerResourceAdapter();
    private ObjectName name;

    @BeforeEach
    void start() throws Exception {
        name = new ObjectName("org.leveretmq:type=Settings,name=\"jmx-test\"");
        adapter.setBrokerName("jmx-test");
        adapter.setBindAddress("127.0.0.1");
        adapter.setStore("memory");
        adapter.setTlsKeyStorePassword("leveret");
        adapter.start(new FakeServer(true), Map.of("LEVERETMQ_PORT", "0"));
    }

    @AfterEach
    void stop() {
        adapter.stop();
    }

    @Test
    void thereIsOneAttributeForEachSettingAndLiveOnesCanBeWritten() throws Exception {
        Map<String, MBeanAttributeInfo> attributes = Arrays.stream(
                        jmx.getMBeanInfo(name).getAttributes())
                .collect(Collectors.toMap(MBeanAttributeInfo::getName, info -> info));

        for (Setting setting : Setting.values()) {
            MBeanAttributeInfo attribute = attributes.get(setting.property());
            assertThat(attribute.getDescription()).isEqualTo(setting.descriptionWithRange());
            assertThat(attribute.isWritable()).isEqualTo(setting.change().isLive());
            assertThat(jmx.getAttribute(name, setting.property()).getClass().getName())
                    .isEqualTo(attribute.getType());
        }
        assertThat(attributes).hasSize(Setting.values().length + 1);
    }

    @Test
    void tellsWhereEachValueComesFrom() throws Exception {
        assertThat((String[]) jmx.getAttribute(name, "sources"))
                .contains(
                        "port: environment variable LEVERETMQ_PORT",
                        "brokerName: property of the adapter",
                        "heartbeatSeconds: default");
    }

    @Test
    void aLiveSettingCanBeChanged() throws Exception {
        jmx.setAttribute(name, new Attribute("heartbeatSeconds", 7));

        assertThat(jmx.getAttribute(name, "heartbeatSeconds")).isEqualTo(7);
        assertThat((String[]) jmx.getAttribute(name, "sources")).contains("heartbeatSeconds: JMX");
    }

    @Test
    void aWrongValueIsRefusedWithOneSentence() throws Exception {
        assertThatThrownBy(() -> jmx.setAttribute(name, new Attribute("heartbeatSeconds", -1)))
                .isInstanceOf(InvalidAttributeValueException.class)
                .hasMessage("Setting heartbeatSeconds (JMX) is '-1', but a whole number from 0 to 65535 is expected");
        assertThat(jmx.getAttribute(name, "heartbeatSeconds")).isEqualTo(60);
    }

    @Test
    void whatTakesARestartIsRefused() {
        assertThatThrownBy(() -> jmx.setAttribute(name, new Attribute("port", 5673)))
                .isInstanceOf(AttributeNotFoundException.class)
                .hasMessageContaining("port takes a restart of the broker");
        assertThatThrownBy(() -> jmx.setAttribute(name, new Attribute("tlsKeyStore", "/keys.p12")))
                .isInstanceOf(InvalidAttributeValueException.class)
                .hasMessageContaining("takes a restart of the broker");
    }

    @Test
    void severalSettingsChangeTogetherOrNotAtAll() throws Exception {
        AttributeList together = attributes("realmTags", "admins=administrator", "realmAuthentication", "fallback");
        AttributeList wrong = attributes("heartbeatSeconds", "7", "realmAuthentication", "perhaps");

        assertThat(jmx.setAttributes(name, together)).hasSize(2);
        assertThat(jmx.setAttributes(name, wrong)).isEmpty();

        assertThat(jmx.getAttribute(name, "realmAuthentication")).isEqualTo("fallback");
        assertThat(jmx.getAttribute(name, "heartbeatSeconds")).isEqualTo(60);
    }

    @Test
    void showsNoPassword() throws Exception {
        assertThat(jmx.getAttribute(name, "tlsKeyStorePassword")).isEqualTo("***");
    }

    @Test
    void namesWhatThereIsNot() {
        assertThatThrownBy(() -> jmx.getAttribute(name, "colour")).isInstanceOf(AttributeNotFoundException.class);
        assertThatThrownBy(() -> jmx.invoke(name, "explode", null, null)).isInstanceOf(ReflectionException.class);
    }

    @Test
    void reloadingTlsThatThereIsNotSaysSo() {
        assertThatThrownBy(() -> jmx.invoke(name, "reloadTls", null, null))
                .isInstanceOf(MBeanException.class)
                .hasRootCauseMessage("The broker does not listen for AMQP over TLS");
    }

    private static AttributeList attributes(String first, String firstValue, String second, String secondValue) {
        AttributeList attributes = new AttributeList();
        attributes.add(new Attribute(first, firstValue));
        attributes.add(new Attribute(second, secondValue));
        return attributes;
    }
}
