package dev.berth.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.journal.Progress;
import dev.berth.journal.Progress.State;
import dev.berth.plan.LeftPort;
import dev.berth.plan.Move;
import dev.berth.plan.Phase;
import dev.berth.plan.Plan;
import dev.berth.plan.PodPorts;
import dev.berth.plan.ServicePorts;
import dev.berth.plan.ServiceStep.RemoveOldPorts;
import dev.berth.plan.Step;
import dev.berth.plan.WorkloadStep.PatchHostPorts;
import dev.berth.policy.Rollback;
import dev.berth.policy.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RetiredPortsTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void everyServiceAndWorkloadThatLostAPortIsToBeCommitted() {
        var moved =
                List.of(done(removed("main", 5432, 7000), removed("cache", 6379, 7001), patched("StatefulSet/queue")));

        assertThat(RetiredPorts.of(moved, List.of(), port -> false).message())
                .isEqualTo("commit to Service main: its ports have {name: p7000, port: 7000, targetPort: db} and no"
                        + " longer 5432; commit to Service cache: its ports have {name: p7001, port: 7001, targetPort:"
                        + " db} and no longer 6379; commit to the template of StatefulSet/queue: {name: db, ports:"
                        + " [{containerPort: 9000, protocol: TCP, hostPort: 7002}]}");
    }

    @Test
    void whatIsToBeCommittedOfOneServiceIsTheSumOfItsMoves() {
        var moved = List.of(
                done(removed("main", 5432, 7000)),
                done(removed("main", 9187, 7005)),
                done(removed("main", 7000, 7001)));

        assertThat(RetiredPorts.of(moved, List.of(), port -> false).message())
                .isEqualTo("commit to Service main: its ports have {name: p7001, port: 7001, targetPort: db}, {name:"
                        + " p7005, port: 7005, targetPort: db} and no longer 5432, 9187, 7000");
    }

    @Test
    void aPortThatAMoveLeftAndALaterOneTookAgainIsNoOldOne() {
        var moved = List.of(done(removed("main", 7000, 7001)), done(removed("main", 7001, 7000)));

        assertThat(RetiredPorts.of(moved, List.of(), port -> false).message())
                .isEqualTo("commit to Service main: its ports have {name: p7000, port: 7000, targetPort: db} and no"
                        + " longer 7001");
    }

    @Test
    void aPortThatNobodyTookAwayIsKept() {
        var condition = RetiredPorts.of(
                List.of(), List.of(new LeftPort("main", "sql", 5432, List.of("argocd"))), port -> false);

        assertThat(condition)
                .isEqualTo(RetiredPorts.kept("sql 5432 of Service main leads to its berth too, by argocd: commit its"
                        + " ports without that"));
    }

    @Test
    void oneThatIsNeededIsNothingToCommitAway() {
        var condition = RetiredPorts.of(
                List.of(),
                List.of(
                        new LeftPort("main", "sql", 5432, List.of("argocd")),
                        new LeftPort("cache", "", 6379, List.of())),
                port -> port.service().equals("main"));

        assertThat(condition)
                .isEqualTo(RetiredPorts.kept("sql 5432 of Service main leads to its berth too, by argocd; it stays"
                        + " until every client has the new port; 6379 of Service cache leads to its berth too: commit its"
                        + " ports without that"));
    }

    @Test
    void itIsToldBesideOneThatCameBack() {
        var condition = RetiredPorts.of(
                List.of(done(removed("cache", 6379, 7001))),
                List.of(new LeftPort("main", "sql", 5432, List.of()), new LeftPort("cache", "", 6379, List.of("helm"))),
                port -> false);

        assertThat(condition.reason()).isEqualTo(Condition.Reason.OldPortBack);
        assertThat(condition.message())
                .isEqualTo("6379 came back, by helm; sql 5432 of Service main leads to its berth too: commit its ports"
                        + " without that — commit to Service cache: its ports have {name: p7001, port: 7001,"
                        + " targetPort: db} and no longer 6379");
    }

    private static ServicePorts removed(String service, int from, int to) {
        return new ServicePorts(
                "shop", service, List.of(new ServicePorts.Pair("p" + from, "p" + from, "p" + to, "db", from, to)));
    }

    private static PodPorts patched(String workload) {
        return new PodPorts("shop", Workload.of(workload), List.of(new PodPorts.Pair("db", 9000, 9000, 7002)));
    }

    private static Progress done(ServicePorts ports) {
        return progress(Stream.of(new RemoveOldPorts(head(0, Phase.CLEAN_UP), ports)));
    }

    private static Progress done(ServicePorts one, ServicePorts other, PodPorts pods) {
        return progress(Stream.of(
                new RemoveOldPorts(head(0, Phase.CLEAN_UP), one),
                new RemoveOldPorts(head(1, Phase.CLEAN_UP), other),
                new PatchHostPorts(head(2, Phase.SWITCH), pods, "")));
    }

    private static Step.Head head(int number, Phase phase) {
        return new Step.Head("step-" + number, phase, "");
    }

    private static Progress progress(Stream<Step> steps) {
        var move = new Move("shop", List.of(), Duration.ZERO, steps.toList());
        var plan = new Plan(
                "shop",
                "shop",
                "",
                "",
                Optional.empty(),
                new Rollback(Rollback.Scope.BERTH, Duration.ZERO),
                List.of(move),
                List.of(),
                "");
        return new Progress(
                plan,
                AT,
                AT,
                Map.of("step-0", State.APPLIED, "step-1", State.APPLIED, "step-2", State.APPLIED),
                Map.of(),
                Map.of(),
                Optional.empty(),
                Duration.ZERO,
                Optional.of(""));
    }
}
