package dev.berth.plan;

import dev.berth.plan.Decision.Refusal;
import dev.berth.policy.Policy;
import dev.berth.policy.Rollout;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What a policy wants to be true before a plan may run. */
public final class Gate {
    private Gate() {}

    /**
     * For who sees no other tiers.
     *
     * @param approved the plan hash that a person named, where one did
     * @param rehearsed whether the rehearsal of this very plan passed
     * @return what still speaks against running it; empty when nothing does
     */
    public static List<Refusal> check(
            Policy policy, Plan plan, Instant now, Optional<String> approved, boolean rehearsed) {
        var unseen = policy.rollout().after().isEmpty()
                ? List.<Refusal>of()
                : List.of(
                        refusal(policy, "rollout.after waits for other tiers, which only berth run sees", "berth run"));
        return check(policy, plan, now, approved, rehearsed, unseen);
    }

    /** @param tiers what the tiers before have against it */
    public static List<Refusal> check(
            Policy policy, Plan plan, Instant now, Optional<String> approved, boolean rehearsed, List<Refusal> tiers) {
        var refusals = new ArrayList<Refusal>();
        if (policy.mode() == Policy.Mode.OBSERVE) {
            refusals.add(refusal(policy, "mode is Observe: this policy only reports", "mode: Plan or Enforce"));
        }
        if (approved.isPresent() && !plan.isNamed(approved.get())) {
            refusals.add(refusal(
                    policy,
                    "the approval names plan " + approved.get() + ", this one is " + plan.hash(),
                    "look at the plan again, and approve its hash"));
        }
        boolean wanted = policy.mode() == Policy.Mode.PLAN || policy.rollout().approvalRequired();
        if (wanted && approved.isEmpty()) {
            refusals.add(refusal(policy, "the plan wants an approval", "--approve " + plan.hash()));
        }
        if (policy.rollout().rehearsalRequired() && !rehearsed) {
            refusals.add(refusal(policy, "this plan was not rehearsed", "berth rehearse"));
        }
        policy.rollout()
                .window()
                .filter(window -> !isOpen(window, now))
                .ifPresent(window -> refusals.add(refusal(
                        policy,
                        "outside the window " + new TreeSet<>(window.days()) + " " + window.from() + "–" + window.to()
                                + " " + window.zone(),
                        "wait for it, or change rollout.window")));
        refusals.addAll(tiers);
        return List.copyOf(refusals);
    }

    private static boolean isOpen(Rollout.Window window, Instant now) {
        ZonedDateTime local = now.atZone(window.zone());
        var time = local.toLocalTime();
        if (window.from().isBefore(window.to())) {
            return window.days().contains(local.getDayOfWeek())
                    && !time.isBefore(window.from())
                    && time.isBefore(window.to());
        }
        boolean evening = window.days().contains(local.getDayOfWeek()) && !time.isBefore(window.from());
        boolean morning = window.days().contains(local.getDayOfWeek().minus(1)) && time.isBefore(window.to());
        return evening || morning;
    }

    private static Refusal refusal(Policy policy, String reason, String remedy) {
        return new Refusal(policy.name(), reason, remedy);
    }
}
