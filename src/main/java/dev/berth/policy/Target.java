package dev.berth.policy;

/** Where the databases of a policy run. */
public sealed interface Target permits DockerTarget, KubernetesTarget {}
