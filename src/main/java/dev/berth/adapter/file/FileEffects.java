package dev.berth.adapter.file;

import dev.berth.execute.Effect;
import dev.berth.plan.FileStep;
import java.nio.file.Path;

/** Turns steps on files into effects. */
public final class FileEffects {
    private final OtherMounts mounts;

    public FileEffects() {
        this(new OtherMounts(Path.of("/proc")));
    }

    FileEffects(OtherMounts mounts) {
        this.mounts = mounts;
    }

    /** The effect of an edit; relative paths start at the plan's root. */
    public Effect editFile(FileStep.EditFile step, Path root) {
        return new FileEdit(step, root.resolve(step.path()), mounts);
    }
}
