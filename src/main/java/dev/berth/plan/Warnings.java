package dev.berth.plan;

import dev.berth.observe.Snapshot;
import dev.berth.policy.Backup;
import dev.berth.policy.Policy;
import dev.berth.policy.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a person should know before approving; none of it stops a plan. */
final class Warnings {
    private final Policy policy;
    private final Snapshot snapshot;

    Warnings(Policy policy, Snapshot snapshot) {
        this.policy = policy;
        this.snapshot = snapshot;
    }

    List<String> about(List<Placement> placements, List<Placement> moving) {
        var warnings = new ArrayList<String>();
        if (!moving.isEmpty()) {
            warnings.addAll(new PauseWarnings(policy, snapshot).about(moving));
            compose(moving, warnings);
            contents(moving, warnings);
        }
        wide(placements, warnings);
        moving.stream().flatMap(placement -> placement.berths().stream()).forEach(berth -> port(berth.to(), warnings));
        policy.backup().ifPresent(wish -> backups(wish, moving, warnings));
        return List.copyOf(warnings);
    }

    /** Whose contents nobody will compare, and why. */
    private void contents(List<Placement> moving, List<String> warnings) {
        if (policy.verify().fingerprint() == Verification.Fingerprint.OFF) {
            return;
        }
        var holding = new Holding(policy, snapshot);
        for (var placement : moving) {
            var what = "what " + placement.database().name() + " holds is not compared before and after: ";
            if (!ContentsSteps.possible(placement)) {
                warnings.add(what + placement.endpoint(false).speaker() + " tells nothing that could be compared");
            } else if (!holding.holds(List.of(placement))) {
                warnings.add(what + "somebody may write meanwhile, since nobody is held");
            }
        }
    }

    /** What a wish for backups does not give. */
    private static void backups(Backup wish, List<Placement> moving, List<String> warnings) {
        if (!wish.restoreTest() && moving.stream().anyMatch(Placement::backedUp)) {
            warnings.add("backups are NOT PROVED by a restore, as backup.restoreTest says");
        }
        wish.schedule()
                .ifPresent(times -> warnings.add("backups at “" + times
                        + "” are taken by berth run alone; without it, have cron run berth backup"));
    }

    private void compose(List<Placement> moving, List<String> warnings) {
        if (snapshot.docker().model().isEmpty()
                && moving.stream()
                        .anyMatch(placement -> placement.container().compose().isPresent())) {
            warnings.add(
                    "no compose plugin at hand: the next docker compose up recreates the moved containers once more");
        }
        moving.stream()
                .filter(Placement::behindFiles)
                .map(placement -> placement.container().name())
                .distinct()
                .map(name -> "the files hold changes that " + name + " does not have yet, or another version of Compose"
                        + " made it; the next docker compose up makes it again")
                .forEach(warnings::add);
    }

    private void wide(List<Placement> placements, List<String> warnings) {
        var names = placements.stream()
                .filter(placement ->
                        placement.rebindings().stream().anyMatch(rebinding -> Addresses.everywhere(rebinding.hostIp())))
                .map(placement -> placement.database().name())
                .distinct()
                .collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            var host = policy.docker().elsewhere().orElse("this host");
            warnings.add("published on every address of " + host + ", and staying so: " + names);
        }
    }

    private void port(int port, List<String> warnings) {
        var others = snapshot.collisions().stream()
                .filter(collision -> collision.from() <= port && port <= collision.to())
                .map(collision -> collision.software())
                .collect(Collectors.joining("; "));
        if (!others.isEmpty()) {
            warnings.add("port " + port + " may also be taken by " + others);
        }
        var host = snapshot.host();
        if (host.handsOut(port)) {
            warnings.add("port " + port + " lies in the kernel's ephemeral range " + host.ephemeral()
                    + ": an outgoing connection may take it first");
        }
    }
}
