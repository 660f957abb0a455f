package dev.berth.adapter.kube;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.plan.FieldManagers;
import dev.berth.plan.Substitution;
import dev.berth.plan.Substitution.Standing;
import dev.berth.policy.ValuePlace;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A value names the new port.
 *
 * @param earlier what earlier steps put there: a way back that goes over the same ground twice finds it further back
 * @param mark what the pods are marked by whose variable it is; empty for other values
 */
record PatchedValue(
        LiveObject object, ValuePlace place, Substitution substitution, List<Substitution> earlier, String mark)
        implements Effect {
    @Override
    public boolean holds() {
        return stands(spots(object.json(object.now())), substitution, Standing.AFTER);
    }

    @Override
    public Attempt apply() {
        return changed(false);
    }

    /** The same without changing anything. */
    Attempt tried() {
        return changed(true);
    }

    private Attempt changed(boolean tried) {
        return Calls.attempt(() -> Calls.again(() -> {
            GenericKubernetesResource live = object.now();
            List<Spot> spots = spots(object.json(live));
            if (stands(spots, substitution, Standing.AFTER)) {
                return Attempt.done();
            }
            if (!stands(spots, substitution, Standing.BEFORE)) {
                return Attempt.notDone(place + " no longer holds “" + substitution.before() + "”");
            }
            return Managers.objection(writers(live, spots), place.toString())
                    .orElseGet(() -> written(live, spots, substitution::forth, mark, tried));
        }));
    }

    @Override
    public Attempt undo() {
        return Calls.attempt(() -> Calls.again(() -> {
            Optional<GenericKubernetesResource> live = object.found();
            List<Spot> spots = live.map(object::json).map(this::spots).orElse(List.of());
            if (spots.isEmpty()
                    || Stream.concat(Stream.of(substitution), earlier.stream())
                            .anyMatch(former -> stands(spots, former, Standing.BEFORE))) {
                return Attempt.done();
            }
            if (!stands(spots, substitution, Standing.AFTER)
                    || writers(live.orElseThrow(), spots).noneMatch(FieldManagers.OWN::equals)) {
                return Attempt.notDone(place + " is no longer as berth wrote it — write “" + substitution.before()
                        + "” in the place of “" + substitution.after() + "” by hand");
            }
            return written(live.orElseThrow(), spots, substitution::back, mark.isEmpty() ? "" : Mark.back(mark), false);
        }));
    }

    private List<Spot> spots(JsonNode live) {
        return Spot.of(place, live);
    }

    private static boolean stands(List<Spot> spots, Substitution substitution, Standing standing) {
        return !spots.isEmpty() && spots.stream().allMatch(spot -> substitution.in(spot.text()) == standing);
    }

    private static Stream<String> writers(GenericKubernetesResource live, List<Spot> spots) {
        return spots.stream()
                .flatMap(spot -> Managers.of(live.getMetadata(), spot.fields()).stream())
                .distinct();
    }

    private Attempt written(
            GenericKubernetesResource live,
            List<Spot> spots,
            UnaryOperator<String> change,
            String marked,
            boolean tried) {
        return object.written(
                live,
                part -> {
                    spots.forEach(spot -> spot.write(part, change.apply(spot.text())));
                    if (!marked.isEmpty()) {
                        LiveWorkload.mark(part, marked);
                    }
                },
                "more than " + place,
                tried);
    }
}
