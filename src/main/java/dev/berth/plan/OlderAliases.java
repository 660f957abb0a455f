package dev.berth.plan;

import dev.berth.observe.Alias;
import dev.berth.observe.NetFacts;
import dev.berth.observe.Snapshot;
import dev.berth.plan.Decision.Refusal;
import dev.berth.policy.Policy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reasons not to move databases while old ports of earlier moves are open: a client that knows only such a port must come to
 * its own database afterwards, and to no other.
 */
final class OlderAliases {
    private static final String REMEDY = "berth retire first";

    private final List<Alias> aliases;
    private final NetFacts net;
    private final Holding holding;
    private final boolean restampable;

    OlderAliases(Policy policy, Snapshot snapshot) {
        this.aliases = snapshot.aliases(policy.docker());
        this.net = snapshot.net();
        this.holding = new Holding(policy, snapshot);
        this.restampable = snapshot.docker().model().isPresent();
    }

    /** What speaks against these moves; empty when nothing does. */
    List<Refusal> refusals(List<List<Placement>> groups) {
        var leaving = groups.stream()
                .flatMap(List::stream)
                .flatMap(OlderAliases::moves)
                .toList();
        return groups.stream()
                .flatMap(group -> {
                    boolean held = holds(group);
                    return group.stream()
                            .flatMap(placement -> Stream.concat(left(placement, held), taken(placement, leaving)));
                })
                .distinct()
                .toList();
    }

    private boolean holds(List<Placement> group) {
        return holding.holds(group.stream()
                .filter(placement -> placement.recreated(restampable))
                .toList());
    }

    private static Stream<Rebinding> moves(Placement placement) {
        return placement.rebindings().stream().filter(rebinding -> rebinding.from() != rebinding.to());
    }

    /** Old ports that lead to where the database is, and would not be led on. */
    private Stream<Refusal> left(Placement placement, boolean held) {
        return moves(placement)
                .flatMap(rebinding -> leadingTo(rebinding.from(), rebinding)
                        .flatMap(alias -> stranded(placement, alias, rebinding, held).stream()));
    }

    private Optional<Refusal> stranded(Placement placement, Alias alias, Rebinding rebinding, boolean held) {
        var old = "old port " + alias.port() + " still leads to " + alias.to();
        var reason = holding.silent(rebinding)
                .map(silent -> old + ", which another database gets")
                .or(() -> held ? Optional.empty() : Optional.of(old + ", and nothing leads it on where nobody is held"))
                .or(() -> isLedOn(placement, alias)
                        ? Optional.empty()
                        : Optional.of(old + " on other addresses than the database has now"));
        return table(alias)
                .map(table -> refusal(
                        placement,
                        "old port " + alias.port() + ", which another policy or other records forward (table " + table
                                + "), leads to " + alias.to(),
                        "berth retire that one first"))
                .or(() -> reason.map(why -> refusal(placement, why, REMEDY)));
    }

    /** The packet filter leads an old port on with the move of its own address alone, be that one or every one. */
    private boolean isLedOn(Placement placement, Alias alias) {
        return alias.ledOn(holding.aliases(placement.rebindings())).isPresent();
    }

    /** The table of others that it stands in; empty where it stands in the policy's own. */
    private Optional<String> table(Alias alias) {
        return net.foreign().stream()
                .filter(foreign -> foreign.alias().equals(alias))
                .map(NetFacts.Foreign::table)
                .findFirst();
    }

    /** Old ports that lead to where the database comes, and are not known to be its own. */
    private Stream<Refusal> taken(Placement placement, List<Rebinding> leaving) {
        return moves(placement)
                .filter(rebinding -> leaving.stream().noneMatch(other -> other.from() == rebinding.to()))
                .filter(rebinding -> leadingTo(rebinding.to(), rebinding).noneMatch(alias -> isBack(alias, rebinding)))
                .flatMap(rebinding -> leadingTo(rebinding.to(), rebinding))
                .map(alias -> refusal(
                        placement,
                        "old port " + alias.port() + " still leads to " + alias.to() + " for its clients",
                        REMEDY));
    }

    /** Whether the database has been there, and somebody put it back by hand: what leads there leads to no other one then. */
    private static boolean isBack(Alias alias, Rebinding rebinding) {
        return alias.from() == rebinding.from();
    }

    private Stream<Alias> leadingTo(int port, Rebinding rebinding) {
        return aliases.stream()
                .filter(alias -> alias.to() == port && Addresses.overlap(alias.hostIp(), rebinding.hostIp()));
    }

    private static Refusal refusal(Placement placement, String reason, String remedy) {
        return new Refusal(placement.database().name(), reason, remedy);
    }
}
