package dev.berth.adapter.file;

import dev.berth.observe.Project.Origin;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What variables mean to Compose: the shell's value first, then that of .env files, the first file first. */
final class Variables {
    private final Map<String, String> shell;
    private final Map<String, String> files;

    private Variables(Map<String, String> shell, Map<String, String> files) {
        this.shell = Map.copyOf(shell);
        this.files = Map.copyOf(files);
    }

    static Variables ofShell(Map<String, String> shell) {
        return new Variables(shell, Map.of());
    }

    /** These, and the given ones where they say nothing. */
    Variables or(Map<String, String> more) {
        var both = new HashMap<>(more);
        both.putAll(files);
        return new Variables(shell, both);
    }

    /** These, but for the names that the given ones set anew; the shell still wins. */
    Variables overlaid(Map<String, String> newer) {
        var both = new HashMap<>(files);
        both.putAll(newer);
        return new Variables(shell, both);
    }

    Optional<Setting> look(String name) {
        var exported = shell.get(name);
        return exported != null
                ? Optional.of(new Setting(exported, Origin.SHELL))
                : Optional.ofNullable(files.get(name)).map(value -> new Setting(value, Origin.ENV_FILE));
    }

    /** A variable's value and who gave it. */
    record Setting(String value, Origin origin) {
        @Override
        public String toString() {
            return "Setting[" + origin + "]";
        }
    }
}
