package dev.berth.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyCopiesTest {
    private final DatabasePortPolicy policy = Serialization.unmarshal("""
            apiVersion: berth.dev/v1alpha1
            kind: DatabasePortPolicy
            metadata:
              name: shop
              namespace: dev
              resourceVersion: "7"
              labels: {team: shop}
              finalizers: [berth.dev/migrations]
              managedFields:
                - {manager: kubectl, operation: Apply, fieldsType: FieldsV1, fieldsV1: {"f:spec": {"f:mode": {}}}}
            spec: {mode: Plan, kubernetes: {}}
            status: {observedGeneration: 3, phase: Pending, berths: 1, migrated: 0}
            """, DatabasePortPolicy.class);

    @Test
    void aCopySaysTheSame() {
        DatabasePortPolicy copy = PolicyCopies.copy(policy);

        assertThat(Serialization.asYaml(copy)).isEqualTo(Serialization.asYaml(policy));
    }

    @Test
    void whatIsDoneToTheMetadataOfACopyIsNotDoneToThePolicy() {
        DatabasePortPolicy copy = PolicyCopies.copy(policy);

        copy.getMetadata().setResourceVersion("8");
        copy.getMetadata().getLabels().put("team", "other");
        copy.getMetadata().getFinalizers().clear();
        copy.setStatus(null);

        assertThat(policy.getMetadata().getResourceVersion()).isEqualTo("7");
        assertThat(policy.getMetadata().getLabels()).isEqualTo(Map.of("team", "shop"));
        assertThat(policy.getFinalizers()).isEqualTo(List.of("berth.dev/migrations"));
        assertThat(policy.getStatus()).isNotNull();
    }
}
