package dev.berth.adapter.kube;

import dev.berth.execute.Attempt;
import dev.berth.plan.FieldManagers;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Who wrote a field of an object, as its managed fields tell; one of before server-side apply tells nobody. */
final class Managers {
    private Managers() {}

    /** @param path as the API server writes it, such as {@code f:data}, {@code f:PORT} */
    static List<String> of(ObjectMeta metadata, List<String> path) {
        return metadata.getManagedFields().stream()
                .filter(entry -> wrote(entry, path))
                .map(ManagedFieldsEntry::getManager)
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * Why what some of them wrote is left as it is; empty where each of them lets others change it.
     *
     * @param what they wrote, as people are told of it
     */
    static Optional<Attempt> objection(Stream<String> writers, String what) {
        List<String> foreign =
                writers.filter(manager -> !FieldManagers.yields(manager)).toList();
        return foreign.isEmpty()
                ? Optional.empty()
                : Optional.of(Attempt.notDone(what + " is written by " + String.join(", ", foreign)
                        + ", which may take a change back — change it there"));
    }

    private static boolean wrote(ManagedFieldsEntry entry, List<String> path) {
        if (entry.getFieldsV1() == null) {
            return false;
        }
        Object at = entry.getFieldsV1().getAdditionalProperties();
        for (String field : path) {
            if (!(at instanceof Map<?, ?> fields) || !fields.containsKey(field)) {
                return false;
            }
            at = fields.get(field);
        }
        return true;
    }
}
