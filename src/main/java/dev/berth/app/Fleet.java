package dev.berth.app;

import dev.berth.adapter.docker.Connections;
import dev.berth.adapter.docker.EngineCertificates;
import dev.berth.adapter.docker.EngineEvents;
import dev.berth.adapter.docker.Limits;
import dev.berth.adapter.file.PolicyShelf;
import dev.berth.adapter.file.StateFolder;
import dev.berth.backup.Backups;
import dev.berth.cli.Workplace.Request;
import dev.berth.cycle.Site;
import dev.berth.cycle.Tiers;
import dev.berth.policy.Backup;
import dev.berth.policy.Policy;
import dev.berth.policy.Violation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The policies that a daemon keeps, read anew at each muster: every file for itself. */
final class Fleet implements AutoCloseable {
    private final Request request;
    private final Clock clock;
    private final Connections docker;
    private final Sites sites;
    private Muster last = new Muster(List.of(), List.of());

    Fleet(Request request, Map<String, String> environment, Clock clock, BooleanSupplier interrupted) {
        this.request = request;
        this.clock = clock;
        this.docker = new Connections(Limits.DEFAULTS, EngineCertificates.of(environment));
        this.sites = new Sites(environment, clock, interrupted, docker, UnaryOperator.identity());
    }

    /** A policy ready to be carried out, and where its records are. */
    record Ship(Site site, StateFolder state, Sites sites) implements DueBackups.Source {
        @Override
        public Policy policy() {
            return site.policy();
        }

        @Override
        public Backups backups(Backup wish) {
            return sites.backups(state, policy(), site.observer(), wish, line -> {});
        }

        @Override
        public Set<String> returning() {
            return site.returning();
        }
    }

    /** What stands in the policies' files now. */
    record Muster(List<Ship> ships, List<Violation> flaws) {
        Muster {
            ships = List.copyOf(ships);
            flaws = List.copyOf(flaws);
        }

        /** Where the records of each policy are. */
        Map<Tiers.Name, StateFolder> homes() {
            return ships.stream()
                    .collect(Collectors.toMap(ship -> Tiers.Name.of(ship.policy()), Ship::state, (one, same) -> one));
        }

        Set<String> engines() {
            return Set.copyOf(
                    ships.stream().map(ship -> ship.policy().docker().host()).toList());
        }
    }

    /** Where records are kept, whichever policies there are. */
    List<StateFolder> states() {
        return states(request);
    }

    /** The same ships as before where nothing changed, since they know what their records said. */
    Muster muster() {
        var shelf = PolicyShelf.read(request.policies());
        var policies = Tiers.inOrder(shelf.policies().stream()
                .map(policy -> request.docker().map(policy::at).orElse(policy))
                .toList());
        boolean same = policies.equals(last.ships().stream().map(Ship::policy).toList());
        last = new Muster(same ? last.ships() : ships(policies), shelf.flaws());
        return last;
    }

    private List<Ship> ships(List<Policy> policies) {
        return policies.stream()
                .map(policy -> {
                    var state = new StateFolder(request.state().orElse(Path.of(policy.folder(), ".berth")));
                    return new Ship(sites.site(state, policy, policies), state, sites);
                })
                .toList();
    }

    /** Where the records of these policies are, whatever their files say. */
    static List<StateFolder> states(Request request) {
        return request.state()
                .map(StateFolder::new)
                .map(List::of)
                .orElseGet(() -> request.policies().stream()
                        .map(StateFolder::beside)
                        .distinct()
                        .toList());
    }

    /** The folders where a change is worth a look: those of the policies and of what they name. */
    Set<Path> folders() {
        var folders = new LinkedHashSet<Path>();
        request.policies().stream()
                .map(path -> path.toAbsolutePath().normalize())
                .map(path -> Files.isDirectory(path) ? path : path.resolveSibling("."))
                .forEach(folders::add);
        last.ships().stream()
                .map(Ship::policy)
                .flatMap(policy -> Stream.concat(
                                policy.docker().composeFiles().stream(),
                                Stream.of(policy.docker().envFile()))
                        .map(file -> Path.of(policy.folder()).resolve(file).resolveSibling(".")))
                .forEach(folders::add);
        return folders.stream().map(Path::normalize).collect(Collectors.toUnmodifiableSet());
    }

    /** Why the policies' own places can't be read now. */
    Optional<String> unreadable() {
        return request.policies().stream()
                .filter(path -> !Files.isReadable(path) || Files.isDirectory(path) && !Files.isExecutable(path))
                .map(path -> path + " is gone or can't be read")
                .findFirst();
    }

    EngineEvents events(String host) {
        return new EngineEvents(docker, host, clock.instant());
    }

    @Override
    public void close() {
        docker.close();
    }
}
