package dev.berth.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.berth.observe.Observation.Seen;
import dev.berth.plan.GoldenCase;
import dev.berth.plan.PolicyWith;
import dev.berth.policy.Policy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergedObserverTest {
    private final GoldenCase here = GoldenCase.named("single-variable");
    private final Policy other = PolicyWith.name(here.policy(), "other");

    @Test
    void aPolicyOfTheSameEngineClaimsItsPorts() {
        var claims = claimsBeside(other);

        assertThat(claims).extracting(Claim::policy, Claim::port).containsExactly(tuple("other", 7000));
    }

    @Test
    void aPolicyOfAnotherHostsEngineClaimsNothing() {
        var claims = claimsBeside(other.at("tcp://10.0.0.9:2375"));

        assertThat(claims).isEmpty();
    }

    /** As one that runs without root. */
    @Test
    void aPolicyOfAnotherEngineOnThisHostClaimsItsPortsAsWell() {
        var claims = claimsBeside(other.at("unix:///run/user/1000/docker.sock"));

        assertThat(claims).extracting(Claim::policy, Claim::port).containsExactly(tuple("other", 7000));
    }

    private List<Claim> claimsBeside(Policy neighbour) {
        var facts = here.snapshot();
        var observer = new MergedObserver(
                policy -> new Seen<>(facts.docker()),
                () -> new Seen<>(facts.host()),
                facts::net,
                policy -> new Seen<>(facts.project()),
                List.of(),
                List.of(here.policy(), neighbour),
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        return ((Seen<Snapshot>) observer.observe(here.policy())).facts().claims();
    }
}
