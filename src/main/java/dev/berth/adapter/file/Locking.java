package dev.berth.adapter.file;

import java.time.Instant;
import java.util.Optional;

/** What came of taking a state folder's lock. */
public sealed interface Locking {
    /** It is ours until closed; keep the reference, since a lock that nobody refers to ends with its collection. */
    record Held(StateLock lock) implements Locking {}

    /** Somebody else is at work there. Who it is stays empty in the moment before they have written their name. */
    record Busy(Optional<Holder> holder) implements Locking {
        @Override
        public String toString() {
            return holder.map(one -> "in use by " + one + " since " + one.since())
                    .orElse("in use by another process");
        }
    }

    /**
     * The process that has a lock, and since when.
     *
     * @param host what it calls its host, where that is another than this process's
     */
    record Holder(long pid, Optional<String> host, Instant since) {
        @Override
        public String toString() {
            return "process " + pid + host.map(name -> " of host " + name).orElse("");
        }
    }

    /** The folder can't be used at all. */
    record Unusable(StateFolder.Flaw flaw) implements Locking {}
}
