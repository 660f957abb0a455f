package dev.berth.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.plan.Bar;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.Plan;
import dev.berth.plan.ServiceBerth;
import dev.berth.plan.ServiceStep;
import dev.berth.plan.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people do to a Service beside berth, by the kubectl of the rig: it is harmless, or seen and put right. */
@ExtendWith(Cluster.Given.class)
class ServiceDriftIT {
    private static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata: {name: main, labels: {app: main}}
            spec: {selector: {app: main}, ports: [{name: sql, port: 5432, targetPort: 5432}]}
            """;

    /** The manifest of people who have followed berth. */
    private static final String FOLLOWED =
            SERVICE.replace("targetPort: 5432}", "targetPort: 5432}, {name: sql-7000, port: 7000, targetPort: 5432}");

    private static final List<String> BOTH = List.of("sql 5432", "sql-7000 7000");

    private final Cluster cluster;
    private final String namespace;

    @TempDir
    Path folder;

    ServiceDriftIT(Cluster cluster) {
        this.cluster = cluster;
        this.namespace = cluster.namespace();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apply",
                "apply --server-side",
                "apply --server-side --force-conflicts",
                "apply --server-side --force-conflicts --field-manager=argocd-controller",
                "apply --server-side --force-conflicts --field-manager=kustomize-controller"
            })
    void whatPeopleApplyLeavesThePortOfBerth(String how) throws IOException {
        kubectl(how.contains("server-side") ? "apply --server-side" : "apply", SERVICE);
        assertThat(moved().apply()).isEqualTo(Attempt.done());

        kubectl(how, SERVICE.replace("{app: main}}", "{app: main, tier: data}}"));

        assertThat(ports()).containsExactlyInAnyOrderElementsOf(BOTH);
        assertThat(standing()).isInstanceOf(ServiceBerth.Moored.class);
    }

    @Test
    void whatPeopleReplaceTakesItAndBerthPutsItBack() throws IOException {
        kubectl("apply", SERVICE);
        moved().apply();

        kubectl("replace", SERVICE);

        assertThat(ports()).containsExactly("sql 5432");
        assertThat(standing()).isEqualTo(new ServiceBerth.Elsewhere(5432));
        assertThat(moved().apply()).isEqualTo(Attempt.done());
        assertThat(ports()).containsExactlyInAnyOrderElementsOf(BOTH);
    }

    @Test
    void whoPatchesTheWholeListTakesItToo() throws IOException {
        kubectl("apply", SERVICE);
        moved().apply();

        cluster.kubectl(
                "-n",
                namespace,
                "patch",
                "service",
                "main",
                "--type=merge",
                "-p",
                "{\"spec\": {\"ports\": [{\"name\": \"sql\", \"port\": 5432, \"targetPort\": 5432}]}}");

        assertThat(standing()).isEqualTo(new ServiceBerth.Elsewhere(5432));
        assertThat(moved().apply()).isEqualTo(Attempt.done());
        assertThat(ports()).containsExactlyInAnyOrderElementsOf(BOTH);
    }

    @Test
    void anOldPortThatAnApplyBringsBackIsSeenWithItsWriter() throws IOException {
        kubectl("apply", SERVICE);
        var plan = plan();
        effect(plan, ServiceStep.AddPorts.class).apply();
        assertThat(effect(plan, ServiceStep.RemoveOldPorts.class).apply())
                .isEqualTo(new Attempt.Done(
                        "commit that its ports have {name: sql-7000, port: 7000, targetPort: 5432} and no"
                                + " longer 5432"));
        assertThat(ports()).containsExactly("sql-7000 7000");

        kubectl("apply", SERVICE);

        assertThat(ports()).containsExactlyInAnyOrderElementsOf(BOTH);
        assertThat(decision().left()).singleElement().satisfies(left -> {
            assertThat(left).hasToString("sql 5432");
            assertThat(left.managers()).containsExactly("kubectl-client-side-apply");
        });
    }

    @Test
    void whatHasTheNumberOfAnOldPortByUdpStays() throws IOException {
        kubectl(
                "apply",
                SERVICE.replace("targetPort: 5432}", "targetPort: 5432}, {name: syslog, port: 5432, protocol: UDP}"));
        var plan = plan();
        effect(plan, ServiceStep.AddPorts.class).apply();

        var removed = effect(plan, ServiceStep.RemoveOldPorts.class).apply();

        assertThat(removed).isInstanceOf(Attempt.Done.class);
        assertThat(ports()).containsExactlyInAnyOrder("syslog 5432", "sql-7000 7000");
    }

    @Test
    void anOldPortStaysWhereTheNewOneIsGone() throws IOException {
        kubectl("apply", SERVICE.replace("targetPort: 5432}", "targetPort: 5432}, {name: web, port: 80}"));
        var plan = plan();
        effect(plan, ServiceStep.AddPorts.class).apply();
        kubectl("replace", SERVICE.replace("targetPort: 5432}", "targetPort: 5432}, {name: web, port: 80}"));

        var removed = effect(plan, ServiceStep.RemoveOldPorts.class).apply();

        assertThat(removed).isEqualTo(Attempt.notDone("the new port 7000 is no longer there"));
        assertThat(ports()).containsExactlyInAnyOrder("sql 5432", "web 80");
    }

    @Test
    void aServiceThatIsGoneHoldsNoWayBackUp() throws IOException {
        kubectl("apply", SERVICE.replace("name: sql, ", ""));
        var plan = plan();
        plan.steps()
                .filter(step -> step instanceof ServiceStep.BridgePorts || step instanceof ServiceStep.AddPorts)
                .forEach(step -> effect(plan, step.getClass()).apply());
        kubectl("delete", SERVICE);

        var back = plan.steps()
                .filter(step -> step instanceof ServiceStep && !(step instanceof ServiceStep.RemoveOldPorts))
                .map(step -> effect(plan, step.getClass()).undo());

        assertThat(back).isNotEmpty().containsOnly(Attempt.done());
    }

    @Test
    void aSecondPortOfTheSameServiceLeavesTheFirst() throws IOException {
        kubectl(
                "apply",
                SERVICE.replace("targetPort: 5432}", "targetPort: 5432}, {name: web, port: 80, targetPort: 8080}"));
        moved().apply();
        var wider = new PolicyText(
                POLICY.text().replace("port: 7000}", "port: 7000}, {name: web, target: 8080, port: 7100}"));

        var effect = effect(plan(wider), ServiceStep.AddPorts.class);

        assertThat(effect.apply()).isEqualTo(Attempt.done());
        assertThat(ports()).containsExactlyInAnyOrder("sql 5432", "sql-7000 7000", "web 80", "web-7100 7100");
        assertThat(effect.undo()).isEqualTo(Attempt.done());
        assertThat(ports()).containsExactlyInAnyOrder("sql 5432", "sql-7000 7000", "web 80");
    }

    @Test
    void aSecondMoveGoesBackToThePortThatTheFirstLeft() throws IOException {
        kubectl("apply", SERVICE);
        var first = plan();
        effect(first, ServiceStep.AddPorts.class).apply();
        effect(first, ServiceStep.RemoveOldPorts.class).apply();
        var second = effect(plan(POLICY.at(7001)), ServiceStep.AddPorts.class);
        assertThat(second.apply()).isEqualTo(Attempt.done());
        assertThat(ports()).containsExactlyInAnyOrder("sql-7000 7000", "sql-7001 7001");

        var back = second.undo();

        assertThat(back).isEqualTo(Attempt.done());
        assertThat(ports()).containsExactly("sql-7000 7000");
    }

    @Test
    void aSecondMoveGoesBackWhileTheFirstSoaksThoughTheOldPortHadNoName() throws IOException {
        kubectl("apply", SERVICE.replace("name: sql, ", ""));
        moved().apply();
        var second = effect(plan(POLICY.at(7001)), ServiceStep.AddPorts.class);
        assertThat(second.apply()).isEqualTo(Attempt.done());

        var back = second.undo();

        assertThat(back).isEqualTo(Attempt.done());
        assertThat(ports()).containsExactlyInAnyOrder("sql-5432 5432", "sql-7000 7000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{name: main, labels: {argocd.argoproj.io/instance: shop}}",
                "{name: main, annotations: {argocd.argoproj.io/tracking-id: \"shop:/Service:shop/main\"}}",
                "{name: main, labels: {helm.toolkit.fluxcd.io/name: shop}}"
            })
    void whatARepositoryKeepsIsAConflictUnlessAPersonCommits(String metadata) throws IOException {
        kubectl("apply", SERVICE.replace("{name: main, labels: {app: main}}", metadata));

        assertThat(((ServiceBerth.Barred) standing()).bar().kind()).isEqualTo(Bar.Kind.CONFLICTING);

        var told = plan(POLICY.mode("Plan")).warnings();
        assertThat(told)
                .singleElement()
                .asString()
                .contains("(shop)")
                .endsWith(
                        ": commit ports: [{name: sql, port: 5432, targetPort: 5432}, {name: sql-7000, port: 7000, targetPort: 5432}]");
    }

    @ParameterizedTest
    @CsvSource({"argocd-controller, Argo CD", "kustomize-controller, Flux", "helm-controller, Flux"})
    void whatARepositoryWritesIsAConflictThoughNoMarkTells(String manager, String tool) throws IOException {
        kubectl("apply --server-side --field-manager=" + manager, SERVICE);

        assertThat(((ServiceBerth.Barred) standing()).bar().refusal())
                .hasToString("main.sql: Service main is kept by " + tool + " (" + manager
                        + "), which would take a change" + " back — choose mode Plan, and commit what it says");

        kubectl("apply --server-side --field-manager=" + manager, FOLLOWED);
        assertThat(standing()).isInstanceOf(ServiceBerth.Moored.class);
    }

    @Test
    void whatAnOperatorWritesWithoutOwningTheServiceIsAConflictUntilItHasThePort() throws IOException {
        kubectl("apply --server-side --field-manager=my-operator", SERVICE);

        assertThat(((ServiceBerth.Barred) standing()).bar().refusal())
                .hasToString(
                        "main.sql: port 5432 of Service main is written by my-operator, which may take a change back"
                                + " — change it where it is written, or apply it by kubectl or Helm");

        kubectl("apply --server-side --field-manager=my-operator", FOLLOWED);
        assertThat(standing()).isInstanceOf(ServiceBerth.Moored.class);
    }

    /** Who owns the port keeps it, and nothing goes back by itself then. */
    @Test
    void aPortThatPeopleHaveTakenOverIsNotTakenFromThem() throws IOException {
        kubectl("apply --server-side", SERVICE);
        var added = moved();
        added.apply();
        kubectl("apply --server-side --force-conflicts", FOLLOWED);

        var back = added.undo();

        assertThat(back)
                .isInstanceOfSatisfying(
                        Attempt.NotDone.class,
                        stuck -> assertThat(stuck.reason())
                                .contains("somebody else has a part of them — put them right by hand"));
        assertThat(ports()).containsExactlyInAnyOrderElementsOf(BOTH);
    }

    /** A client-side apply writes only what differs, so that nobody but berth has the port. */
    @Test
    void aPortThatPeopleFollowedOnTheirSideAloneGoesBackUntilTheyApplyAgain() throws IOException {
        kubectl("apply", SERVICE);
        var added = moved();
        added.apply();
        kubectl("apply", FOLLOWED);

        assertThat(added.undo()).isEqualTo(Attempt.done());

        assertThat(ports()).containsExactly("sql 5432");
        kubectl("apply", FOLLOWED);
        assertThat(ports()).containsExactlyInAnyOrderElementsOf(BOTH);
    }

    @Test
    void aLoadBalancerMovesAndThePlanSaysWhoOpensItsPort() throws IOException {
        kubectl("apply", SERVICE.replace("spec: {", "spec: {type: LoadBalancer, "));
        var plan = plan();
        var added = effect(plan, ServiceStep.AddPorts.class);

        assertThat(added.apply()).isEqualTo(Attempt.done());

        assertThat(ports()).containsExactlyInAnyOrderElementsOf(BOTH);
        assertThat(plan.warnings())
                .containsExactly("the balancer of Service main opens its new ports when its own controller comes to it;"
                        + " berth asks inside the cluster alone");
        assertThat(added.undo()).isEqualTo(Attempt.done());
        assertThat(ports()).containsExactly("sql 5432");
    }

    @Test
    void aNodePortIsNoWay() throws IOException {
        kubectl("apply", SERVICE.replace("spec: {", "spec: {type: NodePort, "));

        assertThat(((ServiceBerth.Barred) standing()).bar())
                .extracting(Bar::kind)
                .isEqualTo(Bar.Kind.UNSUPPORTED);
    }

    private static final PolicyText POLICY = PolicyText.of("main").engine("TCP");

    private void kubectl(String how, String manifest) throws IOException {
        Path file = Files.writeString(folder.resolve("service.yaml"), manifest);
        var words = new ArrayList<>(List.of("-n", namespace));
        words.addAll(List.of(how.split(" ")));
        words.addAll(List.of("-f", file.toString()));
        cluster.kubectl(words.toArray(new String[0]));
    }

    private Effect moved() {
        return effect(plan(), ServiceStep.AddPorts.class);
    }

    private Effect effect(Plan plan, Class<? extends Step> kind) {
        return plan.steps()
                .filter(kind::isInstance)
                .map(step ->
                        new ServiceEffects(cluster.client(), Optional::empty).of(plan.policy(), (ServiceStep) step))
                .findFirst()
                .orElseThrow();
    }

    private Plan plan() {
        return plan(POLICY);
    }

    private Plan plan(PolicyText policy) {
        return decision(policy).plan().orElseThrow();
    }

    private ServiceBerth.Standing standing() {
        return decision().berths().get(0).standing();
    }

    private ClusterDecision.Seen decision() {
        return decision(POLICY);
    }

    private ClusterDecision.Seen decision(PolicyText policy) {
        return policy.decided(cluster.client(), namespace);
    }

    private List<String> ports() {
        return cluster.ports(namespace, "main");
    }
}
