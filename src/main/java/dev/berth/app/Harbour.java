package dev.berth.app;

import dev.berth.adapter.docker.Connections;
import dev.berth.adapter.docker.EngineCertificates;
import dev.berth.adapter.docker.Limits;
import dev.berth.adapter.file.Bundle;
import dev.berth.adapter.file.PolicyFiles;
import dev.berth.adapter.file.ResultText;
import dev.berth.adapter.file.StateFolder;
import dev.berth.backup.Backups;
import dev.berth.cli.Workplace;
import dev.berth.cycle.Site;
import dev.berth.execute.Effects;
import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.Plan;
import dev.berth.policy.Backup;
import dev.berth.policy.Policy;
import dev.berth.policy.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The composition root: opens policies, locks their state and hands out what commands need. */
final class Harbour implements Workplace, AutoCloseable {
    private final Map<String, String> environment;
    private final Clock clock;
    private final BooleanSupplier interrupted;
    private final Connections docker;
    private final Sites sites;
    private final Map<Site, StateFolder> states = new IdentityHashMap<>();

    Harbour(Map<String, String> environment, Clock clock, BooleanSupplier interrupted) {
        this(environment, clock, interrupted, UnaryOperator.identity());
    }

    /** @param between stands between the executor and the world, where a fault can be planted or the world be watched */
    Harbour(Map<String, String> environment, Clock clock, BooleanSupplier interrupted, UnaryOperator<Effects> between) {
        this.environment = Map.copyOf(environment);
        this.clock = clock;
        this.interrupted = interrupted;
        this.docker = new Connections(Limits.DEFAULTS, EngineCertificates.of(this.environment));
        this.sites = new Sites(this.environment, clock, interrupted, docker, between);
    }

    @Override
    public Opening open(Request request) {
        var reading = PolicyFiles.read(request.policies());
        if (reading instanceof Reading.Invalid invalid) {
            return new Opening.Invalid(invalid.violations());
        }
        var policies = ((Reading.Valid) reading)
                .policies().stream()
                        .map(policy -> request.docker().map(policy::at).orElse(policy))
                        .toList();
        for (var policy : policies) {
            var flaw = state(request, policy).flaw();
            if (flaw.isPresent()) {
                return new Opening.Unable(
                        new Refusal("state", flaw.get().reason(), flaw.get().remedy()));
            }
        }
        return new Opening.Open(policies.stream()
                .map(policy -> {
                    var state = state(request, policy);
                    var site = sites.site(state, policy, policies);
                    states.put(site, state);
                    return site;
                })
                .toList());
    }

    private static StateFolder state(Request request, Policy policy) {
        return new StateFolder(request.state().orElse(Path.of(policy.folder(), ".berth")));
    }

    @Override
    public Locking lock(Site site) {
        return StateRun.lock(folder(site), clock);
    }

    private StateFolder folder(Site site) {
        var state = states.get(site);
        if (state == null) {
            throw new IllegalArgumentException("not a site of this place");
        }
        return state;
    }

    @Override
    public Rehearsing rehearsal(Site site, Plan plan, Consumer<String> progress) {
        var rehearsal = new Rehearsal(
                docker, environment, interrupted, (state, policy) -> sites.site(state, policy, List.of(policy)));
        return rehearsal.prepare(site, plan, folder(site), progress);
    }

    @Override
    public Backups backups(Site site, Backup wish, Consumer<String> progress) {
        return sites.backups(folder(site), site.policy(), site.observer(), wish, progress);
    }

    @Override
    public Heard hear(List<Path> records) {
        return Noticeboard.heard(records, clock.instant());
    }

    @Override
    public Exporting services(String namespace, String policy) {
        return new ClusterExports("").services(namespace, policy);
    }

    @Override
    public Exporting networkPolicies(String namespace, String policy, String home) {
        return new ClusterExports(home).networkPolicies(namespace, policy);
    }

    @Override
    public boolean interrupted() {
        return interrupted.getAsBoolean();
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public String person() {
        var user = System.getProperty("user.name");
        return Optional.ofNullable(environment.get("SUDO_USER"))
                .map(caller -> caller + ", by sudo as " + user)
                .orElse(user);
    }

    @Override
    public Optional<Refusal> bundle(Path file, String folder, Map<String, String> texts) {
        try {
            Bundle.write(file, folder, texts, clock.instant());
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(new Refusal("bundle", file + " can't be written: " + e, "name another file"));
        }
    }

    @Override
    public String json(Object document) {
        return ResultText.json(document);
    }

    @Override
    public String yaml(Object document) {
        return ResultText.yaml(document);
    }

    @Override
    public void close() {
        docker.close();
    }
}
