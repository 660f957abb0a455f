package dev.berth.cycle;

import dev.berth.observe.ClusterFacts;
import dev.berth.observe.Holder;
import dev.berth.observe.Keepers;
import dev.berth.observe.PodTemplate;
import dev.berth.plan.PolicyWith;
import dev.berth.policy.Client;
import dev.berth.policy.Database;
import dev.berth.policy.Policy;
import dev.berth.policy.Workload;
import java.util.List;
import java.util.Optional;

/** The shop's database as the pods of a workload, by a port of their nodes, and what is seen of them. */
public final class ClusterPods {
    public static final Workload MAIN = new Workload("StatefulSet", "main");

    private ClusterPods() {}

    public static Policy policy(List<Client> clients) {
        Database main = ClusterPolicy.SHOP.databases().get(0);
        Database pods = new Database(
                main.name(),
                main.engine(),
                new Database.Runner.Pods(MAIN),
                main.ports(),
                main.credentials(),
                main.pgBouncer(),
                main.mark());
        return PolicyWith.databases(ClusterPolicy.SHOP, List.of(pods), clients);
    }

    /** One pod, which is ready. */
    public static PodTemplate template(PodTemplate.Port... ports) {
        return new PodTemplate(MAIN, Keepers.NONE, Optional.empty(), false, 1, 1, 1, List.of(ports));
    }

    public static PodTemplate.Port port(int target, Optional<Integer> host, String manager) {
        return new PodTemplate.Port("db", target, host, "", List.of(manager));
    }

    public static ClusterFacts facts(PodTemplate template, List<Holder> holders) {
        return new ClusterFacts(List.of(), List.of(template), holders, List.of());
    }
}
