package dev.berth.app;

import dev.berth.adapter.docker.Connections;
import dev.berth.adapter.docker.CopyName;
import dev.berth.adapter.docker.RehearsalCopies;
import dev.berth.adapter.file.ScratchProject;
import dev.berth.adapter.file.StageFolder;
import dev.berth.adapter.file.StateFolder;
import dev.berth.cli.Workplace.Rehearsing;
import dev.berth.cycle.Site;
import dev.berth.observe.Observation;
import dev.berth.observe.Snapshot;
import dev.berth.plan.Decision;
import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.Plan;
import dev.berth.plan.Planner;
import dev.berth.policy.Database;
import dev.berth.policy.Policy;
import dev.berth.report.DecisionReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Sets the stage for a rehearsal: copies of the files and of the databases' containers, on ports of their own. */
final class Rehearsal {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ID = 8;

    private final Connections docker;
    private final Map<String, String> environment;
    private final BooleanSupplier interrupted;
    private final BiFunction<StateFolder, Policy, Site> sites;
    private final Curtain curtain;

    /** @param sites makes a site of a stage's own state folder and policy */
    Rehearsal(
            Connections docker,
            Map<String, String> environment,
            BooleanSupplier interrupted,
            BiFunction<StateFolder, Policy, Site> sites) {
        this.docker = docker;
        this.environment = environment;
        this.interrupted = interrupted;
        this.sites = sites;
        this.curtain = new Curtain(docker);
    }

    Rehearsing prepare(Site site, Plan plan, StateFolder state, Consumer<String> progress) {
        var left = curtain.sweep(state);
        if (left.isPresent()) {
            return refused(
                    "an earlier rehearsal could not be cleared away: " + left.get(), "remove that, and rehearse again");
        }
        if (site.policy().docker().elsewhere().isPresent()) {
            return refused("copies on another host can't be asked from here", "rehearse on that host");
        }
        var observation = site.observer().observe(site.policy());
        if (!(observation instanceof Observation.Seen<Snapshot> seen)) {
            var blind = (Observation.Blind<Snapshot>) observation;
            return refused(blind.reason(), blind.remedy());
        }
        var id = UUID.randomUUID().toString().substring(0, ID);
        var ports = new FreePorts(
                site.policy(),
                seen.facts(),
                Rehearsal::bindable,
                UUID.randomUUID().hashCode() & Integer.MAX_VALUE);
        var policies = new StagePolicies(site.policy(), plan, ports);
        var setting = policies.setting();
        var decision = Planner.decide(setting, StagePolicies.scene(seen.facts()));
        if (!(decision instanceof Decision.Pending pending)) {
            return refused(
                    "the copies can't be given ports of their own: "
                            + DecisionReport.complaint(decision).strip(),
                    "lift that, and rehearse again");
        }
        return guarded(site, state, id, new Script(policies, setting, pending.plan()), progress);
    }

    /** What the stage must look like at first, and the plan that makes the real files look so. */
    private record Script(StagePolicies policies, Policy setting, Plan plan) {}

    private Rehearsing guarded(Site site, StateFolder state, String id, Script script, Consumer<String> progress) {
        StageFolder folder;
        try {
            folder = StageFolder.create(
                    state,
                    CopyName.Purpose.REHEARSAL.word(),
                    id,
                    site.policy().docker().host());
        } catch (IOException e) {
            return refused("no stage can be made: " + e, "make room in " + state.path());
        }
        boolean ready = false;
        try {
            var rehearsing = set(site, folder, script, progress);
            ready = rehearsing instanceof Rehearsing.Ready;
            return rehearsing;
        } catch (IOException e) {
            return refused("the project's files can't be copied: " + e, "make room in " + state.path());
        } finally {
            if (!ready) {
                curtain.fall(folder).ifPresent(rest -> progress.accept("left over: " + rest));
            }
        }
    }

    private Rehearsing set(Site site, StageFolder folder, Script script, Consumer<String> progress) throws IOException {
        var setting = ScratchProject.set(site.policy(), environment, folder.files(), script.plan());
        if (setting instanceof ScratchProject.Setting.Refused refused) {
            return refused(refused.reason(), refused.remedy());
        }
        var files = ((ScratchProject.Setting.Set) setting).project();
        var name = new CopyName(CopyName.Purpose.REHEARSAL, folder.id());
        var containers = new RehearsalCopies(docker, site.policy().docker().host(), name);
        progress.accept("copying " + names(site.policy()) + ", without data, as " + name.project());
        var problem = containers.build(script.plan(), folder.files());
        if (problem.isPresent()) {
            return refused(problem.get(), "lift that, and rehearse again");
        }
        var policy = script.policies().stage(folder.files(), name);
        var stage = sites.apply(folder.state(), policy);
        var copies = new Copies(stage.pulses(), policy, script.setting());
        var silent = copies.awaited(PATIENCE, interrupted, containers::ended, progress);
        return silent.<Rehearsing>map(Rehearsing.Unable::new)
                .orElseGet(() -> new Rehearsing.Ready(new SetStage(stage, files, copies, () -> curtain.fall(folder))));
    }

    private static String names(Policy policy) {
        return policy.databases().stream().map(Database::name).collect(Collectors.joining(", "));
    }

    private static boolean bindable(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static Rehearsing refused(String reason, String remedy) {
        return new Rehearsing.Unable(new Refusal("rehearse", reason, remedy));
    }
}
