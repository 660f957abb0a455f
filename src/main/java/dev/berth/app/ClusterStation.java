package dev.berth.app;

import dev.berth.cli.Keeper;
import dev.berth.operator.Leadership;
import dev.berth.operator.PolicyOperator.Terms;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The operator of a cluster for as long as the process lives: opened as soon as the cluster is fit for it, and opened anew
 * when a watch or the leadership is lost.
 */
final class ClusterStation implements Station, Runnable {
    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final Duration FOREVER = Duration.ofDays(365);

    private final Keeper.Cluster charge;
    private final String home;
    private final String identity;
    private final Clock clock;
    private final EventLog log;
    private final ClusterTally tally = new ClusterTally();
    private final AtomicBoolean ending = new AtomicBoolean();
    private final Bell bell = new Bell(Duration.ZERO, Duration.ZERO);
    private final Thread thread = new Thread(this, "operator");
    private volatile @Nullable ClusterWatch open;
    private volatile String unfit = "";
    private volatile String leader = "";

    ClusterStation(Keeper.Cluster charge, Map<String, String> environment, Clock clock, EventLog log) {
        this.charge = charge;
        this.home = ClusterAccess.home(environment);
        this.identity = environment.getOrDefault(
                "POD_NAME",
                environment.getOrDefault("HOSTNAME", "berth") + "-"
                        + ProcessHandle.current().pid());
        this.clock = clock;
        this.log = log;
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void end() throws InterruptedException {
        ending.set(true);
        bell.ring();
        thread.join();
    }

    @Override
    public void run() {
        try {
            while (!ending.get()) {
                guardedWatch();
                if (!ending.get()) {
                    bell.await(AGAIN);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever goes wrong is told, and tried again. */
    private void guardedWatch() throws InterruptedException {
        try (var cluster = new ClusterAccess(home, charge.namespaces())) {
            var reason = cluster.unfit();
            if (reason.isPresent()) {
                unfit(reason.get());
            } else {
                watch(cluster);
            }
        } catch (RuntimeException unexpected) {
            unfit("the operator can't begin: " + ClusterAccess.words(unexpected));
        }
    }

    private void watch(ClusterAccess cluster) throws InterruptedException {
        var notes = new ClusterNotes(log, tally, cluster.events(clock, identity));
        var terms = new Terms(
                Set.copyOf(charge.namespaces()),
                Optional.of(new Leadership(home, identity, this::elected, () -> lost("LeadershipLost"))),
                () -> lost("WatchLost"));
        var watch = ClusterHarbour.open(cluster.client(), home, clock, UnaryOperator.identity(), notes, terms);
        try {
            open = watch;
            unfit = "";
            log.say("Watching", "watching " + namespaces());
            bell.await(FOREVER);
        } finally {
            open = null;
            watch.end();
            leader = "";
        }
    }

    private String namespaces() {
        return charge.namespaces().isEmpty() ? "all namespaces" : String.join(", ", charge.namespaces());
    }

    private void elected(String who) {
        leader = who;
        log.say("LeaderElected", who.equals(identity) ? who + " leads: this one" : who + " leads");
    }

    private void lost(String event) {
        if (open != null && !ending.get()) {
            log.warn(event, "what is under way is left to whoever leads next; opening anew");
            bell.ring();
        }
    }

    private void unfit(String reason) {
        if (!reason.equals(unfit)) {
            unfit = reason;
            log.warn("ClusterUnfit", reason);
        }
    }

    @Override
    public Optional<String> halted() {
        return thread.isAlive() ? Optional.empty() : Optional.of("the loop has ended");
    }

    /** A process that only waits for the cluster has begun: to begin it anew would help nobody. */
    @Override
    public Optional<String> unbegun() {
        return open == null && unfit.isEmpty() ? Optional.of("the cluster was not looked at yet") : Optional.empty();
    }

    @Override
    public Map<String, String> unready() {
        var watch = open;
        if (watch == null) {
            return Map.of("cluster", unfit.isEmpty() ? "it is not watched yet" : unfit);
        }
        var unwell = watch.unwell();
        return unwell.isEmpty() ? Map.of() : Map.of("watches", String.join("; ", unwell));
    }

    @Override
    public Map<String, String> told() {
        var words = new TreeMap<String, String>();
        words.put("identity", identity);
        words.put("leader", leader.isEmpty() ? "nobody yet" : leader);
        words.put("leads", String.valueOf(leader.equals(identity)));
        return words;
    }

    @Override
    public void meter(MeterRegistry registry) {
        new ClusterMeters(registry, () -> Optional.ofNullable(open), tally, () -> leader.equals(identity)).register();
    }

    @Override
    public Desk desk() {
        return new ClusterDesk(() -> Optional.ofNullable(open));
    }
}
