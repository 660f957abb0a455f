package dev.berth.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharersTest {
    private static final DatabasePortPolicy SHOP = policy("shop", "Enforce", "service: main");

    @Test
    void behindAServiceAreAllOthersThatNameItWhateverTheyMayDo() {
        var policies = new ListedPolicies(Map.of(
                "namespace dev",
                List.of(
                        policy("wiki", "Enforce", "service: main"),
                        SHOP,
                        policy("mail", "Observe", "service: main"),
                        policy("other", "Enforce", "service: other"),
                        policy("pods", "Enforce", "workload: StatefulSet/main"))));

        var behind = Sharers.behind(policies, SHOP, "main");

        assertThat(behind).extracting(policy -> policy.getMetadata().getName()).containsExactly("mail", "wiki");
    }

    private static DatabasePortPolicy policy(String name, String mode, String runner) {
        var policy = new DatabasePortPolicy();
        policy.setMetadata(new ObjectMetaBuilder()
                .withNamespace("dev")
                .withName(name)
                .withCreationTimestamp("2026-03-01T12:00:00Z")
                .build());
        policy.setSpec(Serialization.unmarshal(
                "kubernetes: {}\nmode: " + mode + "\ndatabases: [{name: main, " + runner + "}]\n", JsonNode.class));
        return policy;
    }
}
