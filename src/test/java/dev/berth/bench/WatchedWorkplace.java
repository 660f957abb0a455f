package dev.berth.bench;

import dev.berth.backup.Backups;
import dev.berth.cli.Workplace;
import dev.berth.cycle.Site;
import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.Plan;
import dev.berth.policy.Backup;
import java.nio.file.Path;
import java.time.Clock;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** A workplace whose effects and journals are watched. */
final class WatchedWorkplace implements Workplace {
    private final Workplace workplace;
    private final Stopwatch watch;
    private final Map<Site, Site> originals = new IdentityHashMap<>();

    WatchedWorkplace(Workplace workplace, Stopwatch watch) {
        this.workplace = workplace;
        this.watch = watch;
    }

    @Override
    public Opening open(Request request) {
        var opening = workplace.open(request);
        return opening instanceof Opening.Open open
                ? new Opening.Open(open.sites().stream().map(this::watched).toList())
                : opening;
    }

    private Site watched(Site site) {
        var watched = new Site(
                site.policy(),
                site.observer(),
                site.lookout(),
                site.pulses(),
                site.qualms(),
                site.sessions(),
                site.calls(),
                watch.watch(site.effects()),
                site.ports(),
                site.dues(),
                watch.watch(site.records()),
                site.rehearsals(),
                site.herald());
        originals.put(watched, site);
        return watched;
    }

    private Site original(Site site) {
        return Objects.requireNonNull(originals.get(site));
    }

    @Override
    public Locking lock(Site site) {
        return workplace.lock(original(site));
    }

    @Override
    public Rehearsing rehearsal(Site site, Plan plan, Consumer<String> said) {
        return workplace.rehearsal(original(site), plan, said);
    }

    @Override
    public Backups backups(Site site, Backup wish, Consumer<String> said) {
        return workplace.backups(original(site), wish, said);
    }

    @Override
    public Heard hear(List<Path> records) {
        return workplace.hear(records);
    }

    @Override
    public Exporting services(String namespace, String policy) {
        return workplace.services(namespace, policy);
    }

    @Override
    public Exporting networkPolicies(String namespace, String policy, String home) {
        return workplace.networkPolicies(namespace, policy, home);
    }

    @Override
    public boolean interrupted() {
        return workplace.interrupted();
    }

    @Override
    public Clock clock() {
        return workplace.clock();
    }

    @Override
    public String person() {
        return workplace.person();
    }

    @Override
    public Optional<Refusal> bundle(Path file, String folder, Map<String, String> texts) {
        return workplace.bundle(file, folder, texts);
    }

    @Override
    public String json(Object document) {
        return workplace.json(document);
    }

    @Override
    public String yaml(Object document) {
        return workplace.yaml(document);
    }
}
