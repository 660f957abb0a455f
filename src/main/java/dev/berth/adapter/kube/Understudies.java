package dev.berth.adapter.kube;

import dev.berth.adapter.kube.LiveService.Port;
import dev.berth.cycle.ServiceCopies;
import dev.berth.execute.Effects;
import dev.berth.observe.Sources;
import dev.berth.plan.Grants;
import dev.berth.plan.ServicePorts;
import dev.berth.policy.Policy;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The copies of one rehearsal, each with what it stands for. */
final class Understudies implements ServiceCopies.Cast {
    private final KubernetesClient client;
    private final Policy real;
    private final Consumer<Grants> lend;
    private final Callers callers;
    private final List<Pair> pairs = new ArrayList<>();

    /** @param real the policy that is rehearsed */
    Understudies(KubernetesClient client, Policy real, Consumer<Grants> lend, Sources.Pulses pulses) {
        this.client = client;
        this.real = real;
        this.lend = lend;
        this.callers = new Callers(pulses);
    }

    /** One copy, with its ports as they were when it was made. */
    private record Pair(String original, String copy, List<Port> ports) {}

    void add(Service original, Service copy) {
        String name = copy.getMetadata().getName();
        pairs.add(new Pair(original.getMetadata().getName(), name, now(name)));
    }

    @Override
    public Policy policy() {
        return real.behind(pairs.stream().collect(Collectors.toMap(Pair::original, Pair::copy)));
    }

    @Override
    public Effects effects(Effects effects) {
        Map<String, String> originals = pairs.stream().collect(Collectors.toMap(Pair::copy, Pair::original));
        return new RehearsedEffects(client, effects, originals, callers);
    }

    @Override
    public List<String> flaws() {
        callers.end();
        return Stream.concat(pairs.stream().flatMap(this::flaw), callers.flaws().stream())
                .toList();
    }

    @Override
    public String remark() {
        return callers.toString();
    }

    private Stream<String> flaw(Pair pair) {
        List<Port> now = now(pair.copy());
        return now.equals(pair.ports())
                ? Stream.of()
                : Stream.of("the copy of Service " + pair.original() + " has the ports " + now + " and not as before "
                        + pair.ports());
    }

    private List<Port> now(String copy) {
        return new LiveService(client, new ServicePorts(real.namespace(), copy, List.of())).now();
    }

    @Override
    public void remove() {
        callers.end();
        try {
            pairs.forEach(pair -> client.services()
                    .inNamespace(real.namespace())
                    .withName(pair.copy())
                    .delete());
        } catch (KubernetesClientException refused) {
            // The next pass over the policy finds them by their label.
        }
        lend.accept(Grants.NONE);
    }
}
