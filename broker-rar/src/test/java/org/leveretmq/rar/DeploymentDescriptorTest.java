package org.leveretmq.rar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class DeploymentDescriptorTest {
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

    private static List<Property> declared() throws Exception {
        NodeList elements = root().getElementsByTagName("config-property");
        List<Property> properties = new ArrayList<>();
        for (int i = 0; i < elements.getLength(); i++) {
            Element element = (Element) elements.item(i);
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
