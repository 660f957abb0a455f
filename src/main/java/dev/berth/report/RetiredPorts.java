package dev.berth.report;

import dev.berth.journal.Progress;
import dev.berth.plan.LeftPort;
import dev.berth.plan.ServicePorts;
import dev.berth.plan.ServiceStep.RemoveOldPorts;
import dev.berth.plan.WorkloadStep.PatchHostPorts;
import dev.berth.report.Condition.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words where the old ports of a policy in a cluster stand, as the condition {@code Retired}. */
public final class RetiredPorts {
    private static final String TYPE = "Retired";

    private RetiredPorts() {}

    /** Their soak is not over. */
    public static Condition soaking(String until) {
        return new Condition(TYPE, false, Reason.Soaking, until);
    }

    /** Their soak is over, and they stay all the same. */
    public static Condition kept(String reason) {
        return new Condition(TYPE, false, Reason.OldPortsKept, reason);
    }

    /**
     * None is waited for.
     *
     * @param all the migrations that there are, oldest first
     * @param left the ports that lead to berths beside the wanted ones
     */
    public static Condition of(List<Progress> all, List<LeftPort> left) {
        List<ServicePorts> removed = all.stream().flatMap(RetiredPorts::removed).toList();
        Optional<String> commit = manifest(removed).or(() -> template(all));
        String back = left.stream()
                .filter(port -> removed.stream().anyMatch(ports -> had(ports, port)))
                .map(port -> port + " came back, by " + String.join(", ", port.managers()))
                .collect(Collectors.joining("; "));
        return back.isEmpty()
                ? new Condition(TYPE, true, Reason.NoOldPort, commit.orElse(""))
                : new Condition(
                        TYPE,
                        false,
                        Reason.OldPortBack,
                        back + commit.map(" — "::concat).orElse(""));
    }

    private static Stream<ServicePorts> removed(Progress progress) {
        return progress.plan()
                .steps()
                .filter(step -> step instanceof RemoveOldPorts && progress.passed(step))
                .map(step -> ((RemoveOldPorts) step).ports());
    }

    /** A hostPort is replaced at once, soak or not. */
    private static Optional<String> template(List<Progress> all) {
        return all.stream()
                .flatMap(progress -> progress.plan()
                        .steps()
                        .filter(step -> step instanceof PatchHostPorts && progress.passed(step))
                        .map(step -> ((PatchHostPorts) step).ports()))
                .reduce((one, next) -> next)
                .map(ports ->
                        "commit to the template of " + ports.workload() + ": " + String.join(", ", ports.manifest()));
    }

    private static boolean had(ServicePorts ports, LeftPort left) {
        return ports.service().equals(left.service())
                && ports.pairs().stream().anyMatch(pair -> pair.from() == left.port());
    }

    /** What people must write, or their next apply brings the old port back. */
    private static Optional<String> manifest(List<ServicePorts> removed) {
        return removed.stream()
                .reduce((one, next) -> next)
                .map(ports -> "commit to Service " + ports.service() + ": " + ports.retiredManifest());
    }
}
