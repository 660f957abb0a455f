package dev.berth.observe;

/** What leads to a database of a cluster: a Service, or the pods of a workload by ports of their nodes. */
public sealed interface Exposure permits ClusterFacts.Service, PodTemplate {
    /** What no other of its namespace has: a Service's own, or a workload's, such as {@code StatefulSet/main}. */
    String name();

    /** As people write it. */
    String title();

    /** Where its ports answer; empty where it has no address. */
    String address();

    Keepers keepers();
}
