package dev.berth.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.execute.sim.Faults;
import dev.berth.execute.sim.Quiet;
import dev.berth.observe.Observation;
import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.PolicyWith;
import dev.berth.policy.Policy;
import dev.berth.policy.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TiersTest {
    private static final Instant NOW = Instant.parse("2026-01-05T20:00:00Z");
    private static final Tiers.Name DEV = new Tiers.Name("dev", "shop");

    private final SimulatedSite dev = new SimulatedSite();
    private final Policy staging = PolicyWith.rollout(
            dev.policy,
            new Rollout(
                    List.of(new Rollout.Tier("dev", "shop", Duration.ofHours(48))), Optional.empty(), false, false));

    @Test
    void aPolicyWithoutTiersWaitsForNobody() {
        assertThat(new Tiers(Map.of(), Map.of()).against(dev.policy, NOW)).isEmpty();
    }

    @Test
    void aTierThatIsNotHereKeepsItWaiting() {
        assertThat(new Tiers(Map.of(), Map.of()).against(staging, NOW))
                .containsExactly(new Refusal(
                        staging.name(), "waits for dev/shop, which is not here", "add that policy, or leave it out"));
    }

    @Test
    void aTierMayBeOnAnotherHost() {
        var here = new Tiers(Map.of(), Map.of());
        var soaked = new Bulletin(DEV, new Readiness(Optional.of(NOW.minus(Duration.ofHours(48))), ""), List.of());

        assertThat(here.with(List.of(soaked)).against(staging, NOW)).isEmpty();
    }

    @Test
    void whatIsKnownHereCountsMoreThanWhatOthersTell() {
        var here = new Tiers(Map.of(DEV, new Readiness(Optional.empty(), "planted")), Map.of());
        var soaked = new Bulletin(DEV, new Readiness(Optional.of(Instant.EPOCH), ""), List.of());

        assertThat(here.with(List.of(soaked)).against(staging, NOW))
                .extracting(Refusal::reason)
                .containsExactly("waits for dev/shop, which is not Ready: planted");
    }

    @Test
    void whatTwoHostsTellOfIsNotReady() {
        var soaked = new Bulletin(DEV, new Readiness(Optional.of(Instant.EPOCH), ""), List.of());

        assertThat(new Tiers(Map.of(), Map.of()).with(List.of(soaked, soaked)).against(staging, NOW))
                .extracting(Refusal::reason)
                .containsExactly("waits for dev/shop, which is not Ready: more than one host tells of it");
    }

    @Test
    void aTierOnAnotherHostThatWaitsInTurnIsTold() {
        var self = Tiers.Name.of(staging);
        var waiting = new Bulletin(DEV, new Readiness(Optional.empty(), "planted"), List.of(self));

        assertThat(new Tiers(Map.of(), Map.of()).with(List.of(waiting)).against(staging, NOW))
                .extracting(Refusal::reason)
                .containsExactly("waits for dev/shop, which waits for it in turn");
    }

    @Test
    void aTierSoaksFromWhenItBecameReady() {
        var since = NOW.minus(Duration.ofHours(48));

        assertThat(against(new Readiness(Optional.of(since.plusMillis(1)), "")))
                .extracting(Refusal::reason)
                .containsExactly("waits for dev/shop, which is Ready since 2026-01-03T20:00:00Z and soaks");
        assertThat(against(new Readiness(Optional.of(since), ""))).isEmpty();
    }

    @Test
    void aFailureIsNamedToWhatComesAfter() {
        dev.faults.apply(SimulatedSite.LAST, Faults.Kind.NOT_DONE);

        var found = round().act();

        assertThat(against(Readiness.of(found, Optional.empty())))
                .extracting(Refusal::reason)
                .containsExactly(
                        "waits for dev/shop, which is not Ready: its last migration went back (planted), 1 in a row");
    }

    @Test
    void aTierIsReadySinceItsMigrationArrived() {
        round().act();
        dev.now = NOW.plus(Duration.ofHours(50));

        var first = Readiness.of(round().look(), Optional.empty());

        assertThat(first.since()).contains(NOW);
    }

    @Test
    void aTierThatWasNotReadyBeginsAnew() {
        round().act();
        dev.now = NOW.plus(Duration.ofHours(50));
        var unready = Optional.of(new Readiness(Optional.empty(), "Docker is not running"));

        var again = Readiness.of(round().look(), unready);

        assertThat(again.since()).contains(dev.now);
        assertThat(Readiness.of(round().look(), Optional.of(again)).since()).contains(dev.now);
    }

    @Test
    void aTierThatCannotBeSeenFreezesAndThenGoesOnCounting() {
        round().act();
        var ready = Readiness.of(round().look(), Optional.empty());
        dev.seen = Optional.of(new Observation.Blind<>("Docker is not running", "start Docker"));

        var unseen = Readiness.of(round().look(), Optional.of(ready));

        assertThat(against(unseen))
                .extracting(Refusal::reason)
                .containsExactly("waits for dev/shop, which is not Ready: Docker is not running");
        dev.seen = Optional.empty();
        assertThat(Readiness.of(round().look(), Optional.of(unseen))).isEqualTo(ready);
    }

    @Test
    void aTierWhoseOldPortsCannotBeSeenFreezesAsWell() {
        var leading = new SimulatedSite("hold-one");
        round(leading).act();
        var ready = Readiness.of(round(leading).look(), Optional.empty());
        leading.blindness = Optional.of("nft can't be run");

        var unseen = Readiness.of(round(leading).look(), Optional.of(ready));

        assertThat(unseen).isEqualTo(new Readiness(ready.since(), "nft can't be run"));
        assertThat(against(unseen))
                .extracting(Refusal::reason)
                .containsExactly("waits for dev/shop, which is not Ready: nft can't be run");
    }

    @Test
    void policiesThatWaitForEachOtherByWayOfOthersAreToldSo() {
        var me = Tiers.Name.of(staging);
        var between = new Tiers.Name("dev", "between");
        var ready = new Readiness(Optional.of(NOW.minus(Duration.ofDays(9))), "");

        var tiers =
                new Tiers(Map.of(DEV, ready), Map.of(DEV, List.of(between), between, List.of(me), me, List.of(DEV)));

        assertThat(tiers.against(staging, NOW))
                .containsExactly(new Refusal(
                        staging.name(),
                        "waits for dev/shop, which waits for it in turn",
                        "leave one of the two out of rollout.after"));
    }

    @Test
    void theFirstTierToHaveSoakedIsWorthAnotherLook() {
        var two = new Rollout(
                List.of(
                        new Rollout.Tier("dev", "shop", Duration.ofHours(48)),
                        new Rollout.Tier("dev", "web", Duration.ofHours(3)),
                        new Rollout.Tier("dev", "old", Duration.ofHours(1))),
                Optional.empty(),
                false,
                false);
        var ready = new Readiness(Optional.of(NOW.minus(Duration.ofHours(2))), "");

        var tiers = new Tiers(
                Map.of(DEV, ready, new Tiers.Name("dev", "web"), ready, new Tiers.Name("dev", "old"), ready), Map.of());

        assertThat(tiers.soaked(PolicyWith.rollout(staging, two), NOW)).contains(NOW.plus(Duration.ofHours(1)));
    }

    @Test
    void earlierTiersComeFirstAndACircleLast() {
        var production = after("production", "staging");
        var middle = after("staging", "dev");
        var first = PolicyWith.name(dev.policy, "dev");
        var one = after("one", "other");
        var other = after("other", "one");

        assertThat(Tiers.inOrder(List.of(one, production, middle, other, first)))
                .extracting(Policy::name)
                .containsExactly("dev", "staging", "production", "one", "other");
    }

    private Policy after(String name, String earlier) {
        var tier = new Rollout.Tier(dev.policy.namespace(), earlier, Duration.ZERO);
        return PolicyWith.name(
                PolicyWith.rollout(dev.policy, new Rollout(List.of(tier), Optional.empty(), false, false)), name);
    }

    private List<Refusal> against(Readiness other) {
        return new Tiers(Map.of(DEV, other), Map.of()).against(staging, NOW);
    }

    private Round round() {
        return round(dev);
    }

    private static Round round(SimulatedSite place) {
        return new Round(place.site(), place.clock(), () -> false, new Quiet(), List.of(), stray -> false);
    }
}
