package dev.berth.plan;

import dev.berth.policy.Violation;
import java.util.List;

/** What a planner answers. */
public sealed interface Decision {
    /** Everything is as wanted. */
    record InSync(List<String> warnings) implements Decision {
        public InSync {
            warnings = List.copyOf(warnings);
        }
    }

    /** Changes are pending. */
    record Pending(Plan plan) implements Decision {}

    /** The policy and the files contradict each other or themselves. */
    record Invalid(List<Violation> violations) implements Decision {
        public Invalid {
            violations = List.copyOf(violations);
        }
    }

    /** The policy is sound, but moving would not be safe now. */
    record Refused(List<Refusal> refusals) implements Decision {
        public Refused {
            refusals = List.copyOf(refusals);
        }
    }

    /** Why not, and what would lift it. */
    record Refusal(String subject, String reason, String remedy) {
        @Override
        public String toString() {
            return subject + ": " + reason + " — " + remedy;
        }
    }
}
