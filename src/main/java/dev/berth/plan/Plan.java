package dev.berth.plan;

import dev.berth.policy.DockerTarget;
import dev.berth.policy.Rollback;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What will be done, in order, with everything needed to go on or back after a crash.
 *
 * @param policyFingerprint the policy that it was made from
 * @param root the absolute folder that relative paths start from
 * @param docker the engine, project and files that its steps act on; empty in a cluster
 * @param hash SHA-256 in hex of everything else; an approval names it
 */
public record Plan(
        String policy,
        String namespace,
        String policyFingerprint,
        String root,
        Optional<DockerTarget> docker,
        Rollback rollback,
        List<Move> moves,
        List<String> warnings,
        String hash) {
    public Plan {
        moves = List.copyOf(moves);
        warnings = List.copyOf(warnings);
    }

    /** The same with its hash. */
    Plan hashed() {
        return new Plan(
                policy,
                namespace,
                policyFingerprint,
                root,
                docker,
                rollback,
                moves,
                warnings,
                Sha256.of(PlanText.of(this)));
    }

    /** The engine, project and files of a plan for Docker. */
    public DockerTarget engine() {
        return docker.orElseThrow(() -> new IllegalStateException(namespace + "/" + policy + " runs in a cluster"));
    }

    public Stream<Step> steps() {
        return moves.stream().flatMap(move -> move.steps().stream());
    }

    /** Those of one kind. */
    public <T extends Step> Stream<T> steps(Class<T> kind) {
        return steps().filter(kind::isInstance).map(kind::cast);
    }

    /**
     * What a file held, by hash, before a step and before every earlier one that edits it: a way back that goes over the
     * same ground twice finds it further back than its own step.
     */
    public List<String> before(FileStep.EditFile step) {
        var earlier = steps().takeWhile(other -> !other.id().equals(step.id()))
                .flatMap(other -> other instanceof FileStep.EditFile edit ? Stream.of(edit) : Stream.empty())
                .filter(edit -> edit.path().equals(step.path()));
        return Stream.concat(earlier, Stream.of(step))
                .map(FileStep.EditFile::before)
                .toList();
    }

    /** Earlier steps on the same value, for the same reason. */
    public List<WorkloadStep.PatchValue> before(WorkloadStep.PatchValue step) {
        return steps().takeWhile(other -> !other.id().equals(step.id()))
                .flatMap(other -> other instanceof WorkloadStep.PatchValue patch ? Stream.of(patch) : Stream.empty())
                .filter(patch -> patch.place().equals(step.place()))
                .toList();
    }

    /** Whether a person means this plan; the first dozen digits of its hash name it as well as all of them. */
    public boolean isNamed(String digits) {
        return digits.length() >= 12 && hash.startsWith(digits);
    }

    public Optional<Step> step(String id) {
        return steps().filter(step -> step.id().equals(id)).findFirst();
    }
}
