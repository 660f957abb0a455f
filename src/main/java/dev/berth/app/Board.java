package dev.berth.app;

import dev.berth.adapter.file.StateFolder;
import dev.berth.cycle.Finding;
import dev.berth.cycle.Readiness;
import dev.berth.cycle.Tiers;
import dev.berth.policy.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What the daemon knows: the watch writes it, and whoever asks by HTTP reads it. */
final class Board {
    private final Map<Tiers.Name, Entry> entries = new ConcurrentHashMap<>();
    private final Map<Tiers.Name, Readiness> remembered = new ConcurrentHashMap<>();
    private final Endings endings = new Endings();
    private volatile List<Violation> flaws = List.of();
    private volatile Optional<String> stranded = Optional.empty();
    private volatile Optional<String> unwatched = Optional.empty();
    private volatile Optional<Pass> last = Optional.empty();

    /**
     * One policy.
     *
     * @param outcome how its newest migration ended that this daemon ran
     */
    record Entry(Finding finding, Readiness readiness, StateFolder state, Optional<Finding.Ended> outcome) {}

    /** One time that the watch went through all policies. */
    record Pass(Instant at, Duration took) {}

    /** What an earlier run knew: such a policy goes on from there at its first look, and any other begins anew. */
    void remember(Map<Tiers.Name, Readiness> known) {
        remembered.putAll(known);
    }

    /** Whether an earlier run knew a policy that this one keeps, and has not looked at yet. */
    boolean awaits(Tiers.Name name) {
        return remembered.containsKey(name);
    }

    /** The same, with what is known of how its migration ended in an earlier round. */
    Finding withOutcome(Finding looked) {
        return Optional.ofNullable(entries.get(Tiers.Name.of(looked.policy())))
                .flatMap(Entry::outcome)
                .map(looked::after)
                .orElse(looked);
    }

    /** Gives what was known before. */
    Optional<Entry> put(Finding finding, StateFolder state) {
        var name = Tiers.Name.of(finding.policy());
        var before = Optional.ofNullable(entries.get(name));
        var outcomes = finding.outcomes();
        outcomes.forEach(one -> endings.add(one.outcome()));
        finding.chores().stuck().forEach(endings::add);
        var newest =
                outcomes.isEmpty() ? before.flatMap(Entry::outcome) : Optional.of(outcomes.get(outcomes.size() - 1));
        var known = before.map(Entry::readiness)
                .or(() -> Optional.ofNullable(remembered.get(name)))
                .orElse(Readiness.UNSEEN);
        entries.put(name, new Entry(finding, Readiness.of(finding, Optional.of(known)), state, newest));
        remembered.remove(name);
        return before;
    }

    /** Forgets all policies but these; gives those that it forgot. */
    Collection<Tiers.Name> keep(Collection<Tiers.Name> names) {
        var gone =
                entries.keySet().stream().filter(name -> !names.contains(name)).toList();
        gone.forEach(entries::remove);
        remembered.keySet().removeIf(name -> !names.contains(name));
        return gone;
    }

    void flaws(List<Violation> found) {
        flaws = List.copyOf(found);
    }

    void stranded(Optional<String> reason) {
        stranded = reason;
    }

    void unwatched(Optional<String> reason) {
        unwatched = reason;
    }

    void passed(Pass pass) {
        last = Optional.of(pass);
    }

    /** Every policy, by its name. */
    List<Entry> entries() {
        return entries.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
                .map(Map.Entry::getValue)
                .toList();
    }

    Tiers tiers() {
        return new Tiers(
                entries.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().readiness())),
                entries.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> Tiers.after(entry.getValue().finding().policy()))));
    }

    /** What is wrong with the files that were left out. */
    List<Violation> flaws() {
        return flaws;
    }

    /** Why a migration that stopped half-way stays there. */
    Optional<String> stranded() {
        return stranded;
    }

    /** Which folders can't be watched, and why: changes there are seen later. */
    Optional<String> unwatched() {
        return unwatched;
    }

    /** Empty before every policy had its first round. */
    Optional<Pass> last() {
        return last;
    }

    Endings endings() {
        return endings;
    }
}
