package org.leveretmq.rar;

import static org.assertj.core.api.Assertions.assertThat;

import java.beans.Introspector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.leveretmq.api.messaging.MessageListener;
import org.leveretmq.api.messaging.PlainListener;
import org.leveretmq.rar.inbound.BrokerActivationSpec;
import org.leveretmq.rar.outbound.BrokerManagedConnectionFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class DeploymentDescriptorTest {
    private static final Path MANUAL = Path.of("..", "docs", "applications.md");
    private static final Path DESCRIPTOR = Path.of("src", "main", "rar", "META-INF", "ra.xml");

    private record Property(
            String name, String type, String defaultValue, String description, boolean live, boolean confidential) {}

    @Test
    void declaresEverySettingAsItIs() throws Exception {
        List<Property> expected = new ArrayList<>(Arrays.stream(Setting.values())
                .map(setting -> new Property(
                        setting.property(),
                        setting.isNumber() ? "java.lang.Integer" : "java.lang.String",
                        setting.defaultValue(),
                        setting.descriptionWithRange(),
                        setting.change().isLive(),
                        setting.isSecret()))
                .toList());

        assertThat(declared()).containsExactlyElementsOf(expected);
    }

    @Test
    void namesTheAdapterClass() throws Exception {
        Element root = root();

        assertThat(text(root, "resourceadapter-class")).isEqualTo(BrokerResourceAdapter.class.getName());
    }

    @Test
    void declaresThePropertiesOfConnectionFactoriesAsTheyAre() throws Exception {
        Element definition = first(root(), "connection-definition");

        assertThat(text(definition, "managedconnectionfactory-class"))
                .isEqualTo(BrokerManagedConnectionFactory.class.getName());
        assertThat(properties(definition))
                .extracting(Property::name, Property::type)
                .containsExactlyInAnyOrderElementsOf(beanProperties(BrokerManagedConnectionFactory.class));
    }

    @Test
    void declaresThePropertiesOfBothListenersAsTheyAre() throws Exception {
        NodeList listeners = root().getElementsByTagName("messagelistener");

        assertThat(listeners.getLength()).isEqualTo(2);
        assertThat(text((Element) listeners.item(0), "messagelistener-type"))
                .isEqualTo(MessageListener.class.getName());
        assertThat(text((Element) listeners.item(1), "messagelistener-type")).isEqualTo(PlainListener.class.getName());
        for (int i = 0; i < listeners.getLength(); i++) {
            Element spec = first((Element) listeners.item(i), "activationspec");
            assertThat(text(spec, "activationspec-class")).isEqualTo(BrokerActivationSpec.class.getName());
            assertThat(properties(spec))
                    .extracting(Property::name, Property::type)
                    .containsExactlyInAnyOrderElementsOf(beanProperties(BrokerActivationSpec.class));
        }
    }

    @Test
    void theManualListsThePropertiesOfConnectionsAndOfMessageDrivenBeans() throws Exception {
        List<String> rows = Files.readAllLines(MANUAL).stream()
                .filter(line -> line.matches("\\| `\\w+` \\| (String|Integer|Boolean|Long) \\|.*"))
                .toList();

        List<Property> expected = new ArrayList<>(properties(first(root(), "connection-definition")));
        expected.addAll(properties(first(root(), "activationspec")));
        assertThat(rows)
                .containsExactlyElementsOf(expected.stream()
                        .map(property -> "| `%s` | %s | %s |"
                                .formatted(
                                        property.name(),
                                        property.type().replace("java.lang.", ""),
                                        property.description()))
                        .toList());
    }

    private static List<Tuple> beanProperties(Class<?> bean) throws Exception {
        return Arrays.stream(Introspector.getBeanInfo(bean, Object.class).getPropertyDescriptors())
                .filter(property -> property.getPropertyType().getName().startsWith("java.lang."))
                .map(property -> Tuple.tuple(
                        property.getName(), property.getPropertyType().getName()))
                .toList();
    }

    private static List<Property> declared() throws Exception {
        return properties(first(root(), "resourceadapter"));
    }

    private static List<Property> properties(Element parent) {
        NodeList children = parent.getChildNodes();
        List<Property> properties = new ArrayList<>();
        for (int i = 0; i < children.getLength(); i++) {
            if (!(children.item(i) instanceof Element element)
                    || !element.getTagName().equals("config-property")) {
                continue;
            }
            properties.add(new Property(
                    text(element, "config-property-name"),
                    text(element, "config-property-type"),
                    text(element, "config-property-value"),
                    text(element, "description"),
                    text(element, "config-property-supports-dynamic-updates").equals("true"),
                    text(element, "config-property-confidential").equals("true")));
        }
        return properties;
    }

    private static Element first(Element parent, String name) {
        return (Element) parent.getElementsByTagName(name).item(0);
    }

    private static String text(Element parent, String name) {
        NodeList elements = parent.getElementsByTagName(name);
        return elements.getLength() == 0 ? "" : elements.item(0).getTextContent();
    }

    private static Element root() throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(DESCRIPTOR.toFile())
                .getDocumentElement();
    }
}
