package dev.berth.plan;

import dev.berth.observe.ClusterFacts;
import dev.berth.observe.ClusterFacts.Rival;
import dev.berth.observe.PodTemplate;
import dev.berth.policy.Database;
import dev.berth.policy.Policy;
import dev.berth.policy.Workload;
import java.util.Optional;
import java.util.stream.Stream;

/** The way to one berth that pods of a workload have of their nodes. */
record PodApproach(Policy policy, Database database, Database.Port port, Workload workload) {
    ServiceBerth.Standing standing(ClusterFacts facts) {
        return facts.template(workload)
                .map(template -> standing(template, facts))
                .orElseGet(() -> new ServiceBerth.Barred(bar(
                        Bar.Kind.MISSING,
                        "there is no " + workload + " in namespace " + policy.namespace(),
                        "make it, or correct workload of " + database.name())));
    }

    private ServiceBerth.Standing standing(PodTemplate template, ClusterFacts facts) {
        Optional<Bar> unknown = bars().unknown(template);
        if (unknown.isPresent()) {
            return new ServiceBerth.Barred(unknown.get());
        }
        PodTemplate.Port now = template.ports(port.target()).get(0);
        int host = now.host().orElseThrow();
        if (host == port.port()) {
            return bars().behind(template)
                    .<ServiceBerth.Standing>map(ServiceBerth.Barred::new)
                    .orElseGet(ServiceBerth.Moored::new);
        }
        return Stream.of(
                        bars().unmovable(template, now),
                        kept(template, now),
                        facts.rival(template.name()).map(this::beside),
                        facts.rival(ClusterFacts.hostPort(port.port())).map(this::taken))
                .flatMap(Optional::stream)
                .findFirst()
                .<ServiceBerth.Standing>map(ServiceBerth.Barred::new)
                .orElseGet(() -> new ServiceBerth.Elsewhere(host));
    }

    /** Who would take a change back. */
    private Optional<Bar> kept(PodTemplate template, PodTemplate.Port now) {
        return Bar.kept(policy.mode(), template.keepers(), name(), template.title())
                .or(() -> now.managers().stream()
                        .filter(manager -> template.keepers().any().isEmpty())
                        .filter(manager -> !FieldManagers.yields(manager))
                        .findFirst()
                        .map(manager -> bar(
                                Bar.Kind.CONFLICTING,
                                "hostPort " + now.host().orElseThrow() + " of " + workload + " is written by " + manager
                                        + ", which may take a change back",
                                FieldManagers.REMEDY)));
    }

    private Bar beside(Rival rival) {
        return rival.migration()
                .map(migration -> bar(
                        Bar.Kind.CONFLICTING,
                        "migration " + migration + " of " + rival.who() + " moves " + workload + ", and is not over",
                        "let that end, or take it back"))
                .orElseGet(() -> bar(
                        Bar.Kind.CONFLICTING,
                        rival.who() + " moves " + workload + ", and came first",
                        "have one policy name all databases of " + workload));
    }

    /** Where a pod starts nobody knows beforehand, so a port of one node is one of all. */
    private Bar taken(Rival rival) {
        return rival.migration()
                .map(migration -> bar(
                        Bar.Kind.CONFLICTING,
                        "migration " + migration + " of " + rival.who() + ", which is not over, may need hostPort "
                                + port.port(),
                        "take another port, let that end, or take it back"))
                .orElseGet(() -> bar(
                        Bar.Kind.CONFLICTING,
                        "hostPort " + port.port() + " is of " + rival.who(),
                        "take another port, or free this one on every node"));
    }

    private PodBars bars() {
        return new PodBars(name(), port, workload);
    }

    private String name() {
        return database.name() + "." + port.name();
    }

    private Bar bar(Bar.Kind kind, String reason, String remedy) {
        return Bar.of(kind, name(), reason, remedy);
    }
}
