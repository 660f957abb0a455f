package dev.berth.adapter.kube;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Waits for the pods of a workload. How long that takes depends on how many there are, so the time begins anew with each that
 * comes; one that comes and goes counts once.
 *
 * @param patience until the first, and from each to the next
 * @param nanos a clock
 * @param pause between two looks
 */
record PodWait(Duration patience, LongSupplier nanos, Pause pause) {
    private static final long LOOK_MILLIS = 200;

    static PodWait of(Duration patience) {
        return new PodWait(patience, System::nanoTime, () -> Thread.sleep(LOOK_MILLIS));
    }

    /** Lets time pass. */
    interface Pause {
        void pass() throws InterruptedException;
    }

    /**
     * What was seen of the pods at once.
     *
     * @param missing empty when nothing is
     * @param made how many are of the newest template
     * @param ready how many of these are ready, as far as that was looked at
     */
    record Look(String missing, int made, int ready) {
        /**
         * Where as many are made as are wanted.
         *
         * @param old how many others are still there
         */
        static Look of(List<PodReading> pods, int old, int wanted) {
            List<PodReading> unready = pods.stream().filter(pod -> !pod.ready()).toList();
            return new Look(missing(pods, unready, old, wanted), wanted, pods.size() - unready.size());
        }

        private static String missing(List<PodReading> pods, List<PodReading> unready, int old, int wanted) {
            if (old > 0) {
                return old + (old == 1 ? " old pod is" : " old pods are") + " still there";
            }
            if (!unready.isEmpty()) {
                return unready.get(0).name() + " is not ready" + unready.get(0).reason();
            }
            return pods.size() == wanted ? "" : pods.size() + " of " + wanted + " pods are there";
        }

        boolean isMore(Look most) {
            return made > most.made || ready > most.ready;
        }

        Look most(Look other) {
            return new Look(missing, Math.max(made, other.made), Math.max(ready, other.ready));
        }
    }

    /** What is still missing in the end; empty where nothing is. */
    String until(Supplier<Look> looks) throws InterruptedException {
        Look most = looks.get();
        long end = nanos.getAsLong() + patience.toNanos();
        while (!most.missing().isEmpty() && nanos.getAsLong() - end <= 0) {
            pause.pass();
            Look now = looks.get();
            if (now.isMore(most)) {
                end = nanos.getAsLong() + patience.toNanos();
            }
            most = now.most(most);
        }
        return most.missing();
    }
}
