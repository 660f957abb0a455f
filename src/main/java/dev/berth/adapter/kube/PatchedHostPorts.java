package dev.berth.adapter.kube;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.plan.FieldManagers;
import dev.berth.plan.PodPorts;
import dev.berth.plan.PodPorts.Pair;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * The template of a workload's pods has other ports of the node, and nothing else of it differs.
 *
 * @param mark what the pods that start by that are marked by
 * @param former has the ports of before registered, for pods that are to have them again
 * @param holders the pods that have a port of their node, as {@code Pod NAMESPACE/NAME}
 */
record PatchedHostPorts(
        LiveObject object, PodPorts ports, String mark, Runnable former, IntFunction<Stream<String>> holders)
        implements Effect {
    @Override
    public boolean holds() {
        return are(object.json(object.now()), Pair::to);
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
            if (are(object.json(live), Pair::to)) {
                return Attempt.done();
            }
            if (!are(object.json(live), Pair::from)) {
                return Attempt.notDone(object + " no longer has hostPort " + numbers(Pair::from));
            }
            return Managers.objection(writers(live), "hostPort " + numbers(Pair::from) + " of " + object)
                    .orElseGet(() -> written(live, Pair::to, mark, tried));
        }));
    }

    @Override
    public Attempt undo() {
        return Calls.attempt(() -> Calls.again(() -> {
            Optional<GenericKubernetesResource> live = object.found();
            if (live.isEmpty()) {
                return Attempt.done();
            }
            former.run();
            if (are(object.json(live.get()), Pair::from)) {
                return Attempt.done();
            }
            if (!are(object.json(live.get()), Pair::to) || writers(live.get()).noneMatch(FieldManagers.OWN::equals)) {
                return Attempt.notDone(object + " is no longer as berth wrote it — write hostPort "
                        + numbers(Pair::from) + " in the place of " + numbers(Pair::to) + " by hand");
            }
            Optional<String> taken = taken(object.json(live.get()));
            return taken.isPresent()
                    ? Attempt.notDone(taken.get() + ", so " + object + " stays where it is until that is free")
                    : written(live.get(), Pair::from, Mark.back(mark), false);
        }));
    }

    /** A pod that can't have its port starts nowhere, and the one that it replaces would be gone. */
    private Optional<String> taken(JsonNode live) {
        List<String> own = new WorkloadPods(object.client(), ports.namespace(), ports.workload())
                .of(live).stream()
                        .map(pod -> "Pod " + ports.namespace() + "/" + pod.name())
                        .toList();
        return ports.pairs().stream()
                .flatMap(pair -> holders.apply(pair.from())
                        .filter(holder -> !own.contains(holder))
                        .map(holder -> "hostPort " + pair.from() + " is of " + holder + " by now"))
                .findFirst();
    }

    private boolean are(JsonNode live, ToIntFunction<Pair> port) {
        return ports.pairs().stream()
                .allMatch(pair -> TemplatePort.of(live, pair.target()).stream()
                        .map(TemplatePort::host)
                        .toList()
                        .equals(List.of(Optional.of(port.applyAsInt(pair)))));
    }

    private Stream<String> writers(GenericKubernetesResource live) {
        return ports.pairs().stream()
                .flatMap(pair -> TemplatePort.of(object.json(live), pair.target()).stream())
                .flatMap(port -> Managers.of(live.getMetadata(), port.fields()).stream())
                .distinct();
    }

    private Attempt written(GenericKubernetesResource live, ToIntFunction<Pair> port, String marked, boolean tried) {
        return object.written(
                live,
                part -> {
                    ports.pairs()
                            .forEach(pair -> TemplatePort.of(object.json(live), pair.target())
                                    .forEach(one -> one.write(part, port.applyAsInt(pair))));
                    LiveWorkload.mark(part, marked);
                },
                "more than the ports of the nodes of " + object,
                tried);
    }

    private String numbers(ToIntFunction<Pair> port) {
        return String.join(
                ", ",
                ports.pairs().stream()
                        .map(pair -> String.valueOf(port.applyAsInt(pair)))
                        .toList());
    }
}
