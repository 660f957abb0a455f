package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.adapter.kube.PolicyText;
import dev.berth.adapter.kube.ServiceEffects;
import dev.berth.execute.Attempt;
import dev.berth.plan.Phase;
import dev.berth.plan.ServicePorts;
import dev.berth.plan.ServiceStep;
import dev.berth.plan.Step;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the guard of a real API server lets pass and refuses; {@code -Dberth.docs.write=true} writes its words anew. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuardIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String STRAY_POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: old-0}
            spec:
              containers:
                - {name: old, image: old, ports: [{containerPort: 80, hostPort: 7043}]}
            """;

    private final Guarded guarded = new Guarded();

    @AfterAll
    void stop() throws IOException {
        guarded.close();
    }

    static Stream<GuardCase> allowed() throws IOException {
        return GuardCase.allowed();
    }

    static Stream<GuardCase> denied() throws IOException {
        return GuardCase.denied();
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void whatIsGivenOrUnprotectedPasses(GuardCase taken) {
        var namespace = standing(taken);

        var refusal = applied(namespace, taken);

        assertThat(refusal).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("denied")
    void whatNoPolicyGivesIsRefusedWithTheWayToGetIt(GuardCase refused) throws IOException {
        var namespace = standing(refused);

        var refusal = applied(namespace, refused).orElseThrow().replace(namespace, "NAMESPACE");

        if (Boolean.getBoolean("berth.docs.write")) {
            Files.writeString(refused.expectation(), refusal + "\n");
        }
        assertThat(refusal + "\n").isEqualTo(Files.readString(refused.expectation()));
    }

    @Test
    void everyFileBelongsToACase() throws IOException {
        assertThat(GuardCase.unused()).isEmpty();
    }

    @Test
    void aPodThatStandsThereSinceBeforeTheGuardCanBeLabelled() {
        var namespace = guarded.unguarded();
        guarded.cluster().apply(namespace, STRAY_POD);
        guarded.guard(namespace, "no policy is in");

        var pod =
                guarded.client().pods().inNamespace(namespace).withName("old-0").edit(GuardIT::touched);

        assertThat(pod.getMetadata().getLabels()).containsEntry("touched", "again");
    }

    @Test
    void straysOfBeforeTheGuardAreNamedAndCounted() {
        var before = guarded.strays();
        var namespace = guarded.unguarded();
        guarded.cluster().apply(namespace, Guarded.service("web", 7042));
        guarded.cluster().apply(namespace, STRAY_POD);
        guarded.cluster().apply(namespace, Guarded.POLICY);
        guarded.guard(namespace, "policies of " + namespace + ": shop");

        await().atMost(PATIENCE)
                .until(() ->
                        guarded.sheltered(namespace, "StrayFound").getMessage().endsWith("(Pod old-0)"));
        var sheltered = guarded.sheltered(namespace, "StrayFound");

        assertThat(sheltered.getStatus()).isEqualTo("False");
        assertThat(sheltered.getMessage()).isEqualTo("7042 (Service web), 7043 (Pod old-0)");
        assertThat(guarded.strays()).isEqualTo(before + 2);
        await().atMost(PATIENCE)
                .until(() ->
                        guarded.events(namespace).contains("Warning StrayFound 7042 (Service web), 7043 (Pod old-0)"));
        guarded.client().services().inNamespace(namespace).withName("web").delete();
        guarded.client()
                .pods()
                .inNamespace(namespace)
                .withName("old-0")
                .withGracePeriod(0)
                .delete();
        assertThat(guarded.sheltered(namespace, "NoStray").getStatus()).isEqualTo("True");
    }

    @Test
    void aNamespaceThatTheGuardLeavesOutIsNotProtected() {
        var namespace = guarded.unguarded();
        guarded.cluster().apply(namespace, Guarded.POLICY);

        assertThat(guarded.sheltered(namespace, "NotGuarded").getMessage())
                .isEqualTo("the guard leaves namespace " + namespace + " out (docs/guard.md)");
    }

    @Test
    void besideThePoliciesBandsNothingIsRefused() {
        var namespace = guarded.unguarded();
        guarded.cluster()
                .apply(
                        namespace,
                        Guarded.POLICY.with(
                                "bands: [{name: few, from: 7000, to: 7009}, {name: last, from: 7990, to: 7999}]"));
        guarded.guard(namespace, "take one outside 7000-7009, 7990-7999");

        assertThat(guarded.refusal(namespace, Guarded.service("web", 7042))).isEmpty();
        assertThat(guarded.refusal(namespace, Guarded.service("web", 7009))).isPresent();
    }

    @Test
    void aPortOfAWorkloadIsForItsPodsAndNoService() {
        var namespace = guarded.unguarded();
        var policy = PolicyText.of("main").ofPods("StatefulSet/main").mode("Plan");
        guarded.cluster().apply(namespace, policy);
        guarded.guard(namespace, "policies of " + namespace + ": shop");

        assertThat(guarded.refusal(namespace, Guarded.service("main", 7000)).orElse(""))
                .contains("to Service " + namespace + "/main (policies of " + namespace
                        + ": shop; StatefulSet/main has 7000 by shop)");
        assertThat(guarded.refusal(namespace, STRAY_POD.replace("7043", "7000")))
                .isEmpty();
    }

    @Test
    void namespacesOfTheSystemAreLeftAlone() {
        assertThat(guarded.refusal("kube-system", Guarded.service("web", 7042))).isEmpty();
        assertThat(guarded.refusal(Guarded.OWN, Guarded.service("berth", 7300))).isEmpty();
    }

    @Test
    void inAuditModeItOnlyWarns(@TempDir Path folder) throws IOException {
        var namespace = guarded.guarded();
        var stray = Files.writeString(folder.resolve("stray.yaml"), Guarded.service("web", 7042));
        try {
            guarded.install("guard.yaml");
            await().atMost(PATIENCE)
                    .until(() -> guarded.refusal(namespace, Guarded.service("web", 7042))
                            .isEmpty());

            var said = guarded.cluster().kubectl("-n", namespace, "create", "-f", stray.toString());

            assertThat(said)
                    .contains("Warning: Validation failed for ValidatingAdmissionPolicy 'berth-guard' with binding"
                            + " 'berth-guard': port 7042 is protected, and no policy gives it to Service " + namespace
                            + "/web")
                    .contains("service/web created");
            await().atMost(PATIENCE)
                    .until(() -> guarded.audited()
                            .anyMatch(line -> line.contains("\"namespace\":\"" + namespace + "\"")
                                    && line.contains("validation.policy.admission.k8s.io/validation_failure")));
            assertThat(guarded.sheltered(namespace, "StrayFound").getMessage())
                    .isEqualTo("7042 (Service web); the guard warns and refuses nothing (docs/guard.md)");
        } finally {
            guarded.install("guard-deny.yaml");
            guarded.guard(namespace, "policies of " + namespace + ": shop");
        }
    }

    @Test
    void itsBindingMayGoAndComeBack() {
        var namespace = guarded.guarded();
        guarded.sheltered(namespace, "NoStray");
        var bindings = guarded.client().admissionRegistration().v1().validatingAdmissionPolicyBindings();
        try {
            bindings.withName("berth-guard").delete();
            await().atMost(PATIENCE)
                    .until(() -> guarded.refusal(namespace, Guarded.service("web", 7042))
                            .isEmpty());

            assertThat(guarded.sheltered(namespace, "NotGuarded").getMessage())
                    .isEqualTo("the guard is not installed (docs/guard.md)");
        } finally {
            guarded.install("guard-deny.yaml");
            guarded.guard(namespace, "policies of " + namespace + ": shop");
        }
        // An API server that had stopped reading the register would not know this namespace.
        guarded.guarded();
    }

    @Test
    void aGuardThatAsksAnotherRegisterIsNone() {
        var namespace = guarded.guarded();
        try {
            ask("elsewhere");

            assertThat(guarded.sheltered(namespace, "NotGuarded").getMessage())
                    .isEqualTo("the guard asks elsewhere/berth-register, and the register is"
                            + " berth-system/berth-register (docs/guard.md)");
        } finally {
            guarded.install("guard-deny.yaml");
            guarded.guard(namespace, "policies of " + namespace + ": shop");
        }
    }

    @Test
    void withoutARegisterEverythingPassesUntilAnOperatorWritesItAnew() {
        var namespace = guarded.guarded();
        var before = guarded.register().require().getData();
        guarded.stopOperator();
        try {
            guarded.register().delete();
            await().atMost(PATIENCE)
                    .until(() -> guarded.refusal(namespace, Guarded.service("web", 7042))
                            .isEmpty());
        } finally {
            guarded.startOperator();
        }

        guarded.guard(namespace, "policies of " + namespace + ": shop");
        assertThat(guarded.register().require().getData()).containsAllEntriesOf(before);
    }

    @Test
    void aMovesPortIsGrantedOnceTheGuardAdmitsIt() {
        var namespace = guarded.guarded();
        guarded.cluster().apply(namespace, Guarded.service("main", 5432));
        guarded.cluster().apply(namespace, Guarded.service("web", 5432));

        var given = granted(namespace, "main", Optional.empty());
        var refused = granted(namespace, "web", Optional.empty());
        var unwritten = granted(namespace, "web", Optional.of("planted"));

        assertThat(given).isInstanceOf(Attempt.Done.class);
        assertThat(((Attempt.NotDone) refused).reason())
                .startsWith(
                        "the API server says: services \"web\" is forbidden: ValidatingAdmissionPolicy 'berth-guard'")
                .endsWith("(the register of grants is written; whether an API server still reads it: docs/guard.md)");
        assertThat(((Attempt.NotDone) unwritten).reason()).endsWith("(no register of grants can be written: planted)");
    }

    private Attempt granted(String namespace, String service, Optional<String> unwritten) {
        var pair = new ServicePorts.Pair("", "sql-5432", "sql-7000", "5432", 5432, 7000);
        var step = new ServiceStep.GrantPorts(
                new Step.Head("one", Phase.PREPARE, "because"),
                new ServicePorts(namespace, service, List.of(pair)),
                Duration.ofSeconds(1));
        return new ServiceEffects(guarded.client(), () -> unwritten)
                .of("shop", step)
                .apply();
    }

    @Test
    void aRegisterThatCannotBeWrittenIsTold() {
        var namespace = guarded.guarded();
        guarded.stopOperator();
        try {
            ask("berth-gone");
            guarded.startOperator("berth-gone");

            assertThat(guarded.sheltered(namespace, "Unregistered").getMessage())
                    .isEqualTo("the guard goes by the register as it was written last, or lets everything pass where"
                            + " there is none: namespaces \"berth-gone\" not found");
            guarded.stopOperator();
        } finally {
            guarded.startOperator();
            guarded.install("guard-deny.yaml");
            guarded.guard(namespace, "policies of " + namespace + ": shop");
        }
    }

    @Test
    void aRestartOfTheApiServerChangesNoAnswer() throws IOException {
        var namespace = guarded.guarded();
        for (int restart = 0; restart < 3; restart++) {
            guarded.cluster().restart();

            assertThat(guarded.refusal(namespace, Guarded.service("main", 7000)))
                    .isEmpty();
            assertThat(guarded.refusal(namespace, Guarded.service("web", 7042)))
                    .hasValueSatisfying(words -> assertThat(words).contains("policies of " + namespace + ": shop"));
        }
        // An operator that no longer heard anything would not know this namespace.
        guarded.guarded();
    }

    @Test
    void thousandsOfGrantsHitNoLimit() {
        var namespace = guarded.unguarded();
        for (int policy = 0; policy < 10; policy++) {
            guarded.cluster().apply(namespace, large(policy));
        }
        await().atMost(PATIENCE)
                .until(() -> guarded.register()
                                .require()
                                .getData()
                                .getOrDefault(namespace, "")
                                .lines()
                                .count()
                        == 5120);

        guarded.guard(namespace, "large-0, large-1, large-2, large-3, large-4, large-5, large-6, large-7 and 2 more");

        assertThat(guarded.refusal(namespace, Guarded.service("s0-0", 7000))).isEmpty();
        assertThat(guarded.refusal(namespace, Guarded.service("s9-63", 7511))).isEmpty();
        assertThat(guarded.refusal(
                        namespace,
                        Guarded.service("s9-63", 7510)
                                .replace("}]", "}, {name: b, port: 7511}]")
                                .replace("[{port", "[{name: a, port")))
                .isEmpty();
        assertThat(guarded.refusal(namespace, Guarded.service("s9-62", 7511)))
                .hasValueSatisfying(words -> assertThat(words)
                        .contains("port 7511 is protected, and no policy gives it to Service " + namespace + "/s9-62")
                        .contains("Service s0-63 has 7511 by large-0, "));
        guarded.client().namespaces().withName(namespace).edit(object -> {
            object.getMetadata().setLabels(Map.of());
            return object;
        });
    }

    /** Has the guard ask the register of another namespace. */
    private void ask(String namespace) {
        guarded.client()
                .admissionRegistration()
                .v1()
                .validatingAdmissionPolicyBindings()
                .withName("berth-guard")
                .edit(binding -> {
                    binding.getSpec().getParamRef().setNamespace(namespace);
                    return binding;
                });
    }

    /** As many databases and ports as a policy may have. */
    private static String large(int policy) {
        return """
                apiVersion: berth.dev/v1alpha1
                kind: DatabasePortPolicy
                metadata: {name: large-%d}
                spec: {mode: Observe, kubernetes: {}, databases: [%s]}
                """.formatted(
                        policy,
                        numbered(
                                64,
                                at -> "{name: d%d, engine: TCP, service: s%d-%d, ports: [%s]}"
                                        .formatted(
                                                at,
                                                policy,
                                                at,
                                                numbered(
                                                        8,
                                                        port -> "{name: p%d, target: %d, port: %d}"
                                                                .formatted(port, port + 1, 7000 + 8 * at + port)))));
    }

    private static String numbered(int count, IntFunction<String> item) {
        return IntStream.range(0, count).mapToObj(item).collect(Collectors.joining(", "));
    }

    /** A namespace as a case wants it, with what stands there since before the guard. */
    private String standing(GuardCase given) {
        var namespace = guarded.unguarded();
        given.before().forEach(document -> guarded.cluster().apply(namespace, document));
        if (given.hasPolicy()) {
            guarded.cluster().apply(namespace, Guarded.POLICY);
        }
        guarded.guard(
                namespace, given.hasPolicy() ? "policies of " + namespace + ": shop" : "no policy is in " + namespace);
        return namespace;
    }

    private Optional<String> applied(String namespace, GuardCase given) {
        try {
            if (given.before().isEmpty()) {
                guarded.cluster().apply(namespace, given.document());
            } else {
                guarded.cluster().replace(namespace, given.document());
            }
            return Optional.empty();
        } catch (KubernetesClientException refused) {
            return Optional.of(refused.getStatus().getMessage());
        }
    }

    private static Pod touched(Pod pod) {
        pod.getMetadata().setLabels(Map.of("touched", "again"));
        return pod;
    }
}
