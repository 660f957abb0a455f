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
 * @param docker the engine and the project's files, for steps that render the project after a crash
 * @param hash SHA-256 in hex of everything else; an approval names it
 */
public record Plan(
        String policy,
        String namespace,
        String policyFingerprint,
        String root,
        DockerTarget docker,
        Rollback rollback,
        List<Move> moves,
        List<String> warnings,
        String hash) {
    public Plan {
        moves = List.copyOf(moves);
        warnings = List.copyOf(warnings);
    }

    public Stream<Step> steps() {
        return moves.stream().flatMap(move -> move.steps().stream());
    }

    public Optional<Step> step(String id) {
        return steps().filter(step -> step.id().equals(id)).findFirst();
    }
}
