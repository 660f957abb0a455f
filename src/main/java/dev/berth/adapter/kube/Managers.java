package dev.berth.adapter.kube;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;

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
