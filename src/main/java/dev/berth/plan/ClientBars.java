package dev.berth.plan;

import dev.berth.observe.ClusterFacts;
import dev.berth.observe.Holder;
import dev.berth.policy.Client;
import dev.berth.policy.Client.ValueRule;
import dev.berth.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Collects what keeps the values of clients from being changed, and their pods from starting anew. */
final class ClientBars {
    private final Policy.Mode mode;
    private final ClusterFacts facts;
    private final List<Bar> bars = new ArrayList<>();

    ClientBars(Policy.Mode mode, ClusterFacts facts) {
        this.mode = mode;
        this.facts = facts;
    }

    List<Bar> bars() {
        return List.copyOf(bars);
    }

    /** There is nothing to change, or nobody may look whether there is. */
    void missing(Client client, ValueRule rule) {
        Optional<Holder> holder = facts.holder(rule.place().kind(), rule.place().name());
        holder.filter(one -> one.hindrance().isPresent())
                .ifPresentOrElse(
                        one -> changeable(client, one),
                        () -> add(
                                Bar.Kind.MISSING,
                                client,
                                holder.isPresent()
                                        ? rule.place() + " has no text of its own"
                                        : "there is no " + rule.place(),
                                "make it, or correct values of " + client.name()));
    }

    /** What stands there is nothing that berth would know how to change. */
    void unexpected(Client client, ValueRule rule, Stream<String> expected) {
        add(
                Bar.Kind.CONFLICTING,
                client,
                rule.place() + " does not hold what it must: "
                        + (rule.find().isPresent() ? rule.times() + " × " : "")
                        + expected.distinct().collect(Collectors.joining("” or “", "“", "”")),
                "correct it, or values of " + client.name());
    }

    /** Who else has a say in a text that is to change. */
    void writers(Client client, ValueRule rule, List<Holder.Text> texts) {
        Optional<Holder> holder = facts.holder(rule.place().kind(), rule.place().name());
        holder.ifPresent(one -> changeable(client, one));
        if (holder.filter(one -> one.keepers().any().isPresent()).isPresent()) {
            return;
        }
        texts.stream()
                .flatMap(text -> text.managers().stream())
                .filter(manager -> !FieldManagers.yields(manager))
                .forEach(manager -> add(
                        Bar.Kind.CONFLICTING,
                        client,
                        rule.place() + " is written by " + manager + ", which may take a change back",
                        FieldManagers.REMEDY));
    }

    /** Whether the pods of a client can start anew. */
    void workloads(Client client) {
        client.workloads()
                .forEach(workload -> facts.holder(workload.kind(), workload.name())
                        .ifPresentOrElse(
                                holder -> changeable(client, holder),
                                () -> add(
                                        Bar.Kind.MISSING,
                                        client,
                                        "there is no " + workload,
                                        "make it, or correct restart of " + client.name())));
    }

    private void changeable(Client client, Holder holder) {
        Bar.kept(mode, holder.keepers(), client.name(), holder.title()).ifPresent(this::add);
        holder.hindrance()
                .ifPresent(reason -> add(
                        Bar.Kind.UNSUPPORTED,
                        client,
                        holder.title() + " " + reason,
                        "lift that, or leave it out of the client"));
    }

    private void add(Bar.Kind kind, Client client, String reason, String remedy) {
        add(Bar.of(kind, client.name(), reason, remedy));
    }

    private void add(Bar bar) {
        if (!bars.contains(bar)) {
            bars.add(bar);
        }
    }
}
