package dev.berth.plan;

import dev.berth.observe.ClusterFacts;
import dev.berth.observe.Holder;
import dev.berth.plan.Substitution.Standing;
import dev.berth.policy.Client;
import dev.berth.policy.Client.ValueRule;
import dev.berth.policy.Policy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The values of clients that do not name the wanted ports yet, and what keeps them from being changed.
 *
 * <p>A value follows every move at once, whatever else of it has still to move: so each move stands by itself.
 */
final class ValueChanges {
    /** How many texts a value is compared with: one of many ports could stand in it in more ways than anybody writes. */
    private static final int MOST = 64;

    private final ClusterFacts facts;
    private final BerthPorts ports;
    private final ClientBars bars;
    private final List<Stale> stale = new ArrayList<>();

    ValueChanges(Policy policy, ClusterFacts facts, BerthPorts ports) {
        this.facts = facts;
        this.ports = ports;
        this.bars = new ClientBars(policy.mode(), facts);
        policy.clients().forEach(client -> client.values().forEach(rule -> look(client, rule)));
        stale.stream().map(Stale::client).distinct().forEach(bars::workloads);
    }

    /** One value's change in one move. */
    record Change(Client client, ValueRule rule, Substitution substitution) {}

    /** A value that names a port of now. */
    private record Stale(Client client, ValueRule rule, String now) {
        List<String> databases() {
            return new PortTemplate(rule.replace()).databases();
        }
    }

    List<Bar> bars() {
        return bars.bars();
    }

    /** Databases that stay where they are although a value still names another port of theirs. */
    List<String> behind(Collection<String> moving) {
        return stale.stream()
                .map(Stale::databases)
                .filter(databases -> databases.stream().noneMatch(moving::contains))
                .map(databases -> databases.get(0))
                .distinct()
                .toList();
    }

    /**
     * What changes when some databases move.
     *
     * @param earlier the databases that moved before
     * @param later those that move afterwards
     */
    List<Change> of(Collection<String> group, Collection<String> earlier, Collection<String> later) {
        List<String> unmoved = Stream.concat(group.stream(), later.stream()).toList();
        return stale.stream()
                .filter(one -> one.databases().stream().anyMatch(group::contains))
                .map(one -> new Change(
                        one.client(),
                        one.rule(),
                        substitution(
                                one.rule(),
                                one.databases().stream().noneMatch(earlier::contains)
                                        ? one.now()
                                        : text(one.rule(), unmoved),
                                text(one.rule(), later))))
                .toList();
    }

    private void look(Client client, ValueRule rule) {
        List<Holder.Text> texts = facts.holder(rule.place().kind(), rule.place().name())
                .map(holder -> holder.texts(rule.place().key()))
                .orElse(List.of());
        if (texts.isEmpty()) {
            bars.missing(client, rule);
            return;
        }
        String wanted = text(rule, List.of());
        List<String> former = former(rule).filter(text -> !text.equals(wanted)).toList();
        Optional<String> now = former.stream()
                .filter(text -> stand(texts, substitution(rule, text, wanted), Standing.BEFORE))
                .findFirst();
        if (now.isPresent()) {
            stale.add(new Stale(client, rule, now.get()));
            bars.writers(client, rule, texts);
        } else if (!arrived(texts, rule, former, wanted)) {
            bars.unexpected(client, rule, Stream.concat(former.stream(), Stream.of(wanted)));
        }
    }

    /** What may stand in a value: the ports of now, those of before any berth moved, or the text as it was written. */
    private Stream<String> former(ValueRule rule) {
        PortTemplate template = new PortTemplate(rule.replace());
        return Stream.of(
                        Stream.of(text(rule, template.databases())),
                        template.filledWithAny(ports::numbers).limit(MOST),
                        rule.find().stream())
                .flatMap(texts -> texts)
                .distinct();
    }

    private static boolean arrived(List<Holder.Text> texts, ValueRule rule, List<String> former, String wanted) {
        return texts.stream()
                        .allMatch(text -> substitution(rule, wanted, wanted).holds(text.text()))
                && former.stream().allMatch(text -> stand(texts, substitution(rule, text, wanted), Standing.AFTER));
    }

    private static boolean stand(List<Holder.Text> texts, Substitution substitution, Standing standing) {
        return texts.stream().allMatch(text -> substitution.in(text.text()) == standing);
    }

    private static Substitution substitution(ValueRule rule, String before, String after) {
        return new Substitution(before, after, rule.times(), rule.find().isEmpty());
    }

    /** The rule's text while some databases have still to move. */
    private String text(ValueRule rule, Collection<String> later) {
        return new PortTemplate(rule.replace())
                .filled((database, port) -> ports.number(database, port, later.contains(database)));
    }
}
