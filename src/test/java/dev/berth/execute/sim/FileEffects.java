package dev.berth.execute.sim;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.plan.FileStep;
import dev.berth.plan.Sha256;
import dev.berth.plan.Splice;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** File steps in the simulated world: a draft beside the file, then one rename. */
record FileEffects(World world, WorldEffects.Making making) implements FileStep.Cases<Effect> {
    @Override
    public Effect editFile(FileStep.EditFile step) {
        return making.of(
                () -> hash(step.path()).equals(step.after()),
                () -> turn(step.path(), step.before(), step.after(), step.splices()),
                () -> turn(step.path(), step.after(), step.before(), Splice.inverse(step.splices())));
    }

    @Override
    public Effect proveModel(FileStep.ProveModel step) {
        return making.of(() -> false, Attempt::done, Attempt::done);
    }

    private Attempt turn(String path, String from, String to, List<Splice> splices) {
        var draft = path + ".berth-draft";
        if (hash(path).equals(from)) {
            world.put(draft, Splice.apply(world.file(path).orElseThrow(), splices));
            world.replace(draft, path);
        }
        if (world.file(draft).isPresent()) {
            world.delete(draft);
        }
        return hash(path).equals(to) ? Attempt.done() : Attempt.notDone(path + " was changed by somebody");
    }

    private String hash(String path) {
        return Sha256.of(world.file(path).orElse("").getBytes(StandardCharsets.ISO_8859_1));
    }
}
