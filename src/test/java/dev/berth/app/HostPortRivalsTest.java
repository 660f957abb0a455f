package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.observe.ClusterFacts.Rival;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.OpenMigrations.Open;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who has a migration between ports of the nodes that is not over. */
class HostPortRivalsTest {
    private static final DatabasePortPolicy SHOP = policy("dev", "shop");
    private static final DatabasePortPolicy STOCK = policy("dev", "stock");
    private static final DatabasePortPolicy TILL = policy("live", "till");
    private static final DatabasePortPolicy BOOKS = policy("live", "books");
    private static final Map<String, List<Open>> OPEN =
            Map.of("dev", List.of(open("stock", 7301)), "live", List.of(open("till", 7302), open("gone", 7302)));

    private final List<String> asked = new ArrayList<>();

    @Test
    void eachIsToldOfThePortThatItMayNeed() {
        assertThat(rivals(STOCK, TILL, BOOKS)).containsExactly(rival("stock", 7301), rival("live/till", 7302));
    }

    @Test
    void aNamespaceIsAskedForOnceHoweverManyPoliciesItHas() {
        rivals(TILL, STOCK, BOOKS);

        assertThat(asked).containsExactly("live", "dev");
    }

    private List<Rival> rivals(DatabasePortPolicy... others) {
        var rivals = new HostPortRivals(SHOP, namespace -> {
            asked.add(namespace);
            return OPEN.getOrDefault(namespace, List.of());
        });
        return rivals.crossing(List.of(others), List.of(7301, 7302));
    }

    private static Rival rival(String policy, int port) {
        return Rival.policy(":" + port, policy, Optional.of("one-1, which this version of berth can't read,"));
    }

    private static Open open(String policy, int port) {
        return new Open("one-1", policy, List.of(policy), "{\"to\":" + port + "}", Optional.empty());
    }

    private static DatabasePortPolicy policy(String namespace, String name) {
        var policy = new DatabasePortPolicy();
        policy.setMetadata(new ObjectMetaBuilder()
                .withNamespace(namespace)
                .withName(name)
                .withUid(name)
                .build());
        return policy;
    }
}
