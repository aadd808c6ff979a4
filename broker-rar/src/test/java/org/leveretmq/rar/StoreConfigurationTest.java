package org.leveretmq.rar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreConfigurationTest {
    @TempDir
    Path directory;

    private static AdapterSettings settings(Map<Setting, String> configured) {
        return AdapterSettings.resolve(configured, Map.of());
    }

    private static Path dataDirectory(Map<Setting, String> configured, Map<String, String> system) {
        Properties properties = new Properties();
        properties.put("java.io.tmpdir", "/temporary");
        properties.putAll(system);
        return new StoreConfiguration(settings(configured)).dataDirectory(properties);
    }

    @Test
    void theDataDirectoryIsTheOneThatIsSet() {
        assertThat(dataDirectory(
                        Map.of(Setting.DATA_DIRECTORY, "/srv/mq"), Map.of("jboss.server.data.dir", "/wildfly/data")))
                .isEqualTo(Path.of("/srv/mq"));
    }

    @Test
    void theDataDirectoryIsAmongTheFilesOfTheServer() {
        assertThat(dataDirectory(Map.of(), Map.of("jboss.server.data.dir", "/wildfly/data")))
                .isEqualTo(Path.of("/wildfly/data/leveretmq/leveretmq"));
        assertThat(dataDirectory(
                        Map.of(Setting.BROKER_NAME, "a/b"), Map.of("com.sun.aas.instanceRoot", "/payara/domain1")))
                .isEqualTo(Path.of("/payara/domain1/leveretmq/a%2Fb"));
    }

    @Test
    void payaraMicrosTemporaryDirectoryIsNoPlaceForData() {
        assertThat(dataDirectory(Map.of(), Map.of("com.sun.aas.instanceRoot", "/temporary/payaramicro-rt1")))
                .isEqualTo(Path.of("leveretmq-data/leveretmq").toAbsolutePath());
    }

    @Test
    void aServerUnpackedInTheTemporaryDirectoryKeepsItsFilesToo() {
        assertThat(dataDirectory(
                        Map.of(), Map.of("com.sun.aas.instanceRoot", "/temporary/payara6/glassfish/domains/domain1")))
                .isEqualTo(Path.of("/temporary/payara6/glassfish/domains/domain1/leveretmq/leveretmq"));
    }

    @Test
    void theEmbeddedDatabaseIsTheDefault() throws Exception {
        Map<Setting, String> configured = Map.of(Setting.DATA_DIRECTORY, directory.toString(), Setting.PORT, "0");

        HostedBroker.start(settings(configured), FakeServer.realm()).close();

        assertThat(directory.resolve("store").resolve("service.properties")).exists();
    }

    @Test
    void memoryKeepsNoFiles() throws Exception {
        Map<Setting, String> configured =
                Map.of(Setting.DATA_DIRECTORY, directory.toString(), Setting.PORT, "0", Setting.STORE, "memory");

        HostedBroker.start(settings(configured), FakeServer.realm()).close();

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void memoryHasNoDataSource() {
        AdapterSettings settings = settings(Map.of(Setting.STORE, "memory", Setting.DATA_SOURCE_JNDI_NAME, "jdbc/mq"));

        assertThatThrownBy(() -> settings.newBroker(FakeServer.realm()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Setting dataSourceJndiName is 'jdbc/mq', but setting store is memory");
    }

    @Test
    void aDataSourceThatTheServerDoesNotHaveIsRefused() {
        AdapterSettings settings = settings(Map.of(Setting.DATA_SOURCE_JNDI_NAME, "jdbc/mq"));

        assertThatThrownBy(() -> settings.newBroker(FakeServer.realm()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Setting dataSourceJndiName is 'jdbc/mq', but the server has no data source of this name");
    }
}
