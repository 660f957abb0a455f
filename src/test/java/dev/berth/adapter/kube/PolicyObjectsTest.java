package dev.berth.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.policy.Reading;
import dev.berth.policy.Violation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

/** What the API server stores and no policy can be, the reader refuses. */
class PolicyObjectsTest {
    private static final String LONGEST = "p".repeat(57);

    @Test
    void aPortWhoseNameLeavesNoRoomForANumberIsRefused() {
        assertThat(violation(port(PolicyText.of("main"), LONGEST + "p")))
                .hasToString(
                        "shop/shop:1: spec.databases[0].ports[0].name: “" + LONGEST + "p” — 1 to 57 characters in a"
                                + " cluster, where the ports of the Service are called NAME-NUMBER and may have 63");
    }

    @Test
    void aPortWhoseNameLeavesRoomForANumberIsTaken() {
        assertThat(read(port(PolicyText.of("main"), LONGEST))).isInstanceOf(Reading.Valid.class);
    }

    @Test
    void noPortOfAWorkloadIsCalledAfterThePolicys() {
        assertThat(read(port(PolicyText.of("main").ofPods("StatefulSet/main"), LONGEST + "p")))
                .isInstanceOf(Reading.Valid.class);
    }

    @Test
    void aPolicyWhoseOwnNameHasADotIsRefused() {
        assertThat(violation(PolicyText.of("main").named("shop.v2")))
                .hasToString(
                        "shop/shop.v2:1: metadata.name: “shop.v2” — 1 to 63 lower-case letters, digits and -, a letter"
                                + " or digit at both ends");
    }

    private static PolicyText port(PolicyText policy, String name) {
        return new PolicyText(policy.text().replace("name: sql", "name: " + name));
    }

    private static Violation violation(PolicyText policy) {
        var violations = ((Reading.Invalid) read(policy)).violations();
        assertThat(violations).hasSize(1);
        return violations.get(0);
    }

    private static Reading read(PolicyText policy) {
        GenericKubernetesResource object = Serialization.unmarshal(policy.text(), GenericKubernetesResource.class);
        object.getMetadata().setNamespace("shop");
        return PolicyObjects.read(object);
    }
}
