package dev.berth.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.observe.Observation.Blind;
import dev.berth.observe.Observation.Seen;
import dev.berth.plan.GoldenCase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MergedLookoutTest {
    private static final Instant LAST_SEEN = Instant.parse("2026-01-05T20:00:00Z");
    private static final List<ContainerName> NAMES = List.of(api(LAST_SEEN.minusSeconds(60)));

    @Test
    void anAddressOfAContainerIsNamedByIt() {
        assertThat(who(straggler("172.17.0.3", false), new Seen<>(NAMES))).isEqualTo("container api-1 (172.17.0.3)");
    }

    @Test
    void whoGotTheAddressOnlyLaterIsNotNamed() {
        assertThat(who(straggler("172.17.0.3", false), new Seen<>(List.of(api(LAST_SEEN.plusSeconds(2))))))
                .isEqualTo("172.17.0.3");
    }

    @Test
    void whoConnectedInTheSecondOfItsStartIsNamed() {
        assertThat(who(straggler("172.17.0.3", false), new Seen<>(List.of(api(LAST_SEEN.plusMillis(999))))))
                .isEqualTo("container api-1 (172.17.0.3)");
    }

    @Test
    void aProcessInAContainerIsNamedByBoth() {
        var process = new LocalProcess("node", 42, "0123456789ab");

        assertThat(who(straggler("127.0.0.1", true, process), new Seen<>(NAMES)))
                .isEqualTo("node (pid 42, container api-1)");
    }

    @Test
    void aProcessInNoContainerIsNamedAlone() {
        assertThat(who(straggler("127.0.0.1", true, new LocalProcess("psql", 42, "")), new Seen<>(NAMES)))
                .isEqualTo("psql (pid 42)");
    }

    @Test
    void whoeverHoldsNoConnectionIsAnAddress() {
        assertThat(who(straggler("127.0.0.1", true), new Seen<>(NAMES))).isEqualTo("127.0.0.1 (this host)");
        assertThat(who(straggler("10.0.0.9", false), new Seen<>(NAMES))).isEqualTo("10.0.0.9");
    }

    @Test
    void withoutAnEngineNamesStayWhatTheyWere() {
        var process = new LocalProcess("node", 42, "0123456789ab");

        assertThat(who(straggler("127.0.0.1", true, process), new Blind<>("no engine", "start it")))
                .isEqualTo("node (pid 42, container 0123456789ab)");
    }

    private static ContainerName api(Instant started) {
        return new ContainerName("0123456789abcdef", "api-1", List.of("172.17.0.3"), started);
    }

    private static String who(Straggler straggler, Observation<List<ContainerName>> names) {
        var lookout = new MergedLookout(policy -> new Seen<>(List.of(straggler)), policy -> names);
        var seen = (Seen<List<Straggler>>)
                lookout.stragglers(GoldenCase.named("hold-one").policy());
        return seen.facts().get(0).who();
    }

    private static Straggler straggler(String address, boolean here, LocalProcess... processes) {
        return new Straggler(5432, 7000, address, here, LAST_SEEN, 1, List.of(processes), Optional.empty());
    }
}
