package dev.berth.plan;

import java.util.Comparator;

/**
 * What lets a Service, or the pods, of one namespace have a protected port: a policy there gives it one.
 *
 * @param service its name; of a database that no Service leads to its workload, such as {@code StatefulSet/main}
 */
public record Grant(String service, int port, String policy) implements Comparable<Grant> {
    private static final Comparator<Grant> ORDER =
            Comparator.comparing(Grant::service).thenComparingInt(Grant::port).thenComparing(Grant::policy);

    @Override
    public int compareTo(Grant other) {
        return ORDER.compare(this, other);
    }
}
