package dev.berth.report;

import dev.berth.journal.Progress;
import dev.berth.plan.LeftPort;
import dev.berth.plan.PodPorts;
import dev.berth.plan.ServicePorts;
import dev.berth.plan.ServiceStep.RemoveOldPorts;
import dev.berth.plan.WorkloadStep.PatchHostPorts;
import dev.berth.policy.Workload;
import dev.berth.report.Condition.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
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
     * @param needed whether one that no migration took away may still be used
     */
    public static Condition of(List<Progress> all, List<LeftPort> left, Predicate<LeftPort> needed) {
        List<ServicePorts> removed = all.stream().flatMap(RetiredPorts::removed).toList();
        String commit = Stream.concat(services(removed), templates(all)).collect(Collectors.joining("; "));
        List<LeftPort> back = left.stream()
                .filter(port -> removed.stream().anyMatch(ports -> had(ports, port)))
                .toList();
        String told = Stream.concat(
                        back.stream().map(port -> port + " came back" + by(port)),
                        left.stream().filter(port -> !back.contains(port)).map(port -> stays(port, needed.test(port))))
                .collect(Collectors.joining("; "));
        if (told.isEmpty()) {
            return new Condition(TYPE, true, Reason.NoOldPort, commit);
        }
        return new Condition(
                TYPE,
                false,
                back.isEmpty() ? Reason.OldPortsKept : Reason.OldPortBack,
                commit.isEmpty() ? told : told + " — " + commit);
    }

    private static Stream<ServicePorts> removed(Progress progress) {
        return progress.plan()
                .steps()
                .filter(step -> step instanceof RemoveOldPorts && progress.passed(step))
                .map(step -> ((RemoveOldPorts) step).ports());
    }

    private static boolean had(ServicePorts ports, LeftPort left) {
        return ports.service().equals(left.service())
                && ports.pairs().stream().anyMatch(pair -> pair.from() == left.port());
    }

    /** No migration that is known took it away, or will: it is in the hands of who wrote it. */
    private static String stays(LeftPort port, boolean needed) {
        return port + " of Service " + port.service() + " leads to its berth too" + by(port)
                + (needed ? "; it stays until every client has the new port" : ": commit its ports without that");
    }

    private static String by(LeftPort port) {
        return port.managers().isEmpty() ? "" : ", by " + String.join(", ", port.managers());
    }

    /** What people must write of each Service, or their next apply brings the old port back. */
    private static Stream<String> services(List<ServicePorts> removed) {
        Map<String, ServicePorts> services = new LinkedHashMap<>();
        removed.forEach(ports -> services.merge(ports.service(), ports, ServicePorts::then));
        return services.values().stream()
                .map(ports -> "commit to Service " + ports.service() + ": " + ports.retiredManifest());
    }

    /** And of each workload: a hostPort is replaced at once, soak or not. */
    private static Stream<String> templates(List<Progress> all) {
        Map<Workload, PodPorts> workloads = new LinkedHashMap<>();
        all.stream()
                .flatMap(progress -> progress.plan()
                        .steps(PatchHostPorts.class)
                        .filter(progress::passed)
                        .map(PatchHostPorts::ports))
                .forEach(ports -> workloads.put(ports.workload(), ports));
        return workloads.values().stream()
                .map(ports ->
                        "commit to the template of " + ports.workload() + ": " + String.join(", ", ports.manifest()));
    }
}
