package dev.berth.plan;

import dev.berth.observe.ClusterFacts;
import dev.berth.observe.Exposure;
import dev.berth.observe.PodTemplate;
import dev.berth.plan.ValueChanges.Change;
import dev.berth.policy.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes the move of the berths that one Service, or one workload, leads to.
 *
 * <p>A Service may have its old and its new port side by side, so nothing stops. A pod can't, and starts anew: whether its
 * clients are well has to be known before, since after it none is until it has its new value.
 */
final class CrossingSteps {
    /** Measured from the end of a pod to the answer of the next one, beside what the engine takes (docs/kubernetes.md). */
    private static final Duration POD = Duration.ofSeconds(3);

    private final Grounds grounds;
    private final List<Crossing> crossings;
    private final Exposure exposure;
    private final StepList steps;
    private final AnswerSteps answers;
    private final WorkloadSteps clients;

    /** @param crossings of one exposure, at least one */
    CrossingSteps(Grounds grounds, List<Crossing> crossings) {
        this.grounds = grounds;
        this.crossings = crossings;
        this.exposure = crossings.get(0).exposure();
        this.steps = new StepList(exposure.name());
        this.answers = new AnswerSteps(crossings, steps);
        this.clients = new WorkloadSteps(grounds.policy(), steps);
    }

    /** @param changes of the values of its clients */
    Move move(List<Change> changes) {
        if (exposure instanceof PodTemplate template) {
            restart(template, changes);
        } else if (exposure instanceof ClusterFacts.Service service) {
            widen(service, changes);
        }
        return new Move(
                exposure.name(),
                crossings.stream().map(Crossing::berthing).toList(),
                exposure instanceof PodTemplate && crosses() ? pause() : Duration.ZERO,
                steps.steps());
    }

    private void widen(ClusterFacts.Service service, List<Change> changes) {
        ServicePorts ports = new ServicePorts(namespace(), service.name(), pairs(crossing -> crossing.pair(service)));
        PortSteps porting = new PortSteps(ports, steps);
        Map<Crossing, String> confirmed = answers.confirm();
        if (crosses()) {
            porting.add();
            answers.answer(confirmed);
        }
        clients.add(changes, clients.confirm(Phase.VERIFY, changes), databases());
        if (crosses()) {
            porting.removeOld();
        }
    }

    private void restart(PodTemplate template, List<Change> changes) {
        if (!crosses()) {
            answers.confirm();
            clients.add(changes, clients.confirm(Phase.VERIFY, changes), databases());
            return;
        }
        PodPorts ports = new PodPorts(namespace(), template.workload(), pairs(crossing -> crossing.pair(template)));
        PodSteps pods = new PodSteps(ports, steps);
        pods.grant();
        Map<Workload, String> well = clients.confirm(Phase.PREPARE, changes);
        Map<Crossing, String> confirmed = answers.confirm();
        pods.change(pods.confirm());
        answers.answer(confirmed);
        clients.add(changes, well, databases());
    }

    /** Whether any port is on its way; else only clients are behind. */
    private boolean crosses() {
        return crossings.stream().anyMatch(Crossing::crosses);
    }

    private <P> List<P> pairs(Function<Crossing, P> pair) {
        return crossings.stream().filter(Crossing::crosses).map(pair).toList();
    }

    private Duration pause() {
        return crossings.stream()
                .map(crossing -> crossing.database().engine().pause())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO)
                .plus(POD);
    }

    private String namespace() {
        return grounds.policy().namespace();
    }

    private List<String> databases() {
        return crossings.stream()
                .map(crossing -> crossing.database().name())
                .distinct()
                .toList();
    }
}
