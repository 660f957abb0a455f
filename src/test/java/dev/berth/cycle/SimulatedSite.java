package dev.berth.cycle;

import dev.berth.execute.sim.Faults;
import dev.berth.execute.sim.Points;
import dev.berth.execute.sim.World;
import dev.berth.execute.sim.WorldEffects;
import dev.berth.journal.Progress;
import dev.berth.journal.Rehearsals;
import dev.berth.observe.Alias;
import dev.berth.observe.Attendance;
import dev.berth.observe.Call;
import dev.berth.observe.Debt;
import dev.berth.observe.Observation;
import dev.berth.observe.Pulse;
import dev.berth.observe.Qualm;
import dev.berth.observe.Snapshot;
import dev.berth.observe.Straggler;
import dev.berth.plan.GoldenCase;
import dev.berth.plan.Plan;
import dev.berth.policy.Policy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A site of one database that is to move from 5432 to 7000, in a simulated world, with a clock that stands still. */
public final class SimulatedSite {
    /** The last step of the move before its soak. */
    public static final String LAST = "timescaledb/16-remove-parked";

    /** The step that ends its soak, in the situation without a hold. */
    public static final String END = "timescaledb/17-discard-recipe";

    private static final Snapshot AFTER = GoldenCase.named("in-sync").snapshot();

    private final GoldenCase before;
    public final World world;
    public final Faults faults;
    public final Map<String, Instant> rehearsed = new HashMap<>();
    public MemoryRecords records = new MemoryRecords();
    public Policy policy;
    public Instant now = Instant.parse("2026-01-05T20:00:00Z");
    public Optional<Observation<Snapshot>> seen = Optional.empty();
    public Optional<RuntimeException> failure = Optional.empty();
    public Observation<List<Straggler>> stragglers = new Observation.Seen<>(List.of());
    public Observation<List<Call>> calls = new Observation.Seen<>(List.of());
    public List<Alias> leftovers = List.of();
    public int sweeps;
    public final List<Debt> owed = new ArrayList<>();
    public Optional<String> blindness = Optional.empty();
    public String restored = "";
    public Optional<String> unowed = Optional.empty();
    public boolean stiff;
    public Optional<RuntimeException> lapse = Optional.empty();
    public boolean well = true;
    public Optional<Qualm> qualm = Optional.empty();
    public Optional<Integer> sessions = Optional.of(3);
    public final List<String> told = new ArrayList<>();
    public List<String> deaf = List.of();

    public SimulatedSite() {
        this("single-variable");
    }

    /** @param situation the golden case that it begins with */
    public SimulatedSite(String situation) {
        before = GoldenCase.named(situation);
        world = new World(before, new Points());
        faults =
                new Faults(new WorldEffects(world, new Points(), before.policy().clients()), world);
        policy = before.policy();
    }

    public Site site() {
        return new Site(
                policy,
                wanted -> observe(),
                wanted -> stragglers,
                (endpoint, root) -> new Pulse(endpoint, well, well ? "7412" : "Connection refused"),
                (endpoint, root) -> qualm,
                (endpoint, root) -> sessions.<Attendance>map(
                                number -> new Attendance.Counted(endpoint, number, number - 1))
                        .orElseGet(() -> new Attendance.Unknown(endpoint, "TCP tells of no sessions")),
                ports -> calls,
                faults,
                new WorldPorts(this),
                new WorldDues(this),
                records,
                new Kept(rehearsed),
                (journal, outcome) -> {
                    told.add(journal.name() + ": " + outcome);
                    return deaf;
                });
    }

    /** The plan that the policy leads to, as long as nothing moved. */
    public Plan plan() {
        return new GoldenCase(policy, before.snapshot()).plan();
    }

    public Clock clock() {
        return new Standing(this);
    }

    private Observation<Snapshot> observe() {
        failure.ifPresent(planted -> {
            throw planted;
        });
        return seen.orElseGet(() -> new Observation.Seen<>(arrived() ? AFTER : before.snapshot()));
    }

    private boolean arrived() {
        return records.all().stream()
                .reduce((one, next) -> next)
                .map(journal -> Progress.of(journal.entries()))
                .filter(progress -> progress.standing() == Progress.Standing.SOAKING
                        || progress.closed().equals(Optional.of("migrated")))
                .isPresent();
    }

    private record Kept(Map<String, Instant> marks) implements Rehearsals {
        @Override
        public Optional<Instant> passed(String planHash) {
            return Optional.ofNullable(marks.get(planHash));
        }

        @Override
        public void passed(Instant at, String planHash) {
            marks.put(planHash, at);
        }
    }

    /** Tells the site's own time. */
    private static final class Standing extends Clock {
        private final SimulatedSite place;

        Standing(SimulatedSite place) {
            this.place = place;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(place.now, zone);
        }

        @Override
        public Instant instant() {
            return place.now;
        }
    }
}
