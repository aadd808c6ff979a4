package org.leveretmq.rar.outbound;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.security.PasswordCredential;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Set;
import javax.security.auth.Subject;
import org.junit.jupiter.api.Test;

/** The transaction manager of WildFly may ask a factory for a connection after its archive has been undeployed: it must get a refusal that it handles. */
class UndeployedFactoryTest {
    @Test
    void refusesConnectionsWhenNoClassCanBeLoadedAnyMore() throws Exception {
        ClassLoader server = getClass().getClassLoader();
        ArchiveLoader archive = new ArchiveLoader(server);
        ManagedConnectionFactory factory =
                (ManagedConnectionFactory) archive.loadClass(BrokerManagedConnectionFactory.class.getName())
                        .getConstructor()
                        .newInstance();
        PasswordCredential credential = new PasswordCredential("leveretmq-recovery", new char[0]);
        credential.setManagedConnectionFactory(factory);
        Subject recovery = new Subject(false, Set.of(), Set.of(), Set.of(credential));

        archive.undeploy();

        assertThatThrownBy(() -> factory.createManagedConnection(recovery, null))
                .isInstanceOf(ResourceException.class);
        assertThatThrownBy(() -> factory.createManagedConnection(null, null)).isInstanceOf(ResourceException.class);
    }

    /** Has the classes of the adapter to itself, until it is closed. */
    private static final class ArchiveLoader extends ClassLoader {
        private boolean undeployed;

        ArchiveLoader(ClassLoader server) {
            super(server);
        }

        void undeploy() {
            undeployed = true;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null) {
                    return loaded;
                } else if (undeployed) {
                    throw new ClassNotFoundException(name);
                }
                return name.startsWith("org.leveretmq.") ? define(name) : super.loadClass(name, resolve);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            URL resource = getParent().getResource(name.replace('.', '/') + ".class");
            if (resource == null) {
                throw new ClassNotFoundException(name);
            }
            try (InputStream in = resource.openStream()) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
