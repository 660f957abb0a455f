package dev.berth.cli;

import dev.berth.cycle.Site;
import dev.berth.plan.Decision.Refusal;
import java.io.IOException;

/** Why there is no backup to speak of, and what would lift it. */
final class NoBackups {
    private NoBackups() {}

    static Refusal wanted(Site site) {
        return refusal(site, "the policy wants no backups", "add backup: {folder: backups} to it");
    }

    static Refusal taken(Site site) {
        return refusal(site, "there is no backup yet", "berth backup takes one");
    }

    static Refusal named(Site site, String name) {
        return refusal(site, "there is no backup “" + name + "”", "berth backup --list names them");
    }

    static Refusal readable(Site site, IOException failure) {
        return refusal(site, "the backups can't be read or written: " + failure.getMessage(), "look at their folder");
    }

    private static Refusal refusal(Site site, String reason, String remedy) {
        return new Refusal(site.policy().name(), reason, remedy);
    }
}
