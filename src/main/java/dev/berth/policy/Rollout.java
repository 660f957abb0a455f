package dev.berth.policy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What must come before a migration may start. */
public record Rollout(List<Tier> after, Optional<Window> window, boolean approvalRequired, boolean rehearsalRequired) {
    /** A rollout without conditions. */
    public static final Rollout FREE = new Rollout(List.of(), Optional.empty(), false, false);

    public Rollout {
        after = List.copyOf(after);
    }

    /** A policy elsewhere that must have been Ready for a while. */
    public record Tier(String namespace, String policy, Duration soak) {}

    /** The hours in which a migration may start; a window whose end is before its start passes midnight. */
    public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
        public Window {
            days = Set.copyOf(days);
        }
    }
}
