package dev.berth.execute.sim;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.plan.FileStep;
import dev.berth.plan.Plan;
import dev.berth.plan.Sha256;
import dev.berth.plan.Splice;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** File steps in the simulated world: a draft beside the file, then one rename. */
record FileEffects(World world, Plan plan, WorldEffects.Making making) implements FileStep.Cases<Effect> {
    @Override
    public Effect editFile(FileStep.EditFile step) {
        return making.of(
                () -> hash(step.path()).equals(step.after())
                        && world.file(draft(step.path())).isEmpty(),
                () -> turn(step.path(), step.before(), step.splices(), List.of(step.after())),
                () -> turn(step.path(), step.after(), Splice.inverse(step.splices()), plan.before(step)));
    }

    @Override
    public Effect proveModel(FileStep.ProveModel step) {
        return making.of(() -> false, Attempt::done, Attempt::done);
    }

    private Attempt turn(String path, String from, List<Splice> splices, List<String> wanted) {
        var draft = draft(path);
        if (hash(path).equals(from)) {
            world.put(draft, Splice.apply(world.file(path).orElseThrow(), splices));
            world.replace(draft, path);
        }
        if (world.file(draft).isPresent()) {
            world.delete(draft);
        }
        return wanted.contains(hash(path)) ? Attempt.done() : Attempt.notDone(path + " was changed by somebody");
    }

    private static String draft(String path) {
        return path + ".berth-draft";
    }

    private String hash(String path) {
        return Sha256.of(world.file(path).orElse("").getBytes(StandardCharsets.ISO_8859_1));
    }
}
