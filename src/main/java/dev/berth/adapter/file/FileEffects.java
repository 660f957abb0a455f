package dev.berth.adapter.file;

import dev.berth.execute.Effect;
import dev.berth.plan.FileStep;
import java.nio.file.Path;
import java.util.List;

/** Turns steps on files into effects. */
public final class FileEffects {
    private final OtherMounts mounts;

    public FileEffects() {
        this(new OtherMounts(Path.of("/proc")));
    }

    FileEffects(OtherMounts mounts) {
        this.mounts = mounts;
    }

    /**
     * The effect of an edit; relative paths start at the plan's root.
     *
     * @param before what the file may be once the edit is taken back: {@link dev.berth.plan.Plan#before}
     */
    public Effect editFile(FileStep.EditFile step, Path root, List<String> before) {
        return new FileEdit(step, root.resolve(step.path()), before, mounts);
    }
}
