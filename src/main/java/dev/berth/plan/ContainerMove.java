package dev.berth.plan;

import dev.berth.policy.Database;
import dev.berth.policy.EngineKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One container that is made again, with all of its berths. */
record ContainerMove(List<Placement> placements) {
    ContainerMove {
        placements = List.copyOf(placements);
    }

    /** One for each container, in the order of the placements. */
    static List<ContainerMove> of(List<Placement> placements) {
        var byContainer = new LinkedHashMap<String, List<Placement>>();
        placements.forEach(placement -> byContainer
                .computeIfAbsent(placement.container().id(), id -> new ArrayList<>())
                .add(placement));
        return byContainer.values().stream().map(ContainerMove::new).toList();
    }

    Subject subject() {
        var first = placements.get(0);
        var service = first.database().runner() instanceof Database.Runner.Service runner
                ? Optional.of(runner.name())
                : Optional.<String>empty();
        return new Subject(
                first.database().name(),
                first.container().id(),
                first.container().name(),
                service);
    }

    EngineKind engine() {
        return placements.get(0).database().engine();
    }

    String restartPolicy() {
        return placements.get(0).container().restartPolicy();
    }

    List<Rebinding> rebindings() {
        return placements.stream()
                .flatMap(placement -> placement.rebindings().stream())
                .toList();
    }

    /** Whether its label may say that nothing is to do. */
    boolean restamped() {
        return subject().service().isPresent() && placements.stream().noneMatch(Placement::behindFiles);
    }

    /** Whether it is made again although its ports stay, for its label alone. */
    boolean keepsItsPorts() {
        return rebindings().stream().allMatch(rebinding -> rebinding.from() == rebinding.to());
    }

    @Override
    public String toString() {
        return words(placements);
    }

    static String words(List<Placement> placements) {
        return placements.stream()
                .flatMap(placement -> placement.berths().stream().map(berth -> berth.berthing(placement.database())))
                .map(Object::toString)
                .collect(Collectors.joining(", "));
    }
}
