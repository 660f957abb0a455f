package dev.berth.app;

import dev.berth.observe.ClusterFacts;
import dev.berth.observe.ClusterFacts.Rival;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.OpenMigrations.Open;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Who keeps the pods of a policy from ports of the nodes by a migration that is not over.
 *
 * @param open the migrations of a namespace that are not over, at the price of a call
 */
record HostPortRivals(DatabasePortPolicy object, Function<String, List<Open>> open) {
    /**
     * Whichever of these ports the pods of others have, had, or will have, for as long as they may go there or back. No namespace
     * is asked for twice.
     */
    List<Rival> crossing(List<DatabasePortPolicy> others, List<Integer> ports) {
        Map<String, List<Open>> asked = new HashMap<>();
        return others.stream()
                .flatMap(other -> crossing(
                        other, asked.computeIfAbsent(other.getMetadata().getNamespace(), open), ports))
                .toList();
    }

    private Stream<Rival> crossing(DatabasePortPolicy other, List<Open> migrations, List<Integer> ports) {
        return migrations.stream()
                .filter(migration -> migration.isOf(other))
                .flatMap(migration -> ports.stream()
                        .filter(migration::needs)
                        .map(port -> Rival.policy(
                                ClusterFacts.hostPort(port), name(other, object), Optional.of(migration.title()))));
    }

    /** As people are told of one policy beside another. */
    static String name(DatabasePortPolicy other, DatabasePortPolicy object) {
        var metadata = other.getMetadata();
        return metadata.getNamespace().equals(object.getMetadata().getNamespace())
                ? metadata.getName()
                : metadata.getNamespace() + "/" + metadata.getName();
    }
}
