package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.cycle.ClusterPolicy;
import dev.berth.observe.ClusterFacts;
import dev.berth.observe.ClusterFacts.Rival;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.OpenMigrations.Open;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.ClusterPlanner;
import dev.berth.plan.Plan;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Who has a migration of a Service that is not over. */
class BusyServicesTest {
    private static final ClusterFacts OLD = ClusterPolicy.facts("sql", 5432);
    private static final DatabasePortPolicy SHOP = policy("shop", "1");
    private static final DatabasePortPolicy STOCK = policy("stock", "2");

    private int asked;

    @Test
    void aMigrationOfAnotherPolicyKeepsTheService() {
        var rivals = rivals(OLD, open("stock-1", "stock", "2"));

        assertThat(rivals).containsExactly(Rival.policy("main", "stock", Optional.of("stock-1")));
    }

    @Test
    void itsOwnDoNot() {
        assertThat(rivals(OLD, open("shop-1", "shop", "1"))).isEmpty();
    }

    @Test
    void whatAPolicyThatIsGoneLeftDoesNot() {
        assertThat(rivals(OLD, open("stock-1", "stock", "0"), open("gone-1", "gone", "3")))
                .isEmpty();
    }

    @Test
    void oneThatCannotBeReadKeepsWhateverIsNamedInIt() {
        var rivals = rivals(OLD, unreadable("{\"moves\":[{\"name\":\"main\",\"tides\":1}]}"));

        assertThat(rivals)
                .containsExactly(
                        Rival.policy("main", "stock", Optional.of("stock-1, which this version of berth can't read,")));
    }

    @Test
    void andNothingElse() {
        assertThat(rivals(OLD, unreadable("{\"moves\":[{\"name\":\"mainland\"}]}")))
                .isEmpty();
    }

    @Test
    void whereNothingHasToMoveNobodyIsAsked() {
        var rivals = rivals(ClusterPolicy.facts("sql", 5432, "sql-7000", 7000), open("stock-1", "stock", "2"));

        assertThat(rivals).isEmpty();
        assertThat(asked).isZero();
    }

    /** Else a plan would begin with a port that is no longer there. */
    @Test
    void aMigrationThatEndsMeanwhileChangesWhatIsSeen() {
        ClusterFacts before = ClusterPolicy.facts("sql", 5432, "sql-7001", 7001);
        var service = new AtomicReference<>(before);

        var facts = services(service::get, () -> {
                    service.set(OLD);
                    return List.of();
                })
                .look(ClusterPolicy.SHOP);

        assertThat(facts).isEqualTo(OLD);
    }

    @Test
    void whoKeepsItOtherwiseIsToldToo() {
        var earlier = Rival.policy("other", "first", Optional.empty());

        var rivals = rivals(OLD.beside(List.of(earlier)), open("stock-1", "stock", "2"));

        assertThat(rivals).containsExactly(earlier, Rival.policy("main", "stock", Optional.of("stock-1")));
    }

    private List<Rival> rivals(ClusterFacts facts, Open... open) {
        return services(() -> facts, () -> {
                    asked++;
                    return List.of(open);
                })
                .look(ClusterPolicy.SHOP)
                .rivals();
    }

    private static BusyServices services(Supplier<ClusterFacts> facts, Supplier<List<Open>> open) {
        return new BusyServices(
                policy -> facts.get(),
                SHOP,
                open,
                name -> Optional.ofNullable(Map.of("shop", SHOP, "stock", STOCK).get(name)));
    }

    private static Open open(String name, String policy, String uid) {
        return new Open(name, policy, List.of(uid), "", Optional.of(plan()));
    }

    private static Open unreadable(String text) {
        return new Open("stock-1", "stock", List.of("2"), text, Optional.empty());
    }

    private static Plan plan() {
        return ((ClusterDecision.Seen) ClusterPlanner.decide(ClusterPolicy.SHOP, OLD))
                .plan()
                .orElseThrow();
    }

    private static DatabasePortPolicy policy(String name, String uid) {
        var policy = new DatabasePortPolicy();
        policy.setMetadata(new ObjectMetaBuilder()
                .withNamespace("shop")
                .withName(name)
                .withUid(uid)
                .build());
        return policy;
    }
}
