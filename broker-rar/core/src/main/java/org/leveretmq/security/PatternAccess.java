package org.leveretmq.security;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Decides by the expressions of a user's permissions and remembers the last decisions, since a publisher asks the same with every
 * message. One for each connection, confined to the virtual host's loop.
 */
final class PatternAccess implements AccessControl {
    private final Decisions configure;
    private final Decisions write;
    private final Decisions read;

    PatternAccess(VirtualHostPermissions permissions) {
        this.configure = new Decisions(permissions.configure());
        this.write = new Decisions(permissions.write());
        this.read = new Decisions(permissions.read());
    }

    @Override
    public boolean mayAccess() {
        return true;
    }

    @Override
    public boolean mayConfigure(String resource) {
        return configure.allow(resource);
    }

    @Override
    public boolean mayWrite(String resource) {
        return write.allow(resource);
    }

    @Override
    public boolean mayRead(String resource) {
        return read.allow(resource);
    }

    private static final class Decisions {
        private static final int REMEMBERED = 256;

        private final Pattern pattern;
        private final boolean everything;
        private final Map<String, Boolean> remembered = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > REMEMBERED;
            }
        };

        Decisions(Pattern pattern) {
            this.pattern = pattern;
            this.everything = pattern.pattern().equals(".*");
        }

        boolean allow(String resource) {
            return everything
                    || remembered.computeIfAbsent(
                            resource, name -> pattern.matcher(name).find());
        }
    }
}
