package dev.berth.plan;

import static dev.berth.plan.Phase.PREPARE;
import static dev.berth.plan.Phase.SWITCH;

import dev.berth.policy.Protocol;
import dev.berth.policy.Verification.Fingerprint;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes the steps that compare contents: only where clients are held, since otherwise anybody may write meanwhile. */
final class ContentsSteps {
    /** Under {@code Fast} clients must not wait for a comparison. */
    private static final Duration MOMENT = Duration.ofMillis(250);

    private final StepList steps;
    private final Fingerprint depth;
    private final Holding holding;
    private final Map<Placement, String> tried = new LinkedHashMap<>();
    private final Map<Placement, String> noted = new LinkedHashMap<>();

    ContentsSteps(StepList steps, Fingerprint depth, Holding holding) {
        this.steps = steps;
        this.depth = depth;
        this.holding = holding;
    }

    /** Whether what a database holds can be compared at all. */
    static boolean possible(Placement placement) {
        return placement.database().engine().tellsContents()
                && placement.endpoint(false).protocol().map(Protocol::telling).orElse(true);
    }

    void look(List<ContainerMove> containers) {
        compared(containers)
                .forEach(placement -> tried.put(
                        placement,
                        steps.add(
                                PREPARE,
                                "try-contents",
                                "whether it can be read in time is told before anybody waits",
                                head -> new ContentsStep.TryContents(
                                        head, placement.endpoint(false), depth, patience()))));
    }

    void note(List<ContainerMove> containers) {
        compared(containers)
                .forEach(placement -> noted.put(
                        placement,
                        steps.add(
                                SWITCH,
                                "note-contents",
                                "nobody is let in now, so what it holds can be compared",
                                head -> new ContentsStep.NoteContents(
                                        head,
                                        placement.endpoint(false),
                                        depth,
                                        patience(),
                                        holding.limit(),
                                        tried.getOrDefault(placement, "")))));
    }

    void compare() {
        noted.forEach((placement, step) -> steps.add(
                SWITCH,
                "compare-contents",
                "not one row may be lost",
                head -> new ContentsStep.CompareContents(head, placement.endpoint(true), depth, patience(), step)));
    }

    private Stream<Placement> compared(List<ContainerMove> containers) {
        return containers.stream()
                .flatMap(container -> container.placements().stream())
                .filter(placement -> depth != Fingerprint.OFF && possible(placement));
    }

    private Duration patience() {
        return depth == Fingerprint.STRICT ? holding.reading() : MOMENT;
    }
}
