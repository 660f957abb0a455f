package dev.berth.policy;

import java.util.Optional;

/**
 * Where an object of a cluster holds a value: a key of a ConfigMap or Secret, or a variable of a workload's containers.
 *
 * @param kind {@code ConfigMap}, {@code Secret}, or the kind of a workload
 */
public record ValuePlace(String kind, String name, String key) {
    static final String CONFIG_MAP = "ConfigMap";
    static final String SECRET = "Secret";

    /** The workload whose variable it is. */
    public Optional<Workload> workload() {
        return kind.equals(CONFIG_MAP) || kind.equals(SECRET)
                ? Optional.empty()
                : Optional.of(new Workload(kind, name));
    }

    @Override
    public String toString() {
        return kind + "/" + name + " " + key;
    }
}
