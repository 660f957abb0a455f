package dev.berth.policy;

/** Where a policy is written down, which decides what it may ask for. */
public enum Ground {
    /** A file on a host: its databases run on a Docker engine. */
    FILE,
    /** An object of a cluster. */
    CLUSTER
}
