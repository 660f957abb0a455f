package dev.berth.observe;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An object of a cluster that is about a client: a ConfigMap, a Secret or a workload.
 *
 * @param hindrance why it can't be changed now, such as {@code is immutable}, or be looked at; empty where it can
 * @param texts what it holds at the keys, or its containers at the variables, that the policy names
 * @param pods its own, where it is a workload
 */
public record Holder(
        String kind, String name, Keepers keepers, Optional<String> hindrance, List<Text> texts, Optional<Pods> pods) {
    public Holder {
        texts = List.copyOf(texts);
    }

    /**
     * One that berth may not look at: nothing is known of it, not even whether it is there.
     *
     * @param reason such as {@code can't be read}
     */
    public static Holder unread(String kind, String name, String reason) {
        return new Holder(kind, name, Keepers.NONE, Optional.of(reason), List.of(), Optional.empty());
    }

    /** As people write it. */
    public String title() {
        return kind + "/" + name;
    }

    public List<Text> texts(String key) {
        return texts.stream().filter(text -> text.key().equals(key)).toList();
    }

    /**
     * One text; several containers may each have their own of one key.
     *
     * @param managers who wrote it, by their field managers, sorted
     */
    public record Text(String key, String text, List<String> managers) {
        public Text {
            managers = List.copyOf(managers);
        }

        /** Never with the text, which may be a password. */
        @Override
        public String toString() {
            return key + " by " + managers;
        }
    }

    /**
     * The pods of a workload.
     *
     * @param replicas how many it wants; of a DaemonSet, how many nodes
     * @param strategy how it replaces them, such as {@code Recreate}
     * @param oldest when the oldest that still runs was made; empty where none does
     */
    public record Pods(int replicas, String strategy, Optional<Instant> oldest) {}
}
