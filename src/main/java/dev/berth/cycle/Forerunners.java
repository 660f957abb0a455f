package dev.berth.cycle;

import dev.berth.execute.Watcher;
import dev.berth.plan.Decision.Refusal;
import dev.berth.policy.Policy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The policies that another waits for, looked at once: since when they are Ready only their records tell.
 *
 * @param others what daemons of other hosts say of theirs
 */
public record Forerunners(List<Site> sites, List<Bulletin> others, Clock clock) {
    public Forerunners {
        sites = List.copyOf(sites);
        others = List.copyOf(others);
    }

    /** What they have against a move of this one. */
    public List<Refusal> against(Policy policy) {
        var tiers = Tiers.after(policy);
        var refusals = new ArrayList<Refusal>();
        var known = new HashMap<Tiers.Name, Readiness>();
        for (var site : sites) {
            var name = Tiers.Name.of(site.policy());
            if (tiers.contains(name)) {
                var found = look(site);
                known.put(name, Readiness.of(found, Optional.empty()));
                if (found.ready() && found.arrived().isEmpty() && soaks(policy, name)) {
                    refusals.add(untold(policy, name));
                }
            }
        }
        return refusals.isEmpty() ? new Tiers(known, after()).with(others).against(policy, clock.instant()) : refusals;
    }

    private Finding look(Site site) {
        return new Round(site, clock, () -> false, new Watcher() {}, List.of(), stray -> false).look();
    }

    private Map<Tiers.Name, List<Tiers.Name>> after() {
        return sites.stream()
                .map(Site::policy)
                .collect(Collectors.toMap(Tiers.Name::of, Tiers::after, (one, same) -> one));
    }

    private static boolean soaks(Policy policy, Tiers.Name name) {
        return policy.rollout().after().stream()
                .filter(tier -> name.equals(new Tiers.Name(tier.namespace(), tier.policy())))
                .anyMatch(tier -> !tier.soak().isZero());
    }

    private static Refusal untold(Policy policy, Tiers.Name name) {
        return new Refusal(
                policy.name(),
                "waits for " + name + ", and no record tells since when that is Ready, for it was never moved",
                "berth run, which counts by itself");
    }
}
