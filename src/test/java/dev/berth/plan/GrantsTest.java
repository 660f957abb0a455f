package dev.berth.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.cycle.ClusterPods;
import dev.berth.cycle.ClusterPolicy;
import dev.berth.observe.TakenPort;
import dev.berth.policy.Band;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrantsTest {
    private static final Grants SHOP = Grants.of(ClusterPolicy.SHOP);

    @Test
    void aPolicyGivesItsPortsToItsServices() {
        assertThat(SHOP.all()).containsExactly(new Grant("main", 7000, "shop"));
        assertThat(SHOP.policies()).containsExactly("shop");
    }

    @Test
    void whatItGivesToPodsIsNothingOfItsServices() {
        assertThat(Grants.ofPods(ClusterPolicy.SHOP)).isEqualTo(Grants.NONE);
        assertThat(Grants.ofPods(ClusterPods.policy(List.of())).all())
                .containsExactly(new Grant("StatefulSet/main", 7000, "shop"));
    }

    @Test
    void aUnionIsTheSameInWhateverOrderItsPartsCome() {
        var other = new Grants(
                List.of(new Band("more", 7900, 7999)), List.of("cache"), List.of(new Grant("cache", 7001, "cache")));

        var union = Grants.union(List.of(SHOP, other, SHOP));

        assertThat(union).isEqualTo(Grants.union(List.of(other, SHOP)));
        assertThat(union.policies()).containsExactly("cache", "shop");
        assertThat(union.all()).containsExactly(new Grant("cache", 7001, "cache"), new Grant("main", 7000, "shop"));
    }

    @Test
    void bandsThatTouchAreOne() {
        var parts = List.of(bands(7100, 7199), bands(7000, 7099), bands(7300, 7300), bands(7150, 7160));

        assertThat(Grants.union(parts).bands()).containsExactly(band(7000, 7199), band(7300, 7300));
    }

    @Test
    void whatIsTakenWithoutAGrantIsAStray() {
        var strays = SHOP.strays(List.of(
                pod(7043), service(7042, "main"), service(7000, "main"), service(7000, "web"), service(6999, "web")));

        assertThat(strays)
                .containsExactly(
                        new Stray(7000, "Service web"), new Stray(7042, "Service main"), new Stray(7043, "Pod web-0"));
    }

    @Test
    void aPodMayHaveThePortOfItsNodeThatItsNamespaceIsGiven() {
        assertThat(SHOP.strays(List.of(pod(7000)))).isEmpty();
    }

    @Test
    void besideTheBandsNothingIsAStray() {
        var narrow = new Grants(List.of(new Band("few", 7000, 7009)), List.of("shop"), List.of());

        assertThat(narrow.strays(List.of(service(7009, "web"), service(7010, "web"))))
                .containsExactly(new Stray(7009, "Service web"));
    }

    @Test
    void whereNoPolicySaysWhatIsProtectedTheWholeRangeIs() {
        assertThat(Grants.NONE.strays(List.of(service(7999, "web"), service(8000, "web"))))
                .containsExactly(new Stray(7999, "Service web"));
    }

    @Test
    void whatWasGivenBeforeIsKeptWhileItIsTaken() {
        var before = new Grants(
                List.of(new Band("", 7000, 7099)),
                List.of(),
                List.of(
                        new Grant("main", 7000, "shop"),
                        new Grant("main", 7002, "gone"),
                        new Grant("web", 7003, "gone")));

        var kept = SHOP.keeping(before, List.of(service(7002, "main"), service(7003, "main")));

        assertThat(kept.all()).containsExactly(new Grant("main", 7000, "shop"), new Grant("main", 7002, "gone"));
        assertThat(kept.bands()).containsExactly(band(7000, 7999));
        assertThat(Grants.NONE.keeping(before, List.of(pod(7003))))
                .isEqualTo(new Grants(before.bands(), List.of(), List.of(new Grant("web", 7003, "gone"))));
        assertThat(Grants.NONE.keeping(before, List.of())).isEqualTo(Grants.NONE);
    }

    private static TakenPort service(int port, String name) {
        return new TakenPort(port, "Service " + name, Optional.of(name));
    }

    private static TakenPort pod(int port) {
        return new TakenPort(port, "Pod web-0", Optional.empty());
    }

    private static Grants bands(int from, int to) {
        return new Grants(List.of(new Band("one", from, to)), List.of(), List.of());
    }

    private static Band band(int from, int to) {
        return new Band("", from, to);
    }
}
