package dev.berth.adapter.net;

import dev.berth.adapter.net.Nft.Refusal;
import dev.berth.execute.Attempt;
import dev.berth.execute.LeadingPorts;
import dev.berth.observe.Alias;
import dev.berth.observe.LocalProcess;
import dev.berth.observe.Observation;
import dev.berth.observe.Sources;
import dev.berth.observe.Straggler;
import dev.berth.policy.Policy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The old ports that a policy's table leads on: who uses them, and what is left of them. */
public final class OldPorts implements Sources.Users, LeadingPorts {
    private final PolicyTables tables;
    private final Path proc;
    private final Clock clock;

    /** @param proc the root of the proc file system, {@code /proc} */
    public OldPorts(PolicyTables tables, Path proc, Clock clock) {
        this.tables = tables;
        this.proc = proc;
        this.clock = clock;
    }

    @Override
    public Observation<List<Straggler>> look(Policy policy) {
        try {
            var seen = table(policy).look();
            var aliases = seen.aliases();
            var uses = seen.uses().stream()
                    .filter(use -> aliases.stream().anyMatch(alias -> alias.from() == use.port()))
                    .toList();
            return new Observation.Seen<>(uses.isEmpty() ? List.of() : stragglers(uses, aliases));
        } catch (Refusal e) {
            return new Observation.Blind<>(
                    "nobody can tell who uses the old ports: " + e.reason(), "run berth where the ports were moved");
        }
    }

    private List<Straggler> stragglers(List<Use> uses, List<Alias> aliases) {
        var now = clock.instant();
        var flows = Flows.in(proc);
        var sockets = LocalSockets.of(proc, uses);
        return uses.stream()
                .map(use -> {
                    boolean connected = flows.has(use) || !sockets.of(use).isEmpty();
                    var seen = connected ? now : now.minus(use.since());
                    return straggler(use, aliases, seen, sockets.of(use));
                })
                .toList();
    }

    private static Straggler straggler(Use use, List<Alias> aliases, Instant seen, List<LocalProcess> processes) {
        return new Straggler(
                use.port(),
                aliases.stream()
                        .filter(alias -> alias.from() == use.port())
                        .findFirst()
                        .orElseThrow()
                        .to(),
                use.client(),
                IpAddress.isLocal(use.client()),
                seen,
                use.connections(),
                processes,
                Optional.empty());
    }

    @Override
    public Observation<List<Alias>> led(Policy policy) {
        try {
            return new Observation.Seen<>(table(policy).look().aliases());
        } catch (Refusal e) {
            return new Observation.Blind<>(e.reason(), "run berth where the ports were moved");
        }
    }

    @Override
    public Attempt lead(Policy policy, List<Alias> aliases) {
        try {
            var table = table(policy);
            table.lead(table.look(), List.of(), aliases);
            return Attempt.done();
        } catch (Refusal e) {
            return Attempt.notDone(e.reason());
        }
    }

    @Override
    public List<Alias> sweep(Policy policy) {
        try {
            var table = table(policy);
            var seen = table.look();
            var aliases = seen.aliases();
            table.close(seen, aliases);
            table.sweep(table.look(), Flows.in(proc)::mayHave);
            return aliases;
        } catch (Refusal e) {
            // Who can't look at the packet filter has left nothing there either.
            return List.of();
        }
    }

    private FilterTable table(Policy policy) {
        return tables.of(policy.namespace(), policy.name());
    }
}
