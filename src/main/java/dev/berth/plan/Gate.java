package dev.berth.plan;

import dev.berth.plan.Decision.Refusal;
import dev.berth.policy.KubernetesTarget;
import dev.berth.policy.Policy;
import dev.berth.policy.Rollout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What a policy wants to be true before a plan may run. */
public final class Gate {
    private Gate() {}

    /**
     * What still speaks against running it; empty when nothing does.
     *
     * @param approved the plan hash that a person named, where one did
     * @param rehearsed whether the rehearsal of this very plan passed
     * @param tiers what the tiers before have against it
     */
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
                    "look at the plan again, and approve its hash"
                            + (inCluster(policy) ? ": " + approving(policy, plan) : "")));
        }
        if (wantsApproval(policy) && approved.isEmpty()) {
            refusals.add(refusal(policy, "the plan wants an approval", approving(policy, plan)));
        }
        if (policy.rollout().rehearsalRequired() && !rehearsed) {
            refusals.add(unrehearsed(policy));
        }
        policy.rollout()
                .window()
                .map(Opening::new)
                .filter(opening -> !opening.at(now))
                .ifPresent(opening -> refusals.add(closed(policy, opening, now)));
        refusals.addAll(tiers);
        return List.copyOf(refusals);
    }

    /** Whether a plan runs only once a person has approved it. */
    public static boolean wantsApproval(Policy policy) {
        return policy.mode() == Policy.Mode.PLAN || policy.rollout().approvalRequired();
    }

    /** How a person approves a plan. */
    public static String approving(Policy policy, Plan plan) {
        return inCluster(policy) ? Signal.APPROVE.given(policy, plan.hash()) : "--approve " + plan.hash();
    }

    /** When the policy's window opens next; empty where it is open, or there is none. */
    public static Optional<Instant> opens(Policy policy, Instant now) {
        return policy.rollout().window().flatMap(window -> new Opening(window).after(now));
    }

    private static Refusal unrehearsed(Policy policy) {
        return refusal(
                policy,
                "this plan was not rehearsed",
                inCluster(policy) ? "berth does that by itself: see the condition Rehearsed" : "berth rehearse");
    }

    private static Refusal closed(Policy policy, Opening opening, Instant now) {
        Rollout.Window window = opening.window();
        return refusal(
                policy,
                "outside the window " + new TreeSet<>(window.days()) + " " + window.from() + "–" + window.to() + " "
                        + window.zone(),
                "wait for it"
                        + opening.after(now)
                                .map(next -> ", from " + next + " on")
                                .orElse("") + ", or change rollout.window");
    }

    private static boolean inCluster(Policy policy) {
        return policy.target() instanceof KubernetesTarget;
    }

    private static Refusal refusal(Policy policy, String reason, String remedy) {
        return new Refusal(policy.name(), reason, remedy);
    }
}
