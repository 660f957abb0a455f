package dev.berth.policy;

/** The databases run in the cluster that holds the policy, in the policy's namespace. */
public record KubernetesTarget() implements Target {}
