package dev.berth.report;

import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.observe.Alias;
import dev.berth.observe.Straggler;
import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.Plan;
import dev.berth.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Who still uses the old ports of a policy, and what that keeps from happening. */
public final class StragglerReport {
    private StragglerReport() {}

    public static String text(Policy policy, List<Straggler> stragglers, Instant now) {
        if (stragglers.isEmpty()) {
            return policy.namespace() + "/" + policy.name() + ": nobody uses an old port\n";
        }
        var table = new Table().row("OLD PORT", "NEW PORT", "WHO", "LAST SEEN", "CONNECTIONS");
        stragglers.forEach(straggler -> table.row(
                straggler.port(), straggler.to(), straggler.who(), seen(straggler, now), straggler.connections()));
        return table.toString();
    }

    public static Map<String, Object> document(Policy policy, List<Straggler> stragglers) {
        return Document.of(
                "policy", policy.name(),
                "namespace", policy.namespace(),
                "stragglers", stragglers.stream().map(StragglerReport::document).toList());
    }

    private static Map<String, Object> document(Straggler straggler) {
        return Document.of(
                "port", straggler.port(),
                "to", straggler.to(),
                "who", straggler.who(),
                "address", straggler.address(),
                "container", straggler.container().orElse(""),
                "processes",
                        straggler.processes().stream()
                                .map(process -> Document.of(
                                        "command", process.command(),
                                        "pid", process.pid(),
                                        "container", process.container()))
                                .toList(),
                "lastSeen", straggler.lastSeen().truncatedTo(ChronoUnit.SECONDS).toString(),
                "connections", straggler.connections());
    }

    /** Why a migration can't be ended yet: one reason for each straggler. */
    public static List<Refusal> refusals(Plan plan, List<Straggler> stragglers, Duration soak, Instant now) {
        return stragglers.stream()
                .map(straggler -> new Refusal(
                        String.valueOf(straggler.port()),
                        straggler.who() + " used it " + seen(straggler, now) + ", "
                                + PlanReport.count((int) straggler.connections(), "connection") + " so far",
                        "have it use " + straggler.to() + " and wait until "
                                + straggler.lastSeen().plus(soak).truncatedTo(ChronoUnit.SECONDS)
                                + ", or berth retire --force " + plan.hash()))
                .toList();
    }

    /** Why a migration can't be ended yet of whose stragglers nobody knows: its old ports were lost for a while. */
    public static Refusal forgotten(Journal journal, Instant since, Duration soak) {
        var progress = Progress.of(journal.entries());
        return new Refusal(
                words(progress.aliases()),
                "who used it before " + since.truncatedTo(ChronoUnit.SECONDS)
                        + " is forgotten: the packet filter had lost it",
                "wait until " + since.plus(soak).truncatedTo(ChronoUnit.SECONDS) + ", or berth retire --force "
                        + progress.plan().hash());
    }

    /** Such as {@code 5432 → 7000, 5433 → 7003}. */
    public static String words(List<Alias> aliases) {
        return aliases.stream().map(Alias::toString).collect(Collectors.joining(", "));
    }

    static List<Map<String, Object>> documents(List<Alias> aliases) {
        return aliases.stream()
                .map(alias -> Document.of("hostIp", alias.hostIp(), "from", alias.from(), "to", alias.to()))
                .toList();
    }

    private static String seen(Straggler straggler, Instant now) {
        var age = Duration.between(straggler.lastSeen(), now);
        return age.toSeconds() < 1 ? "now" : Durations.words(age) + " ago";
    }
}
