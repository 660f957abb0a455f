package dev.berth.adapter.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.journal.Entry;
import dev.berth.plan.Move;
import dev.berth.plan.Phase;
import dev.berth.plan.Plan;
import dev.berth.plan.ProbeStep;
import dev.berth.plan.Step;
import dev.berth.policy.Credentials;
import dev.berth.policy.Endpoint;
import dev.berth.policy.EngineKind;
import dev.berth.policy.SecretSource;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanJsonTest {
    private final PlanJson json = new PlanJson();

    @ParameterizedTest
    @MethodSource("entries")
    void everyEntryComesBackAsItWas(Entry entry) {
        assertThat(json.entry(json.bytes(entry))).isEqualTo(entry);
    }

    static Stream<Entry> entries() {
        return Samples.leaves(Entry.class);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void everyStepComesBackAsItWas(Step step) {
        var plan = planWith(step);

        assertThat(json.plan(json.text(plan))).isEqualTo(plan);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void everyStepIsNamedAsItsRecord(Step step) {
        assertThat(json.text(planWith(step)))
                .contains("{\"step\":\"" + step.getClass().getSimpleName() + "\",\"head\":{\"id\":");
    }

    static Stream<Step> steps() {
        return Samples.leaves(Step.class);
    }

    @ParameterizedTest
    @MethodSource("sources")
    void everySourceOfASecretComesBackAsItWas(SecretSource source) {
        var credentials = new Credentials(Optional.of(source), Optional.empty());
        var plan = planWith(new ProbeStep.Checkpoint(
                Samples.of(Step.Head.class),
                new Endpoint("db", EngineKind.POSTGRESQL, "127.0.0.1", 7000, 5432, credentials)));

        assertThat(json.plan(json.text(plan))).isEqualTo(plan);
    }

    static Stream<SecretSource> sources() {
        return Samples.leaves(SecretSource.class);
    }

    @Test
    void anEndpointThatIsOlderThanItsTargetIsReadWithoutOne() {
        var text = json.text(planWith(checkpoint(5432)));

        var plan = json.plan(text.replace("\"target\":5432,", ""));

        assertThat(text).contains("\"target\":5432,");
        assertThat(plan).isEqualTo(planWith(checkpoint(0)));
    }

    @Test
    void anEndpointThatLacksAnythingElseIsRefused() {
        var text = json.text(planWith(checkpoint(5432)));

        assertThatThrownBy(() -> json.plan(text.replace("\"port\":7000,", "")))
                .isInstanceOf(UncheckedIOException.class);
    }

    private static Step checkpoint(int target) {
        return new ProbeStep.Checkpoint(
                Samples.of(Step.Head.class),
                new Endpoint("db", EngineKind.POSTGRESQL, "127.0.0.1", 7000, target, Credentials.NONE));
    }

    @Test
    void anEntryIsOneLineInTheOrderOfItsComponents() {
        var applied = new Entry.Applied(Migrations.AT, "stop-timescaledb", "a\nb");

        assertThat(new String(json.bytes(applied), UTF_8))
                .isEqualTo("{\"entry\":\"Applied\",\"at\":\"2026-02-03T04:05:06Z\",\"step\":\"stop-timescaledb\","
                        + "\"evidence\":\"a\\nb\"}");
    }

    @Test
    void aPlanKeepsTheOrderOfItsComponentsAndItsDurationsInIso() {
        var head = new Step.Head("free-7000", Phase.PREPARE, "timescaledb moves to 7000");
        var plan = planWith(new ProbeStep.CheckPortFree(head, "127.0.0.1", 7000));

        assertThat(json.text(plan)).isEqualTo("""
                {"policy":"stack","namespace":"default","policyFingerprint":"f00d","root":"/srv/stack",\
                "docker":{"host":"unix:///var/run/docker.sock","project":"stack",\
                "composeFiles":["docker-compose.yml"],"envFile":".env"},\
                "rollback":{"scope":"POLICY","limit":"PT5M"},\
                "moves":[{"name":"move","berths":[],"expectedPause":"PT1.5S","steps":[\
                {"step":"CheckPortFree","head":{"id":"free-7000","phase":"PREPARE",\
                "cause":"timescaledb moves to 7000"},"hostIp":"127.0.0.1","port":7000}]}],\
                "warnings":[],"hash":"cafe"}""");
    }

    @Test
    void anUnknownMemberIsRefused() {
        refused("{\"entry\":\"Began\",\"at\":\"2026-02-03T04:05:06Z\",\"step\":\"a\",\"more\":1}");
    }

    @Test
    void aMissingMemberIsRefused() {
        refused("{\"entry\":\"Began\",\"at\":\"2026-02-03T04:05:06Z\"}");
    }

    @Test
    void aNullMemberIsRefused() {
        refused("{\"entry\":\"Began\",\"at\":\"2026-02-03T04:05:06Z\",\"step\":null}");
    }

    @Test
    void aMemberGivenTwiceIsRefused() {
        refused("{\"entry\":\"Began\",\"at\":\"2026-02-03T04:05:06Z\",\"step\":\"a\",\"step\":\"b\"}");
    }

    @Test
    void anUnknownEntryIsRefused() {
        refused("{\"entry\":\"Guessed\",\"at\":\"2026-02-03T04:05:06Z\",\"step\":\"a\"}");
    }

    @Test
    void aSecondDocumentOnTheLineIsRefused() {
        refused("{\"entry\":\"Began\",\"at\":\"2026-02-03T04:05:06Z\",\"step\":\"a\"} {}");
    }

    @Test
    void nullIsNoEntry() {
        refused("null");
    }

    private void refused(String text) {
        assertThatThrownBy(() -> json.entry(text.getBytes(UTF_8))).isInstanceOf(UncheckedIOException.class);
    }

    private static Plan planWith(Step step) {
        var plan = Migrations.plan("stack");
        var move = new Move("move", List.of(), Duration.ofMillis(1500), List.of(step));
        return new Plan(
                plan.policy(),
                plan.namespace(),
                plan.policyFingerprint(),
                plan.root(),
                plan.docker(),
                plan.rollback(),
                List.of(move),
                plan.warnings(),
                plan.hash());
    }
}
