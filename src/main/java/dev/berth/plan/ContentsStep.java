package dev.berth.plan;

import dev.berth.policy.Endpoint;
import dev.berth.policy.Verification.Fingerprint;
import java.time.Duration;

/** Steps that prove that a database holds after its move what it held before; both fall into the pause and change nothing. */
public sealed interface ContentsStep extends Step {
    @Override
    default <R> R family(Families<R> families) {
        return families.contents(this);
    }

    <R> R match(Cases<R> cases);

    /** One answer for each step. */
    interface Cases<R> {
        R noteContents(NoteContents step);

        R compareContents(CompareContents step);
    }

    /**
     * Notes how far the database has come and what it holds; that is the evidence.
     *
     * @param patience for the look; what takes longer is not compared under {@code Fast} and fails under {@code Strict}
     */
    record NoteContents(Head head, Endpoint endpoint, Fingerprint depth, Duration patience) implements ContentsStep {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.noteContents(this);
        }
    }

    /**
     * Fails where the database lacks something that it had; a session that stayed open may have written meanwhile, and then
     * its history alone is compared.
     *
     * @param noted the step whose evidence it is compared with
     */
    record CompareContents(Head head, Endpoint endpoint, Fingerprint depth, Duration patience, String noted)
            implements ContentsStep {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.compareContents(this);
        }
    }
}
