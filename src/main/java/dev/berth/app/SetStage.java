package dev.berth.app;

import dev.berth.adapter.file.ScratchProject;
import dev.berth.cli.Workplace;
import dev.berth.cycle.Site;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A stage that stands. */
record SetStage(Site site, ScratchProject files, Copies copies, Supplier<Optional<String>> curtain)
        implements Workplace.Stage {
    @Override
    public List<String> flaws() {
        var flaws = new ArrayList<>(copies.silent());
        try {
            files.changed().forEach(name -> flaws.add("the copy of " + name + " is not as it was"));
        } catch (IOException e) {
            flaws.add("the copies of the files can't be compared: " + e);
        }
        return List.copyOf(flaws);
    }

    @Override
    public Optional<String> takeDown() {
        return curtain.get();
    }
}
