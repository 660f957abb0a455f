package dev.berth.cli;

import dev.berth.plan.Decision.Refusal;

/** Why something was left as it is where somebody asked the command to end before its turn. */
final class NotBegun {
    private NotBegun() {}

    static Refusal refusal(String subject) {
        return new Refusal(subject, "not begun: interrupted", "run the command again");
    }
}
