package dev.berth.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConcernedTest {
    private static final ListedPolicies POLICIES = new ListedPolicies(Map.of(
            "namespace dev", List.of(policy("shop"), policy("wiki"), policy("mail")),
            "moves dev/main", List.of(policy("mail"))));

    @Test
    void whoseServiceItIsComesFirstAndOnce() {
        assertThat(concerned(service("main"))).containsExactly("mail", "shop", "wiki");
    }

    @Test
    void aSliceIsOfTheServiceOfItsLabel() {
        assertThat(concerned(slice("main-x7k2p", "main"))).containsExactly("mail", "shop", "wiki");
    }

    @Test
    void aServiceOfNobodyConcernsThemAll() {
        assertThat(concerned(service("web"))).containsExactly("shop", "wiki", "mail");
    }

    private static List<String> concerned(HasMetadata changed) {
        return Concerned.by(changed, POLICIES).stream().map(ResourceID::getName).toList();
    }

    private static DatabasePortPolicy policy(String name) {
        DatabasePortPolicy policy = new DatabasePortPolicy();
        policy.getMetadata().setNamespace("dev");
        policy.getMetadata().setName(name);
        return policy;
    }

    private static Service service(String name) {
        return new ServiceBuilder()
                .withNewMetadata()
                .withNamespace("dev")
                .withName(name)
                .endMetadata()
                .build();
    }

    private static EndpointSlice slice(String name, String service) {
        return new EndpointSliceBuilder()
                .withNewMetadata()
                .withNamespace("dev")
                .withName(name)
                .addToLabels(Concerned.SERVICE, service)
                .endMetadata()
                .build();
    }
}
