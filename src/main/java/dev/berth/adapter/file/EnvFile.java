package dev.berth.adapter.file;

import dev.berth.observe.Project.EnvEntry;
import dev.berth.policy.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an .env file says, and what is wrong with it. */
record EnvFile(List<EnvEntry> entries, List<Violation> problems) {
    static final EnvFile EMPTY = new EnvFile(List.of(), List.of());

    EnvFile {
        entries = List.copyOf(entries);
        problems = List.copyOf(problems);
    }

    /** Every key with the value that counts: of the same key twice, the last. */
    Map<String, String> values() {
        var values = new LinkedHashMap<String, String>();
        entries.forEach(entry -> values.put(entry.key(), entry.value()));
        return values;
    }

    @Override
    public String toString() {
        return "EnvFile[" + entries.size() + " entries]";
    }
}
