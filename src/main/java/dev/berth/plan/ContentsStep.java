package dev.berth.plan;

import dev.berth.policy.Endpoint;
import dev.berth.policy.Verification.Fingerprint;
import java.time.Duration;
import java.util.Objects;

/** Steps that prove that a database holds after its move what it held before; none changes anything. */
public sealed interface ContentsStep extends Step {
    @Override
    default <R> R family(Families<R> families) {
        return families.contents(this);
    }

    <R> R match(Cases<R> cases);

    /** The database that is looked at. */
    Endpoint endpoint();

    /** One answer for each step. */
    interface Cases<R> {
        R tryContents(TryContents step);

        R noteContents(NoteContents step);

        R compareContents(CompareContents step);
    }

    /**
     * Looks once before anybody waits: what can't be read in time is told then, and what can is read faster afterwards.
     *
     * @param patience for each look that is to come
     */
    record TryContents(Head head, Endpoint endpoint, Fingerprint depth, Duration patience) implements ContentsStep {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.tryContents(this);
        }
    }

    /**
     * Notes how far the database has come and what it holds; that is the evidence.
     *
     * @param patience for the look; what takes longer is not compared under {@code Fast} and fails under {@code Strict}
     * @param limit how long sessions that stayed open may have to wait before they write, so that nothing changes until the
     *     stop
     * @param tried the step that tried it, by whose evidence a look in vain is left out; empty for none
     */
    record NoteContents(
            Head head, Endpoint endpoint, Fingerprint depth, Duration patience, Duration limit, String tried)
            implements ContentsStep {
        /** Older journals name no limit and no try. */
        public NoteContents {
            limit = Objects.requireNonNullElse(limit, patience);
            tried = Objects.requireNonNullElse(tried, "");
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.noteContents(this);
        }
    }

    /**
     * Fails where the database lacks something that it had; a session that stayed open may have written meanwhile, and then
     * it suffices under {@code Fast} that its history goes on and no table is gone.
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
