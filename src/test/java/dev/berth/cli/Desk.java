package dev.berth.cli;

import dev.berth.adapter.file.ResultText;
import dev.berth.backup.Backups;
import dev.berth.backup.MemoryStore;
import dev.berth.backup.ScriptedServers;
import dev.berth.backup.Terms;
import dev.berth.cycle.SimulatedSite;
import dev.berth.cycle.Site;
import dev.berth.engine.Contents.Depth;
import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.Plan;
import dev.berth.policy.Backup;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A workplace of simulated sites, and the console before it. */
final class Desk implements Workplace {
    static final Refusal BUSY = new Refusal("state", "the folder is locked", "wait");

    final List<SimulatedSite> places = new ArrayList<>();
    Opening opening;
    Rehearsing rehearsing = new Rehearsing.Unable(new Refusal("rehearsal", "no stage here", "make one"));
    Exporting exporting = new Exporting.Unable(new Refusal("cluster", "no cluster here", "make one"));
    Optional<RuntimeException> exportFailure = Optional.empty();
    String exported = "";
    final MemoryStore store = new MemoryStore();

    /** Of policies, by their names, that do not share the one. */
    final Map<String, MemoryStore> stores = new HashMap<>();

    final ScriptedServers servers = new ScriptedServers();
    boolean busy;
    boolean interrupted;
    boolean terminal;
    String typed = "";
    int held;
    final Map<String, Map<String, String>> bundled = new HashMap<>();
    Optional<Refusal> unwritable = Optional.empty();

    Desk(SimulatedSite... sites) {
        places.addAll(List.of(sites));
        opening = new Opening.Open(List.of());
    }

    /** Runs {@code berth} with these words and {@code -f policy.yaml}. */
    Ran run(String... words) {
        return bare(
                Stream.concat(Stream.of(words), Stream.of("-f", "policy.yaml")).toArray(String[]::new));
    }

    /** Runs {@code berth} with these words alone. */
    Ran bare(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        var console = new Console(
                new PrintWriter(out), new PrintWriter(err), new BufferedReader(new StringReader(typed)), terminal);
        int code = Berth.run(this, console, words);
        return new Ran(code, out.toString(), err.toString());
    }

    @Override
    public Opening open(Request request) {
        return places.isEmpty()
                ? opening
                : new Opening.Open(places.stream().map(SimulatedSite::site).toList());
    }

    @Override
    public Locking lock(Site site) {
        if (busy) {
            return new Locking.Busy(BUSY);
        }
        held++;
        return new Locking.Held(() -> held--);
    }

    @Override
    public Rehearsing rehearsal(Site site, Plan plan, Consumer<String> progress) {
        return rehearsing;
    }

    @Override
    public Backups backups(Site site, Backup wish, Consumer<String> progress) {
        var its = stores.getOrDefault(site.policy().name(), store);
        return new Backups(its, servers, new Terms(wish.keep(), wish.restoreTest(), Depth.FAST), clock(), progress);
    }

    @Override
    public Heard hear(List<Path> records) {
        return new Heard(List.of(), List.of());
    }

    @Override
    public Exporting services(String namespace, String policy) {
        exported = "services of " + namespace + "/" + policy;
        return exporting();
    }

    @Override
    public Exporting networkPolicies(String namespace, String policy, String home) {
        exported = namespace + "/" + policy + " " + home;
        return exporting();
    }

    private Exporting exporting() {
        exportFailure.ifPresent(planted -> {
            throw planted;
        });
        return exporting;
    }

    @Override
    public boolean interrupted() {
        return interrupted;
    }

    @Override
    public Clock clock() {
        return places.get(0).clock();
    }

    @Override
    public String person() {
        return "somebody";
    }

    @Override
    public Optional<Refusal> bundle(Path file, String folder, Map<String, String> texts) {
        bundled.put(folder, texts);
        return unwritable;
    }

    @Override
    public String json(Object document) {
        return ResultText.json(document);
    }

    @Override
    public String yaml(Object document) {
        return ResultText.yaml(document);
    }
}
